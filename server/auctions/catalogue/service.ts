import { Buffer } from 'node:buffer';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { isUuid, type LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, parseInstant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from '../repo.ts';

const PAGE = 24;

/** Lists of lots. What decides about a lot is its log, never this. */
export function createCatalogue(db: Db) {
  return {
    /** `null` for a cursor that is not ours. */
    async list(
      filter: repo.LotFilter,
      cursor: string | undefined,
    ): Promise<{ items: LotSummary[]; nextCursor: string | null } | null> {
      const after = cursor === undefined ? null : readCursor(cursor);
      if (cursor !== undefined && !after) return null;
      const rows = await repo.listLots(db, filter, after, PAGE + 1);
      const last = rows[PAGE - 1];
      const nextCursor =
        rows.length > PAGE && last ? writeCursor({ at: repo.sortKeyOf(last, filter), id: last.lotId }) : null;
      return { items: rows.slice(0, PAGE).map(repo.summaryOfRow), nextCursor };
    },
    dueLots: (until: Instant): Promise<LotId[]> => repo.dueLots(db, until),
    hasOpenLots: (now: Instant): Promise<boolean> => repo.hasOpenLots(db, now),
    count: (): Promise<number> => repo.countLots(db),
    openLots: (now: Instant): Promise<LotId[]> => repo.openLots(db, now),
    /** Lots published lately enough to matter to a desk, newest first. */
    recentLots: (): Promise<LotId[]> => repo.recentLots(db, 2_000),
  };
}

const writeCursor = ({ at, id }: repo.Cursor): string =>
  Buffer.from(`${fromInstant(at)} ${id}`).toString('base64url');

function readCursor(text: string): repo.Cursor | null {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  const instant = parseInstant(at);
  return instant !== null && isUuid(id) ? { at: instant, id } : null;
}
