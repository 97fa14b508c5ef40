import { and, asc, desc, eq, sql } from 'drizzle-orm';
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
