import type { BankLineList, BankStatementList, PayoutList } from '@reassign/shared/transfers/api.ts';
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
      return { state, payouts: (await api.get<PayoutList>('/api/v1/payouts', { state })).items };
    },
    title: ({ t }) => t('transfers.payouts'),
  }),
];
