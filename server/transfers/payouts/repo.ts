import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { PayoutState } from '@reassign/shared/transfers/payout.ts';
import type { Db } from '../../platform/db.ts';
import { payout, payoutBatch, payoutMove, paymentFile } from '../tables.ts';

type Row = typeof payout.$inferSelect;
type Move = typeof payoutMove.$inferSelect;
export type StoredFile = typeof paymentFile.$inferSelect;

/** A payout with how far it is. */
export interface StoredPayout extends Row {
  readonly state: PayoutState;
  readonly note: string | null;
  readonly fileId: string | null;
  readonly batchId: string | null;
  readonly collectedBy: string | null;
}

/** What one person collected and nobody released yet. */
export interface OpenBatch {
  readonly id: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly payouts: number;
  readonly sumMinor: number;
}

/** Ends last, so that the last one that is there is the state. */
const order: readonly PayoutState[] = ['collected', 'released', 'sent', 'paid', 'failed', 'cancelled'];

function withState(row: Row, moves: readonly Move[]): StoredPayout {
  const last = moves.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).at(-1);
  const fileId = moves.find(({ state }) => state === 'sent')?.fileId ?? null;
  const collected = moves.find(({ state }) => state === 'collected');
  return {
    ...{ ...row, state: last?.state ?? 'prepared', note: last?.note ?? null, fileId },
    ...{ batchId: collected?.batchId ?? null, collectedBy: collected?.actor.replace(/^user:/, '') ?? null },
  };
}

async function withStates(db: Db, rows: readonly Row[]): Promise<StoredPayout[]> {
  if (rows.length === 0) return [];
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const moves = await db
    .select()
    .from(payoutMove)
    .where(sql`${payoutMove.payoutId} in (select json_array_elements_text(${ids}::text::json)::uuid)`);
  return rows.map((row) =>
    withState(
      row,
      moves.filter(({ payoutId }) => payoutId === row.id),
    ),
  );
}

export const insertPayout = async (tx: Db, row: typeof payout.$inferInsert): Promise<void> => {
  await tx.insert(payout).values(row);
};

export const insertMove = async (tx: Db, row: typeof payoutMove.$inferInsert): Promise<void> => {
  await tx.insert(payoutMove).values(row);
};

/** Locked until the end of the transaction: two people on one payout come one after the other. */
export async function lockPayout(
  tx: Db,
  by: { readonly id: string } | { readonly reference: string },
): Promise<StoredPayout | null> {
  const where = 'id' in by ? eq(payout.id, by.id) : eq(payout.reference, by.reference);
  const rows = await tx.select().from(payout).where(where).for('no key update');
  return (await withStates(tx, rows))[0] ?? null;
}

export const findPayouts = async (db: Db, ids: readonly string[]): Promise<StoredPayout[]> =>
  ids.length === 0
    ? []
    : withStates(
        db,
        await db
          .select()
          .from(payout)
          .where(inArray(payout.id, [...ids])),
      );

const isIn = (state: PayoutState) => {
  const has = (one: string) =>
    sql`exists (select from payout_move m where m.payout_id = ${payout.id} and m.state = ${one})`;
  const ended = sql`exists (select from payout_move m where m.payout_id = ${payout.id}
    and m.state in ('paid', 'failed', 'cancelled'))`;
  if (state === 'prepared')
    return sql`not exists (select from payout_move m where m.payout_id = ${payout.id})`;
  if (state === 'collected') return and(has('collected'), sql`not ${has('released')}`, sql`not ${ended}`);
  if (state === 'released') return and(has('released'), sql`not ${has('sent')}`, sql`not ${ended}`);
  return state === 'sent' ? and(has('sent'), sql`not ${ended}`) : has(state);
};

export const listPayouts = async (
  db: Db,
  state: PayoutState | null,
  limit: number,
): Promise<StoredPayout[]> =>
  withStates(
    db,
    await db
      .select()
      .from(payout)
      .where(state === null ? undefined : isIn(state))
      .orderBy(desc(payout.preparedAt), desc(payout.id))
      .limit(limit),
  );

