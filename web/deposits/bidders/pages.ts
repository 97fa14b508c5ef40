import type { AgentRequestList, RegistrationView, ReviewList } from '@reassign/shared/deposits/api.ts';
import type { DeclarationsView } from '@reassign/shared/deposits/declarations.ts';
import { page, type Route } from '../../route.ts';
import { headOf } from '../agency-lots.ts';
import type { LotHead } from '../lot-head.ts';

/** What one registered for, whose agents ask to be confirmed, and what banks and the platform decide about bidders. */
export const bidderPages: readonly Route[] = [
  page({
    path: '/registrations',
    signedIn: true,
    load: () => import('./MyRegistrationsPage.svelte'),
    data: async ({ api }) => {
      const [{ items: own }, { items: requests }] = await Promise.all([
        api.get<{ items: RegistrationView[] }>('/api/v1/registrations'),
        api.get<AgentRequestList>('/api/v1/agent-requests'),
      ]);
      const lotOf = async (id: string) => headOf(await api.get<LotHead>(`/api/v1/lots/${id}`));
      const items = own.map(async (registration) => ({
        registration,
        lot: await lotOf(registration.lotId),
      }));
      const asked = requests.map(async (request) => ({ request, lot: await lotOf(request.lotId) }));
      return { items: await Promise.all(items), asked: await Promise.all(asked) };
    },
    title: ({ t }) => t('bidders.mine'),
  }),
  page({
    path: '/bank/lots/:id/bidders',
    signedIn: true,
    load: () => import('./DeclarationsPage.svelte'),
    data: async ({ api, params }) => {
      const path = `/api/v1/lots/${encodeURIComponent(params['id'] ?? '')}`;
      const declarations = await api.get<DeclarationsView>(`${path}/declarations`);
      // Whoever is named here by name and rank has a number in the room: the two never stand on one page.
      return { declarations, lot: { ...headOf(await api.get<LotHead>(path)), leader: null } };
    },
    title: ({ t, data }) => `${t('bidders.declarations')} · ${data.lot.number}`,
  }),
  page({
    path: '/operator/reviews',
    signedIn: true,
    load: () => import('./ReviewsPage.svelte'),
    data: ({ api }) => api.get<ReviewList>('/api/v1/reviews'),
    title: ({ t }) => t('bidders.reviews'),
  }),
];
