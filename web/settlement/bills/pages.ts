import type { BillList, BillView } from '@reassign/shared/settlement/bills/api.ts';
import { page, type Route } from '../../route.ts';

export const billPages: readonly Route[] = [
  page({
    path: '/bills',
    signedIn: true,
    load: () => import('./BillsPage.svelte'),
    data: async ({ query, api }) => {
      const year = query.get('year') ?? undefined;
      const list = await api.get<BillList>('/api/v1/bills', { year });
      return { list, year: year === undefined ? null : Number(year) };
    },
    title: ({ t }) => t('bills.title'),
  }),
  page({
    path: '/bills/:id',
    signedIn: true,
    load: () => import('./BillPage.svelte'),
    data: ({ params, api }) => api.get<BillView>(`/api/v1/bills/${encodeURIComponent(params['id'] ?? '')}`),
    title: ({ data, t }) => `${t(`bills.title-${data.kind}`)} · ${data.number}`,
  }),
];
