import { Buffer } from 'node:buffer';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import {
  type CalendarView,
  type NoticeList,
  type ResultFigures,
  type ResultList,
} from '@reassign/shared/auctions/market.ts';
import { rightTypes } from '@reassign/shared/auctions/search.ts';
import type { Language } from '@reassign/shared/i18n/messages.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { isUuid, type LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, parseInstant } from '@reassign/shared/kernel/instant.ts';
import { boundsOf, type Month, monthOf } from '@reassign/shared/kernel/month.ts';
import { asOf } from '@reassign/shared/live/dutch.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { type CatalogueRow, summaryOfRow } from '../repo.ts';
import * as repo from './repo.ts';
import { resultsCsv } from './results-csv.ts';

export type { ResultFilter } from './repo.ts';

const RESULTS_SHOWN = 24;
const MONTHS_SHOWN = 12;
/** Openings, and as many closings, that one month can show. */
const MONTH_HOLDS = 1_000;
const NOTICES_SHOWN = 50;
const CSV_HOLDS = 10_000;

/** The market as a whole, read from the catalogue; what decides about a lot is its log. */
export function createMarket(db: Db, clock: Pick<Clock, 'now'>) {
  const shown = (row: CatalogueRow): LotSummary => asOf(summaryOfRow(row), clock.now());

  async function within(
    what: 'opens' | 'closes',
    bounds: { readonly from: Instant; readonly until: Instant },
    limit: number,
  ): Promise<CalendarView['items']> {
    const rows = await repo.lotsWithin(db, what, bounds, limit);
    return rows.map((row) => {
      const lot = shown(row);
      return { at: what === 'opens' ? lot.opensAt : lot.closesAt, what, lot };
    });
  }

  return {
    /** `null` for a cursor that is not ours. */
    async results(filter: repo.ResultFilter, cursor: string | undefined): Promise<ResultList | null> {
      const after = cursor === undefined ? null : readCursor(cursor);
      if (cursor !== undefined && !after) return null;
      const rows = await repo.listResults(db, filter, after, RESULTS_SHOWN + 1);
      const last = rows[RESULTS_SHOWN - 1];
      const nextCursor = rows.length > RESULTS_SHOWN && last ? writeCursor(last) : null;
      return { items: rows.slice(0, RESULTS_SHOWN).map(summaryOfRow), nextCursor };
    },

    async figures({ type, month }: repo.ResultFilter): Promise<ResultFigures> {
      const [all, byMonth, ...byType] = await Promise.all([
        repo.figuresOf(db, { type, month }),
        repo.figuresByMonth(db, { type }, MONTHS_SHOWN),
        ...rightTypes.map(async (one) => ({
          type: one,
          ...(await repo.figuresOf(db, { type: one, month })),
        })),
      ]);
      return { all, byType, byMonth };
    },

    async resultsCsv(filter: repo.ResultFilter, language: Language): Promise<string> {
      const rows = await repo.listResults(db, filter, null, CSV_HOLDS);
      return resultsCsv(rows.map(summaryOfRow), language);
    },

    async calendar(asked: Month | undefined): Promise<CalendarView> {
      const month = asked ?? monthOf(clock.now());
      const [opens, closes] = await Promise.all(
        (['opens', 'closes'] as const).map((what) => within(what, boundsOf(month), MONTH_HOLDS + 1)),
      );
      const both = [opens ?? [], closes ?? []];
      const items = both
        .flatMap((part) => part.slice(0, MONTH_HOLDS))
        .toSorted((one, other) => one.at.localeCompare(other.at));
      return { month, items, isCut: both.some((part) => part.length > MONTH_HOLDS) };
    },

    /** What a calendar program is told: openings and ends in this span. */
    agenda: async (bounds: { readonly from: Instant; readonly until: Instant }) =>
      (
        await Promise.all((['opens', 'closes'] as const).map((what) => within(what, bounds, MONTH_HOLDS)))
      ).flat(),

    async notices(): Promise<NoticeList> {
      const announced = await repo.newestLots(db, NOTICES_SHOWN);
      return {
        items: announced.map((row) => ({ publishedAt: fromInstant(row.publishedAt), lot: shown(row) })),
      };
    },

    async lot(id: LotId): Promise<LotSummary | null> {
      const row = await repo.findRow(db, id);
      return row && shown(row);
    },

    countLots: (): Promise<number> => repo.countLots(db),
    lotIds: (part: number, size: number): Promise<string[]> => repo.lotIds(db, part, size),
  };
}

export type Market = ReturnType<typeof createMarket>;

const writeCursor = ({ closesAt, lotId }: CatalogueRow): string =>
  Buffer.from(`${fromInstant(closesAt)} ${lotId}`).toString('base64url');

function readCursor(text: string): repo.Cursor | null {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  const instant = parseInstant(at);
  return instant !== null && isUuid(id) ? { at: instant, id } : null;
}
