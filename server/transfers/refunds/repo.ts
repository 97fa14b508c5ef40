import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type { StatedAccount } from '@reassign/shared/transfers/refund.ts';
import type { Db } from '../../platform/db.ts';
import { bankLine, bankLineMatch, bankRefund, bankRefundAccount, bankRefundAnswer } from '../tables.ts';

export type StoredRefund = typeof bankRefund.$inferSelect;
export type Stated = typeof bankRefundAccount.$inferSelect & StatedAccount;

/** `false` when this key was told before. */
export async function insertRefund(tx: Db, row: typeof bankRefund.$inferInsert): Promise<boolean> {
  const inserted = await tx
    .insert(bankRefund)
    .values(row)
    .onConflictDoNothing({ target: bankRefund.key })
    .returning({ id: bankRefund.id });
  return inserted.length > 0;
}

export async function find(db: Db, id: string): Promise<StoredRefund | null> {
  const [row] = await db.select().from(bankRefund).where(eq(bankRefund.id, id));
  return row ?? null;
}

/** Two people on one refund come one after the other. */
export async function lock(tx: Db, id: string): Promise<StoredRefund | null> {
  const [row] = await tx.select().from(bankRefund).where(eq(bankRefund.id, id)).for('no key update');
  return row ?? null;
}

/** The account of a court that two people agreed on last. */
export async function confirmedOf(
  db: Db,
  courtId: string,
): Promise<typeof bankRefundAccount.$inferSelect | null> {
  const [row] = await db
    .select({ account: bankRefundAccount })
    .from(bankRefundAccount)
    .innerJoin(bankRefund, eq(bankRefund.id, bankRefundAccount.refundId))
    .innerJoin(
      bankRefundAnswer,
      and(
        eq(bankRefundAnswer.refundId, bankRefundAccount.refundId),
        eq(bankRefundAnswer.nth, bankRefundAccount.nth),
      ),
    )
    .where(and(eq(bankRefund.courtId, courtId), eq(bankRefundAnswer.isConfirmed, true)))
    .orderBy(desc(bankRefundAnswer.at), desc(bankRefundAnswer.refundId), desc(bankRefundAnswer.nth))
    .limit(1);
  return row?.account ?? null;
}

/** When two people first instructed what is a court's; `null` while nobody has. */
const instructed = sql`(select min(m.at) from payout p join payout_move m on m.payout_id = p.id
  where p.refund_id = bank_refund.id and m.state = 'released')`;

/** What went to courts, and how much of it by its hour. */
export async function countToCourts(db: Db): Promise<{ total: number; onTime: number }> {
  const [row] = await db.execute<{ total: number; onTime: number }>(sql`
    select count(*)::int as total, (count(*) filter (where i.at <= i.due_at))::int as "onTime"
    from (select ${instructed} as at, due_at from bank_refund where to_court is not null) i where i.at is not null`);
  return row ?? { total: 0, onTime: 0 };
}

/** What is a court's and nobody has instructed, by its hour. */
export const uninstructedToCourts = async (
  db: Db,
  until: Instant,
): Promise<{ payments: number; dueAt: Instant }[]> =>
  (
    await db.execute<{ payments: number; due: number }>(sql`
    select count(*)::int as payments, (extract(epoch from due_at) * 1000)::float8 as due from bank_refund
    where to_court is not null and due_at <= ${fromInstant(until)} and ${instructed} is null
    group by due_at order by due_at`)
  ).map(({ payments, due }) => ({ payments, dueAt: instant(due) }));

/** What of the price of a lot is, or was, the court's. */
export const toCourtOf = async (
  db: Db,
  lotId: LotId,
): Promise<{ row: StoredRefund; instructedAt: Instant | null }[]> =>
  (
    await db
      .select({ row: bankRefund, at: sql<number | null>`(extract(epoch from ${instructed}) * 1000)::float8` })
      .from(bankRefund)
      .where(eq(bankRefund.lotId, lotId))
      .orderBy(asc(bankRefund.at), desc(bankRefund.toCourt), asc(bankRefund.id))
  ).map(({ row, at }) => ({ row, instructedAt: at === null ? null : instant(at) }));

/** What was stated last, and what was said to it. */
export async function lastStated(db: Db, refundId: string): Promise<Stated | null> {
  const [row] = await db
    .select()
    .from(bankRefundAccount)
    .leftJoin(
      bankRefundAnswer,
      and(
        eq(bankRefundAnswer.refundId, bankRefundAccount.refundId),
        eq(bankRefundAnswer.nth, bankRefundAccount.nth),
      ),
    )
    .where(eq(bankRefundAccount.refundId, refundId))
    .orderBy(desc(bankRefundAccount.nth))
    .limit(1);
  return row
    ? { ...row.bank_refund_account, isConfirmed: row.bank_refund_answer?.isConfirmed ?? null }
    : null;
}

export const insertAccount = async (tx: Db, row: typeof bankRefundAccount.$inferInsert): Promise<void> => {
  await tx.insert(bankRefundAccount).values(row);
};

export const insertAnswer = async (tx: Db, row: typeof bankRefundAnswer.$inferInsert): Promise<void> => {
  await tx.insert(bankRefundAnswer).values(row);
};

/** Refunds without a payout that is on its way or there, the most urgent first. */
export const waiting = (db: Db, limit: number): Promise<StoredRefund[]> =>
  db
    .select()
    .from(bankRefund)
    .where(
      sql`not exists (select from payout p where p.refund_id = ${bankRefund.id} and not exists (
        select from payout_move m where m.payout_id = p.id and m.state in ('failed', 'cancelled')))`,
    )
    .orderBy(asc(bankRefund.dueAt), asc(bankRefund.id))
    .limit(limit);

/** Where a transfer came from: its line, by its id or by the reference that it was booked under. */
export async function sourceOf(
  tx: Db,
  by: { readonly line: string } | { readonly reference: string },
): Promise<{ readonly name: string; readonly account: string } | null> {
  const columns = { name: bankLine.name, account: bankLine.otherAccount };
  if ('line' in by) {
    const [row] = await tx.select(columns).from(bankLine).where(eq(bankLine.id, by.line));
    return row ?? null;
  }
  // Booked by itself, or assigned by two people.
  const rows = await tx
    .select(columns)
    .from(bankLine)
    .innerJoin(bankLineMatch, eq(bankLineMatch.lineId, bankLine.id))
    .where(
      sql`(${bankLineMatch.outcome} = 'matched' and ${bankLineMatch.reference} = ${by.reference}) or exists (
        select from bank_line_proposal p join bank_line_answer a on a.line_id = p.line_id and a.nth = p.nth
        where p.line_id = ${bankLine.id} and a.is_confirmed and p.way <> 'return' and p.reference = ${by.reference})`,
    )
    .limit(2);
  // Of several nobody knows which one it is.
  return rows.length === 1 ? (rows[0] ?? null) : null;
}
