import type { DepositView, RegistrationView } from '@reassign/shared/deposits/api.ts';
import { type Conditions, depositStatuses } from '@reassign/shared/deposits/types.ts';
import { problem } from '@reassign/shared/kernel/problems.ts';
import { ProblemFailure } from '../api/client.ts';
import { page, type PageRequest, type Route } from '../route.ts';
import type { PageOf } from '../ui/paged.svelte.ts';
import { readAgencyLots } from './agency-lots.ts';
import type { LotHead } from './lot-head.ts';
import { isBroker } from './registration-state.ts';

/** Registration for a lot, the agency's desk and the operator's. */
export const depositPages: readonly Route[] = [
  page({
    path: '/lots/:id/register',
    signedIn: true,
    load: () => import('./RegisterPage.svelte'),
    data: async (request) => {
      const { api, params } = request;
      const [lot, conditions, registrations] = await Promise.all([
        api.get<LotHead>(`/api/v1/lots/${encodeURIComponent(params['id'] ?? '')}`),
        api.get<Conditions>('/api/v1/conditions'),
        ownRegistrations(request),
      ]);
      return { lot, conditions, registration: registrations.find(({ lotId }) => lotId === lot.id) ?? null };
    },
    title: ({ t, data }) => `${t('deposits.register-title')} · ${data.lot.number}`,
  }),
  page({
    path: '/agency',
    signedIn: true,
    load: () => import('./AgencyDeskPage.svelte'),
    data: async (request) => {
      if (request.me.organisation?.kind !== 'agency') throw new ProblemFailure(problem('forbidden'));
      return { lots: await readAgencyLots(request.api, await ownRegistrations(request)) };
    },
    title: ({ t }) => t('deposits.agency-desk'),
  }),
  page({
    path: '/operator',
    signedIn: true,
    load: () => import('./OperatorDeskPage.svelte'),
    data: async ({ api, query }) => {
      const status = depositStatuses.find((known) => known === query.get('status')) ?? 'requested';
      return { status, deposits: await api.get<PageOf<DepositView>>('/api/v1/deposits', { status }) };
    },
    title: ({ t }) => t('deposits.operator-desk'),
  }),
];

/** Only brokers of an accredited agency have any to see. */
async function ownRegistrations({ api, me }: PageRequest): Promise<RegistrationView[]> {
  if (!isBroker(me)) return [];
  return (await api.get<{ items: RegistrationView[] }>('/api/v1/registrations')).items;
}
