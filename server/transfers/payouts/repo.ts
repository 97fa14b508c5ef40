import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { PayoutState } from '@reassign/shared/transfers/payout.ts';
import type { Db } from '../../platform/db.ts';
import { payout, payoutMove, paymentFile } from '../tables.ts';

type Row = typeof payout.$inferSelect;
type Move = typeof payoutMove.$inferSelect;
export type StoredFile = typeof paymentFile.$inferSelect;

/** A payout with how far it is. */
export interface StoredPayout extends Row {
  readonly state: PayoutState;
  readonly note: string | null;
  readonly fileId: string | null;
}

/** Ends last, so that the last one that is there is the state. */
const order: readonly PayoutState[] = ['released', 'sent', 'paid', 'failed', 'cancelled'];

function withState(row: Row, moves: readonly Move[]): StoredPayout {
  const last = moves.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).at(-1);
  const fileId = moves.find(({ state }) => state === 'sent')?.fileId ?? null;
  return { ...row, state: last?.state ?? 'prepared', note: last?.note ?? null, fileId };
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

/** Everything that is released and in no file yet, locked; what another file is being made of is left to it. */
export const takeReleased = async (tx: Db, currency: string, limit: number): Promise<StoredPayout[]> =>
  withStates(
    tx,
    await tx
      .select()
      .from(payout)
      .where(and(eq(payout.currency, currency), isIn('released')))
      .orderBy(asc(payout.id))
      .limit(limit)
      .for('no key update', { skipLocked: true }),
  );

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
