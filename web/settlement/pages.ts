import type { ConfirmationView } from '@reassign/shared/settlement/api.ts';
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
];
