import type { LogEntryView, LotList, LotView } from '@reassign/shared/auctions/api.ts';
import type { Api } from '../api/client.ts';
import { structuredLot } from './lot/structured.ts';
import { page, type PageRequest, type Route } from '../route.ts';

/** As in the address; an empty text is no condition. */
export type LotFilter = Record<'phase' | 'type' | 'q', string>;

export interface LotData {
  readonly lot: LotView;
  /** The newest part of its log, oldest first. */
  readonly entries: LogEntryView[];
}

/** Entries a page brings along; the rest is in the log. */
const ENTRIES_SHOWN = 300;

async function readLot(api: Api, id: string): Promise<LotData> {
  const path = `/api/v1/lots/${encodeURIComponent(id)}`;
  const lot = await api.get<LotView>(path);
  const after = Math.max(0, lot.seq - ENTRIES_SHOWN);
  const { items } = await api.get<{ items: LogEntryView[] }>(`${path}/events`, { after });
  // The log may have grown between the two answers: what is newer comes with the feed.
  return { lot, entries: items.filter(({ seq }) => seq <= lot.seq) };
}

const lotOf = ({ params, api }: PageRequest): Promise<LotData> => readLot(api, params['id'] ?? '');

export const auctionPages: readonly Route[] = [
  page({
    path: '/lots',
    load: () => import('./LotsPage.svelte'),
    data: async ({ api, query }) => {
      const filter: LotFilter = {
        phase: query.get('phase') ?? '',
        type: query.get('type') ?? '',
        q: query.get('q') ?? '',
      };
      const cursor = query.get('cursor') ?? '';
      return { list: await api.get<LotList>('/api/v1/lots', { ...filter, cursor }), filter };
    },
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
    data: lotOf,
    title: ({ data, t }) => t('live.title', { title: data.lot.title }),
  }),
];
