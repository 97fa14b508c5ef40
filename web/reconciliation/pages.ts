import type { ReconciliationView } from '@reassign/shared/reconciliation/api.ts';
import { page, type Route } from '../route.ts';

/** Where the ledger and the books of Stripe and the bank are apart: for the operator's officers, and for supervisors to read. */
export const reconciliationPages: readonly Route[] = [
  page({
    path: '/operator/reconciliation',
    signedIn: true,
    load: () => import('./ReconciliationPage.svelte'),
    data: ({ api }) => api.get<ReconciliationView>('/api/v1/reconciliation'),
    title: ({ t }) => t('reconciliation.title'),
  }),
];
