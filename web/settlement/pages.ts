import type { ConfirmationView, PaperCheck } from '@reassign/shared/settlement/api.ts';
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
