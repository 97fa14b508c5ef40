import type { RefundWatch } from '@reassign/shared/deposits/api.ts';
import type {
  BankLineList,
  BankRefundList,
  BankStatementList,
  PayableDueList,
  PayoutBatchList,
  PayoutList,
} from '@reassign/shared/transfers/api.ts';
import { payoutStates } from '@reassign/shared/transfers/payout.ts';
import { page, type Route } from '../route.ts';

/** The operator's desk for money by bank: what came, what does not fit, what goes. */
export const transferPages: readonly Route[] = [
  page({
    path: '/operator/transfers',
    signedIn: true,
    load: () => import('./TransfersPage.svelte'),
    data: async ({ api }) => {
      const [{ items: lines }, { items: statements }] = await Promise.all([
        api.get<BankLineList>('/api/v1/bank-lines'),
        api.get<BankStatementList>('/api/v1/bank-statements'),
      ]);
      return { lines, statements };
    },
    title: ({ t }) => t('transfers.title'),
  }),
  page({
    path: '/operator/payouts',
    signedIn: true,
    load: () => import('./PayoutsPage.svelte'),
    data: async ({ api, query }) => {
      const state = payoutStates.find((known) => known === query.get('state')) ?? 'prepared';
      const [{ items: payouts }, { items: batches }, { items: dues }] = await Promise.all([
        api.get<PayoutList>('/api/v1/payouts', { state }),
        api.get<PayoutBatchList>('/api/v1/payout-batches'),
        api.get<PayableDueList>('/api/v1/payouts/dues'),
      ]);
      const ids = [...new Set(dues.flatMap(({ lotId }) => lotId ?? []))];
      const lots = await Promise.all(ids.map((id) => api.get<{ number: string }>(`/api/v1/lots/${id}`)));
      const numbers = Object.fromEntries(ids.map((id, nth) => [id, lots[nth]?.number ?? id]));
      return { state, payouts, batches, dues, lots: numbers };
    },
    title: ({ t }) => t('transfers.payouts'),
  }),
  page({
    path: '/operator/refunds',
    signedIn: true,
    load: () => import('./RefundsPage.svelte'),
    data: async ({ api }) => {
      const [{ items: refunds }, watch] = await Promise.all([
        api.get<BankRefundList>('/api/v1/bank-refunds'),
        api.get<RefundWatch>('/api/v1/refunds/watch'),
      ]);
      return { refunds, watch };
    },
    title: ({ t }) => t('transfers.refunds'),
  }),
];
