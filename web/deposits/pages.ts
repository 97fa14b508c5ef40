import { assert } from '@reassign/shared/kernel/assert.ts';
import { rulesOf } from '@reassign/shared/listings/lot-rules.ts';
import type { IdentityView } from '@reassign/shared/accounts/api.ts';
import type {
  DepositView,
  PaidDepositView,
  RefundWatch,
  RegistrationView,
} from '@reassign/shared/deposits/api.ts';
import type { PortableView } from '@reassign/shared/deposits/portable/api.ts';
import { type Conditions, depositStatuses } from '@reassign/shared/deposits/types.ts';
import { problem } from '@reassign/shared/kernel/problems.ts';
import { ProblemFailure } from '../api/client.ts';
import { page, type PageRequest, type Route } from '../route.ts';
import type { PageOf } from '../ui/paged.svelte.ts';
import { headOf, readAgencyLots } from './agency-lots.ts';
import type { LotHead, LotRules } from './lot-head.ts';
import { bidderPages } from './bidders/pages.ts';
import { portablePages } from './portable/pages.ts';

/** Registration for a lot, the agency's desk and the operator's. */
export const depositPages: readonly Route[] = [
  ...bidderPages,
  ...portablePages,
  page({
    path: '/lots/:id/register',
    signedIn: true,
    load: () => import('./RegisterPage.svelte'),
    data: async (request) => {
      const { api, params } = request;
      const [{ profile, rules, ...lot }, conditions, registrations, { identity }, portable] =
        await Promise.all([
          api.get<LotHead & LotRules>(`/api/v1/lots/${encodeURIComponent(params['id'] ?? '')}`),
          api.get<Conditions>('/api/v1/conditions'),
          ownRegistrations(request),
          api.get<IdentityView>('/api/v1/identity'),
          api.get<PortableView>('/api/v1/portable-deposit'),
        ]);
      const own = rulesOf({ profile, rules });
      assert(own, 'a lot brings along the rules that the build lacks');
      const { admission, agentConfirmedBeforeOpening, deposit } = own;
      return {
        ...{ lot: headOf(lot), conditions, rules: { admission, agentConfirmedBeforeOpening, deposit } },
        registration: registrations.find(({ lotId }) => lotId === lot.id) ?? null,
        isIdentified: identity !== null,
        portable,
      };
    },
    title: ({ t, data }) => `${t('deposits.register-title')} · ${data.lot.number}`,
  }),
  page<PaidDepositView>({
    path: '/payments/:id',
    signedIn: true,
    load: () => import('./PaymentPage.svelte'),
    data: ({ api, params }) =>
      api.get<PaidDepositView>(`/api/v1/payments/${encodeURIComponent(params['id'] ?? '')}`),
    title: ({ t }) => t('payments.title'),
  }),
  page({
    path: '/agency',
    signedIn: true,
    load: () => import('./AgencyDeskPage.svelte'),
    data: async (request) => {
      if (request.me.organisation?.kind !== 'agency') throw new ProblemFailure(problem('forbidden'));
      const own = await ownRegistrations(request);
      return {
        lots: await readAgencyLots(
          request.api,
          own.filter(({ as }) => as === 'organisation'),
        ),
      };
    },
    title: ({ t }) => t('deposits.agency-desk'),
  }),
  page({
    path: '/operator',
    signedIn: true,
    load: () => import('./OperatorDeskPage.svelte'),
    data: async ({ api, query }) => {
      const status = depositStatuses.find((known) => known === query.get('status')) ?? 'requested';
      const [deposits, watch] = await Promise.all([
        api.get<PageOf<DepositView>>('/api/v1/deposits', { status }),
        api.get<RefundWatch>('/api/v1/refunds/watch'),
      ]);
      return { status, deposits, watch };
    },
    title: ({ t }) => t('deposits.operator-desk'),
  }),
];

const ownRegistrations = async ({ api }: PageRequest): Promise<RegistrationView[]> =>
  (await api.get<{ items: RegistrationView[] }>('/api/v1/registrations')).items;
