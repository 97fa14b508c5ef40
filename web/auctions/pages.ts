import type { LogEntryView, LotList, LotView } from '@reassign/shared/auctions/api.ts';
import type { DebtPaymentList } from '@reassign/shared/auctions/life-api.ts';
import type { SavedSearchList, SavedSearchView } from '@reassign/shared/auctions/saved-search-api.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import { type Api, ProblemFailure } from '../api/client.ts';
import { structuredLot } from './lot/structured.ts';
import { page, type PageRequest, type Route } from '../route.ts';
import { LotAddress } from './lot-search.ts';

/** A search that cannot be done is shown where it was made. */
export interface LotsData {
  readonly list: LotList | null;
  readonly problem: Problem | null;
  /** The visitor's own, of this very search. */
  readonly saved: SavedSearchView | null;
  /** As in the address. */
  readonly search: string;
}

export interface LotData {
  readonly lot: LotView;
  /** For the debtor, who sells and the operator; `null` for everybody else. */
  readonly payments: DebtPaymentList | null;
  /** The newest part of its log, oldest first. */
  readonly entries: LogEntryView[];
}

/** Entries a page brings along; the rest is in the log. */
const ENTRIES_SHOWN = 300;

async function readLot({ api, me }: Pick<PageRequest, 'api' | 'me'>, id: string): Promise<LotData> {
  const path = `/api/v1/lots/${encodeURIComponent(id)}`;
  const lot = await api.get<LotView>(path);
  const after = Math.max(0, lot.seq - ENTRIES_SHOWN);
  const { items } = await api.get<{ items: LogEntryView[] }>(`${path}/events`, { after });
  // The log may have grown between the two answers: what is newer comes with the feed.
  const payments = me.organisation === null ? null : await readPayments(api, path);
  return { lot, payments, entries: items.filter(({ seq }) => seq <= lot.seq) };
}

async function readPayments(api: Api, path: string): Promise<DebtPaymentList | null> {
  try {
    return await api.get<DebtPaymentList>(`${path}/debt-payments`);
  } catch (error) {
    if (!(error instanceof ProblemFailure) || error.problem.code !== 'forbidden') throw error;
    return null;
  }
}

async function readLots({ api, query, me }: PageRequest): Promise<LotsData> {
  const search = String(query);
  const address = new LotAddress(query);
  const asked = address.query;
  asked.set('facets', 'true');
  try {
    const [list, saved] = await Promise.all([
      api.get<LotList>(`/api/v1/lots?${String(asked)}`),
      me.user === null ? null : savedAs(api, address),
    ]);
    return { list, problem: null, saved, search };
  } catch (error) {
    if (!(error instanceof ProblemFailure) || error.problem.code !== 'malformed') throw error;
    return { list: null, problem: error.problem, saved: null, search };
  }
}

async function savedAs(api: Api, { normalQuery }: LotAddress): Promise<SavedSearchView | null> {
  const { items } = await api.get<SavedSearchList>('/api/v1/saved-searches');
  return items.find(({ query }) => query === normalQuery) ?? null;
}

const lotOf = (request: PageRequest): Promise<LotData> => readLot(request, request.params['id'] ?? '');

export const auctionPages: readonly Route[] = [
  page({
    path: '/lots',
    load: () => import('./LotsPage.svelte'),
    data: readLots,
    title: ({ t }) => t('auctions.list-title'),
    description: ({ t }) => t('auctions.list-description'),
  }),
  page({
    path: '/lots/:id',
    load: () => import('./LotPage.svelte'),
    data: lotOf,
    title: ({ data }) => `${data.lot.title} · ${data.lot.number}`,
    description: ({ data }) => data.lot.notice.description.slice(0, 200) || data.lot.title,
    structured: structuredLot,
  }),
  page({
    path: '/lots/:id/live',
    load: () => import('./LiveRoomPage.svelte'),
    words: 'room',
    data: lotOf,
    title: ({ data, t }) => t('live.title', { title: data.lot.title }),
  }),
];