const take = async (tx: Db, which: SQL | undefined, limit: number): Promise<StoredPayout[]> => {
  const rows = await tx
    .select()
    .from(payout)
    .where(which)
    .orderBy(asc(payout.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return withStates(tx, rows);
};

/** Everything that is released and in no file yet, locked; what another file is being made of is left to it. */
export const takeReleased = (tx: Db, currency: string, limit: number): Promise<StoredPayout[]> =>
  take(tx, and(eq(payout.currency, currency), isIn('released')), limit);

/** What the platform prepared and nobody has collected, locked. */
export const takePrepared = (tx: Db, limit: number): Promise<StoredPayout[]> =>
  take(tx, and(isNull(payout.preparedBy), isIn('prepared')), limit);

/** What a batch still holds for its release, locked: waits for whoever deals with one of them. */
export async function lockBatch(
  tx: Db,
  batchId: string,
): Promise<{ readonly madeBy: string; readonly payouts: StoredPayout[] } | null> {
  const [batch] = await tx.select().from(payoutBatch).where(eq(payoutBatch.id, batchId));
  if (!batch) return null;
  const inIt = sql`exists (select from payout_move m where m.payout_id = ${payout.id} and m.batch_id = ${batchId})`;
  const rows = await tx.select().from(payout).where(inIt).orderBy(asc(payout.id)).for('no key update');
  const payouts = (await withStates(tx, rows)).filter(({ state }) => state === 'collected');
  return { madeBy: batch.madeBy, payouts };
}

export const insertBatch = async (tx: Db, row: typeof payoutBatch.$inferInsert): Promise<void> => {
  await tx.insert(payoutBatch).values(row);
};

/** Batches that wait for the second person, oldest first. */
export const openBatches = async (db: Db, limit: number): Promise<OpenBatch[]> =>
  db
    .select({
      ...{ id: payoutBatch.id, madeBy: payoutBatch.madeBy, madeAt: payoutBatch.madeAt },
      payouts: sql<number>`count(*)::int`,
      sumMinor: sql<number>`sum(${payout.amountMinor})::float8`,
    })
    .from(payoutBatch)
    .innerJoin(payoutMove, eq(payoutMove.batchId, payoutBatch.id))
    .innerJoin(payout, eq(payout.id, payoutMove.payoutId))
    .where(isIn('collected'))
    .groupBy(payoutBatch.id)
    .orderBy(asc(payoutBatch.madeAt), asc(payoutBatch.id))
    .limit(limit);

/** The payout of a refund that is on its way or there, else the last that was tried; `null`: it never had one. */
export async function lastOf(db: Db, refundId: string): Promise<StoredPayout | null> {
  const rows = await db
    .select()
    .from(payout)
    .where(eq(payout.refundId, refundId))
    .orderBy(desc(payout.preparedAt), desc(payout.id));
  const payouts = await withStates(db, rows);
  return payouts.find(({ state }) => state !== 'failed' && state !== 'cancelled') ?? payouts[0] ?? null;
}

export const insertFile = async (tx: Db, row: typeof paymentFile.$inferInsert): Promise<void> => {
  await tx.insert(paymentFile).values(row);
};

export async function findFile(
  db: Db,
  by: { readonly id: string } | { readonly messageId: string },
): Promise<StoredFile | null> {
  const where = 'id' in by ? eq(paymentFile.id, by.id) : eq(paymentFile.messageId, by.messageId);
  const [row] = await db.select().from(paymentFile).where(where);
  return row ?? null;
}

/** References of the payouts in a file. */
export async function referencesIn(db: Db, fileId: string): Promise<string[]> {
  const rows = await db
    .select({ reference: payout.reference })
    .from(payout)
    .innerJoin(payoutMove, and(eq(payoutMove.payoutId, payout.id), isNotNull(payoutMove.fileId)))
    .where(eq(payoutMove.fileId, fileId));
  return rows.map(({ reference }) => reference);
}
