import type { LotList, LotSummary } from '@reassign/shared/auctions/api.ts';
import { EXPORTED_LOTS, type LotSearch } from '@reassign/shared/auctions/search.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { asOf } from '@reassign/shared/live/dutch.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from '../repo.ts';
import { csvOf } from './csv.ts';
import { countMatches, type Matches, type Watched } from './matches/count.ts';
import { listBanks, prepareSearch } from './repo.ts';
import { type Found, Search, type SearchOptions, type SearchRefusal } from './search.ts';

const PAGE = 24;
/** The time for the matches of all searches of one person; what is not counted by then is left out. */
const COUNTING_MS = 1_500;

export type LotsAsked = Pick<SearchOptions, 'cursor' | 'facets'>;

/** Lists of lots. What decides about a lot is its log, never this. */
export function createCatalogue(db: Db, clock: Pick<Clock, 'now' | 'monotonic'>) {
  const reading = <Result>(work: (tx: Db) => Promise<Result>): Promise<Result> =>
    db.transaction(
      async (tx) => {
        await prepareSearch(tx);
        return work(tx);
      },
      { accessMode: 'read only' },
    );

  /** One search at a time has a second connection: were every search to wait for one, none would be left to give. */
  let isHelped = false;
  async function helped<Result>(own: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
    if (isHelped) return work(own);
    isHelped = true;
    try {
      return await reading(work);
    } finally {
      isHelped = false;
    }
  }

  /** One after the other: however many ask, counting holds one connection. */
  let lastTurn: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = lastTurn.then(work);
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  const search = (asked: LotSearch, options: SearchOptions): Promise<Found | SearchRefusal> =>
    reading((tx) =>
      new Search({ tx, beside: (work) => helped(tx, work) }, asked, options, clock.now()).run(),
    );

  const shown = (rows: readonly repo.CatalogueRow[]): LotSummary[] =>
    rows.map((row) => asOf(repo.summaryOfRow(row), clock.now()));

  return {
    async list(asked: LotSearch, more: LotsAsked): Promise<LotList | SearchRefusal> {
      const found = await search(asked, { ...more, limit: PAGE });
      if ('refusal' in found) return found;
      const { rows, ...list } = found;
      return { items: shown(rows), ...list };
    },

    /** The same lots as a table, at most `EXPORTED_LOTS`. */
    async exportLots(asked: LotSearch, language: 'zh' | 'en'): Promise<string | SearchRefusal> {
      const found = await search(asked, { limit: EXPORTED_LOTS });
      return 'refusal' in found ? found : csvOf(shown(found.rows), language);
    },

    /** Matches of each search, in their order; `null` for those there was no time to count. */
    async countMatches(watched: readonly Watched[]): Promise<(Matches | null)[]> {
      const until = clock.monotonic() + COUNTING_MS;
      const isLate = (): boolean => clock.monotonic() >= until;
      return inTurn(async () =>
        isLate()
          ? watched.map(() => null)
          : reading((tx) => countMatches(tx, watched, { now: clock.now(), isLate })),
      );
    },

    /** The first bank of the search that has no lots here; lists refuse it. */
    async unknownBank({ selected }: LotSearch): Promise<string | null> {
      if (selected.bank.length === 0) return null;
      const known = new Set((await listBanks(db)).map(({ name }) => name));
      return selected.bank.find((name) => !known.has(name)) ?? null;
    },

    dueLots: (until: Instant): Promise<LotId[]> => repo.dueLots(db, until),
    hasOpenLots: (now: Instant): Promise<boolean> => repo.hasOpenLots(db, now),
    count: (): Promise<number> => repo.countLots(db),
    openLots: (now: Instant): Promise<LotId[]> => repo.openLots(db, now),
    /** Lots published lately enough to matter to a desk, newest first. */
    recentLots: (): Promise<LotId[]> => repo.recentLots(db, 2_000),
  };
}

export type Catalogue = ReturnType<typeof createCatalogue>;
