import type { LotList, LotSummary } from '@reassign/shared/auctions/api.ts';
import { page, type PageRequest, type Route } from '../route.ts';

export interface HomeData {
  readonly open: LotSummary[];
  readonly notice: LotSummary[];
  readonly sold: LotSummary[];
}

const SHOWN = 6;

async function readHome({ api }: PageRequest): Promise<HomeData> {
  const [open, notice, sold] = await Promise.all(
    (['open', 'notice', 'sold'] as const).map((phase) => api.get<LotList>('/api/v1/lots', { phase })),
  );
  const byEnd = (a: LotSummary, b: LotSummary): number => a.closesAt.localeCompare(b.closesAt);
  const byOpening = (a: LotSummary, b: LotSummary): number => a.opensAt.localeCompare(b.opensAt);
  const first = (list: LotList | undefined, order: typeof byEnd): LotSummary[] =>
    (list?.items ?? []).toSorted(order).slice(0, SHOWN);
  return {
    open: first(open, byEnd),
    notice: first(notice, byOpening),
    sold: first(sold, (a, b) => byEnd(b, a)),
  };
}

export const homePages: readonly Route[] = [
  page({
    path: '/',
    load: () => import('./HomePage.svelte'),
    data: readHome,
    title: ({ t }) => `${t('common.brand')} · ${t('common.tagline')}`,
    description: ({ t }) => t('common.description'),
  }),
];
