import type { LotList, LotSummary } from '@reassign/shared/auctions/api.ts';
import type { NoticeList, ResultFigures, ResultList } from '@reassign/shared/auctions/market.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { newestOf, profileVersions } from '../listings/profile/versions.ts';
import { page, type PageRequest, plainPage, type Route } from '../route.ts';

export interface HomeData {
  /** Soonest end first. */
  readonly open: readonly LotSummary[];
  /** Newest first: those that have not opened yet. */
  readonly notices: NoticeList['items'];
  /** The next to open. */
  readonly next: LotSummary | null;
  readonly results: readonly LotSummary[];
  readonly figures: ResultFigures['all'];
  /** Of the default route, as in force. */
  readonly rules: Pick<Profile, 'noticeDays' | 'extensionWindowMs' | 'extensionMs'>;
}

const OPEN_SHOWN = 12;
const NOTICES_SHOWN = 5;
const RESULTS_SHOWN = 5;

async function readHome({ api }: PageRequest): Promise<HomeData> {
  const [open, notice, notices, results, figures, versions] = await Promise.all([
    api.get<LotList>('/api/v1/lots', { phase: 'open' }),
    api.get<LotList>('/api/v1/lots', { phase: 'notice' }),
    api.get<NoticeList>('/api/v1/notices'),
    api.get<ResultList>('/api/v1/results'),
    api.get<ResultFigures>('/api/v1/results/figures'),
    profileVersions({ api }),
  ]);
  const { noticeDays, extensionWindowMs, extensionMs } = newestOf(versions, 'bidding');
  const byOpening = (a: LotSummary, b: LotSummary): number => a.opensAt.localeCompare(b.opensAt);
  return {
    open: open.items.toSorted((a, b) => a.closesAt.localeCompare(b.closesAt)).slice(0, OPEN_SHOWN),
    notices: notices.items.filter(({ lot }) => lot.phase === 'notice').slice(0, NOTICES_SHOWN),
    next: notice.items.toSorted(byOpening)[0] ?? null,
    results: results.items.slice(0, RESULTS_SHOWN),
    figures: figures.all,
    rules: { noticeDays, extensionWindowMs, extensionMs },
  };
}

export const homePages: readonly Route[] = [
  page({
    path: '/',
    load: () => import('./HomePage.svelte'),
    data: readHome,
    title: ({ t }) => `${t('common.brand')} · ${t('common.tagline')}`,
    description: ({ t }) => t('common.description'),
    structured: ({ t, address }) => ({
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: t('common.brand'),
      url: address('/'),
    }),
  }),
  plainPage({
    path: '/about',
    words: 'reading',
    load: () => import('./about/AboutPage.svelte'),
    title: ({ t }) => t('about.title'),
    description: ({ t }) => t('about.description'),
  }),
  page({
    path: '/rules',
    words: 'reading',
    load: () => import('./about/RulesPage.svelte'),
    data: async ({ api }) => ({ rules: newestOf(await profileVersions({ api }), 'bidding') }),
    title: ({ t }) => t('about.rules-title'),
    description: ({ t }) => t('about.rules-description'),
  }),
];
