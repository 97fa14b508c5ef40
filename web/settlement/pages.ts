import type { ConfirmationView, PaperCheck } from '@reassign/shared/settlement/api.ts';
import type { BalanceView, PaymentReview, SettlementView } from '@reassign/shared/settlement/balance-api.ts';
import { page, type Route } from '../route.ts';

export const settlementPages: readonly Route[] = [
  page({
    path: '/lots/:id/confirmation',
    words: 'desk',
    load: () => import('./ConfirmationPage.svelte'),
    data: ({ params, api }) =>
      api.get<ConfirmationView>(`/api/v1/lots/${encodeURIComponent(params['id'] ?? '')}/confirmation`),
    title: ({ data, t }) => `${t('settlement.confirmation-title')} · ${data.lotNumber}`,
  }),
  page({
    path: '/lots/:id/payment',
    signedIn: true,
    load: () => import('./PaymentPage.svelte'),
    data: ({ params, api }) =>
      api.get<BalanceView>(`/api/v1/lots/${encodeURIComponent(params['id'] ?? '')}/balance`),
    title: ({ data, t }) => `${t('sales.pay-title')} · ${data.lotNumber}`,
  }),
  page({
    path: '/lots/:id/settlement',
    signedIn: true,
    load: () => import('./SettlementPage.svelte'),
    data: ({ params, api }) =>
      api.get<SettlementView>(`/api/v1/lots/${encodeURIComponent(params['id'] ?? '')}/settlement`),
    title: ({ data, t }) => `${t('sales.settlement-title')} · ${data.lotNumber}`,
  }),
  page({
    path: '/payment-reviews',
    signedIn: true,
    load: () => import('./PaymentReviewsPage.svelte'),
    data: ({ api }) => api.get<{ items: PaymentReview[] }>('/api/v1/payment-reviews'),
    title: ({ t }) => t('sales.reviews-title'),
  }),
  page({
    path: '/confirmations/:number',
    words: 'desk',
    load: () => import('./PaperCheckPage.svelte'),
    data: ({ params, query, api }) =>
      api.get<PaperCheck>(`/api/v1/confirmations/${encodeURIComponent(params['number'] ?? '')}`, {
        hash: query.get('hash') ?? undefined,
      }),
    title: ({ data, t }) => `${t('papers.title')} · ${data.number}`,
  }),
];
