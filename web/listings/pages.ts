import type { CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import { problem } from '@reassign/shared/kernel/problems.ts';
import { ProblemFailure } from '../api/client.ts';
import { page, type PageRequest, type Route } from '../route.ts';
import type { PageOf } from '../ui/paged.svelte.ts';

/** The bank's desk: cases with their rights, and listings from draft to notice. */
export const listingPages: readonly Route[] = [
  page({
    path: '/bank',
    signedIn: true,
    load: () => import('./BankDeskPage.svelte'),
    data: async ({ api }) => {
      const [listings, cases] = await Promise.all([
        api.get<PageOf<ListingView>>('/api/v1/listings'),
        api.get<PageOf<CaseView>>('/api/v1/cases'),
      ]);
      return { listings, cases };
    },
    title: ({ t }) => t('listings.desk'),
  }),
  page({
    path: '/bank/cases/new',
    signedIn: true,
    load: () => import('./CasePage.svelte'),
    data: async ({ me }) => {
      if (me.organisation?.kind !== 'bank') throw new ProblemFailure(problem('forbidden'));
      return { held: null, listings: [] };
    },
    title: ({ t }) => t('listings.new-case'),
  }),
  page({
    path: '/bank/cases/:id',
    signedIn: true,
    load: () => import('./CasePage.svelte'),
    data: async ({ api, params }) => {
      const [held, listings] = await Promise.all([
        api.get<CaseView>(`/api/v1/cases/${params['id'] ?? ''}`),
        api.get<PageOf<ListingView>>('/api/v1/listings'),
      ]);
      return { held, listings: listings.items.filter(({ caseId }) => caseId === held.id) };
    },
    title: ({ t, data }) => t('listings.case', { reference: data.held.reference }),
  }),
  page({
    path: '/bank/listings/new',
    signedIn: true,
    load: () => import('./ListingPage.svelte'),
    data: async (request) => ({
      held: await caseOf(request, request.query.get('case') ?? ''),
      listing: null,
    }),
    title: ({ t }) => t('listings.new-listing'),
  }),
  page({
    path: '/bank/listings/:id',
    signedIn: true,
    load: () => import('./ListingPage.svelte'),
    data: async (request) => {
      const listing = await request.api.get<ListingView>(`/api/v1/listings/${request.params['id'] ?? ''}`);
      return { held: await caseOf(request, listing.caseId), listing };
    },
    title: ({ data }) => data.listing.title,
  }),
];

const caseOf = ({ api }: PageRequest, id: string): Promise<CaseView> =>
  api.get<CaseView>(`/api/v1/cases/${encodeURIComponent(id)}`);
