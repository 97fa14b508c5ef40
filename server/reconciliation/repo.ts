import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { DifferenceMove } from '@reassign/shared/reconciliation/difference.ts';
import type { Finding } from '@reassign/shared/reconciliation/types.ts';
import type { Db } from '../platform/db.ts';
import {
  reconciliationDifference as difference,
  reconciliationFinding as finding,
  reconciliationMove as move,
  reconciliationResolution as resolution,
  reconciliationRun as run,
} from './tables.ts';

export type StoredRun = typeof run.$inferSelect;

/** A difference as it was found last, with what people said about it. */
export interface StoredDifference {
  readonly id: string;
  readonly finding: Finding;
  readonly firstRun: number;
  readonly firstAt: StoredRun['at'];
  /** The run that did not find it any more. */
  readonly resolvedIn: number | null;
  readonly moves: readonly DifferenceMove[];
}

/** One run after the other. */
export const lockRuns = async (tx: Db): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('reconciliation', 0))`);
};

export async function lastRun(db: Db): Promise<StoredRun | null> {
  const [row] = await db.select().from(run).orderBy(desc(run.nth)).limit(1);
  return row ?? null;
}

export const latestRuns = (db: Db, limit: number): Promise<StoredRun[]> =>
  db.select().from(run).orderBy(desc(run.nth)).limit(limit);

export async function hasNightly(db: Db, day: CalendarDay): Promise<boolean> {
  const rows = await db
    .select({ nth: run.nth })
    .from(run)
    .where(and(eq(run.cause, 'nightly'), eq(run.day, day)));
  return rows.length > 0;
}

export const insertRun = async (tx: Db, row: typeof run.$inferInsert): Promise<void> => {
  await tx.insert(run).values(row);
};

export const insertDifferences = async (
  tx: Db,
  rows: readonly (typeof difference.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0) await tx.insert(difference).values([...rows]);
};

export async function insertFindings(
  tx: Db,
  nth: number,
  found: readonly { readonly id: string; readonly finding: Finding }[],
): Promise<void> {
  const rows = found.map(({ id, finding: { key: _key, amount, gap, ...rest } }) => ({
    ...{ differenceId: id, run: nth, amountMinor: amount, gapMinor: gap, ...rest },
  }));
  if (rows.length > 0) await tx.insert(finding).values(rows);
}

export const insertResolutions = async (tx: Db, ids: readonly string[], nth: number): Promise<void> => {
  if (ids.length > 0)
    await tx.insert(resolution).values(ids.map((differenceId) => ({ differenceId, run: nth })));
};

export const insertMove = async (tx: Db, row: typeof move.$inferInsert): Promise<void> => {
  await tx.insert(move).values(row);
};

const isLast = sql`${finding.run} = (select max(f.run) from reconciliation_finding f
  where f.difference_id = ${difference.id})`;

const selectWith = (db: Db) =>
  db
    .select({ difference, finding, resolvedIn: resolution.run })
    .from(difference)
    .innerJoin(finding, and(eq(finding.differenceId, difference.id), isLast))
    .leftJoin(resolution, eq(resolution.differenceId, difference.id));

type Row = Awaited<ReturnType<typeof selectWith>>[number];

async function withMoves(db: Db, rows: readonly Row[]): Promise<StoredDifference[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.difference.id);
  const moves = await db.select().from(move).where(inArray(move.differenceId, ids)).orderBy(asc(move.nth));
  return rows.map((row) => ({
    ...{ id: row.difference.id, firstRun: row.difference.firstRun, firstAt: row.difference.firstAt },
    ...{ finding: findingOf(row), resolvedIn: row.resolvedIn },
    moves: moves
      .filter(({ differenceId }) => differenceId === row.difference.id)
      .map(({ type, by, at, reason, isCost, kind, amountMinor: amount }) => ({
        ...{ type, by: by as UserId, at, reason, isCost, kind, amount },
      })),
  }));
}

const findingOf = ({ difference: { key }, finding: row }: Row): Finding => ({
  ...{ key, channel: row.channel, kind: row.kind, cause: row.cause, since: row.since },
  ...{ amount: row.amountMinor, gap: row.gapMinor, currency: currency(row.currency) },
  ...{ ledgerReference: row.ledgerReference, outsideReference: row.outsideReference },
});

/** Those that the last run found, the oldest first. */
export const unresolved = async (db: Db): Promise<StoredDifference[]> =>
  withMoves(
    db,
    await selectWith(db)
      .where(isNull(resolution.differenceId))
      .orderBy(asc(difference.firstRun), asc(difference.id)),
  );

/** Those that are found no more, the latest first. */
export const resolvedLately = async (db: Db, limit: number): Promise<StoredDifference[]> =>
  withMoves(
    db,
    await selectWith(db)
      .innerJoin(run, eq(run.nth, resolution.run))
      .orderBy(desc(run.nth), desc(difference.id))
      .limit(limit),
  );

/** One, that nobody else says anything about until the end of the transaction. */
export async function lockDifference(tx: Db, id: string): Promise<StoredDifference | null> {
  await lockRuns(tx);
  return (await withMoves(tx, await selectWith(tx).where(eq(difference.id, id))))[0] ?? null;
}
