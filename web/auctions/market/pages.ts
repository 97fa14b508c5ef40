import type { LotSummary, LotView } from '@reassign/shared/auctions/api.ts';
import type { CalendarView, ResultFigures, ResultList } from '@reassign/shared/auctions/market.ts';
import type { PunctualityView } from '@reassign/shared/deposits/api.ts';
import { page, type Route } from '../../route.ts';

export interface ResultsData {
  readonly list: ResultList;
  readonly figures: ResultFigures;
  readonly punctuality: PunctualityView;
  /** As in the address; an empty text is no condition. */
  readonly filter: Readonly<Record<'type' | 'outcome' | 'month', string>>;
}

export interface VerifyData {
  /** The lot whose log is asked for, if one is. */
  readonly lot: Pick<LotSummary, 'id' | 'number' | 'title'> | null;
}

export const marketPages: readonly Route[] = [
  page<ResultsData>({
    path: '/results',
    load: () => import('./ResultsPage.svelte'),
    data: async ({ api, query }) => {
      const given = (name: string): string => query.get(name) ?? '';
      const [type, month, outcome, cursor] = [
        given('type'),
        given('month'),
        given('outcome'),
        given('cursor'),
      ];
      const [list, figures, punctuality] = await Promise.all([
        api.get<ResultList>('/api/v1/results', { type, month, outcome, cursor }),
        api.get<ResultFigures>('/api/v1/results/figures', { type, month }),
        api.get<PunctualityView>('/api/v1/refunds/punctuality'),
      ]);
      return { list, figures, punctuality, filter: { type, month, outcome } };
    },
    title: ({ t }) => t('results.title'),
    description: ({ t }) => t('results.description'),
  }),
  page<CalendarView>({
    path: '/calendar',
    load: () => import('./CalendarPage.svelte'),
    data: ({ api, query }) => api.get<CalendarView>('/api/v1/calendar', { month: query.get('month') ?? '' }),
    title: ({ data, t, format }) => `${t('calendar.title')} · ${format.month(data.month)}`,
    description: ({ t }) => t('calendar.description'),
  }),
  page<VerifyData>({
    path: '/verify',
    words: 'reading',
    load: () => import('../verify/VerifyPage.svelte'),
    data: async ({ api, query }) => {
      const id = query.get('lot');
      if (id === null || id === '') return { lot: null };
      const lot = await api.get<LotView>(`/api/v1/lots/${encodeURIComponent(id)}`);
      return { lot: { id: lot.id, number: lot.number, title: lot.title } };
    },
    title: ({ t }) => t('verify.title'),
    description: ({ t }) => t('verify.description'),
  }),
];
