import type { CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import type { ClaimSheetList } from '@reassign/shared/listings/claim-sheet-api.ts';
import type { KeeperList } from '@reassign/shared/listings/keepers-api.ts';
import type { ProfileProposalView } from '@reassign/shared/listings/profile-api.ts';
import { problem } from '@reassign/shared/kernel/problems.ts';
import { ProblemFailure } from '../api/client.ts';
import { canCheck, canWrite, isSeller } from './desk.ts';
import { profileVersions, readRules } from './profile/versions.ts';
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
      if (!isSeller(me)) throw new ProblemFailure(problem('forbidden'));
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
    path: '/bank/cases/:id/claims',
    signedIn: true,
    load: () => import('./claims/ClaimSheetPage.svelte'),
    data: async (request) => {
      const held = await caseOf(request, request.params['id'] ?? '');
      const { items } = await request.api.get<ClaimSheetList>(`/api/v1/cases/${held.id}/claim-sheets`);
      return { held, sheets: items };
    },
    title: ({ t, data }) => `${t('claims.title')} · ${data.held.reference}`,
  }),
  page({
    path: '/bank/listings/new',
    signedIn: true,
    load: () => import('./ListingPage.svelte'),
    data: async (request) => {
      const [held, rules, keepers] = await Promise.all([
        caseOf(request, request.query.get('case') ?? ''),
        readRules(request),
        readKeepers(request),
      ]);
      return { held, rules, keepers, listing: null };
    },
    title: ({ t }) => t('listings.new-listing'),
  }),
  page({
    path: '/bank/listings/:id',
    signedIn: true,
    load: () => import('./ListingPage.svelte'),
    data: async (request) => {
      const [listing, rules, keepers] = await Promise.all([
        request.api.get<ListingView>(`/api/v1/listings/${request.params['id'] ?? ''}`),
        readRules(request),
        readKeepers(request),
      ]);
      return { held: await caseOf(request, listing.caseId), rules, keepers, listing };
    },
    title: ({ data }) => data.listing.title,
  }),
  page({
    path: '/rules/:route',
    words: 'reading',
    load: () => import('./profile/RoutePage.svelte'),
    data: async ({ api, params, query }) => {
      const versions = (await profileVersions({ api })).filter(
        ({ profile }) => profile.route === params['route'],
      );
      const asked = query.get('version');
      const shown =
        asked === null ? versions.at(-1) : versions.find(({ profile }) => String(profile.version) === asked);
      if (!shown) throw new ProblemFailure(problem('not-found'));
      return { shown, versions };
    },
    title: ({ t, data }) => `${t(`routes.${data.shown.profile.route}`)} · ${t('profiles.title')}`,
    description: ({ t }) => t('profiles.page-lead'),
  }),
  page({
    path: '/operator/rules',
    signedIn: true,
    load: () => import('./profile/ProfileDeskPage.svelte'),
    data: async ({ api }) => {
      const [versions, proposals] = await Promise.all([
        profileVersions({ api }),
        api.get<{ items: ProfileProposalView[] }>('/api/v1/profile-proposals'),
      ]);
      return { versions, proposals: proposals.items };
    },
    title: ({ t }) => t('profiles.desk'),
  }),
];

/** Whoever only reads the bank's listings chooses nobody. */
async function readKeepers({ api, me }: PageRequest): Promise<KeeperList['items']> {
  if (!canWrite(me) && !canCheck(me)) return [];
  return (await api.get<KeeperList>('/api/v1/keepers')).items;
}

const caseOf = ({ api }: PageRequest, id: string): Promise<CaseView> =>
  api.get<CaseView>(`/api/v1/cases/${encodeURIComponent(id)}`);
