import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { DisputeStatus, PaymentId } from '@reassign/shared/payments/types.ts';
import type { Db } from '../../platform/db.ts';
import { payment, paymentDispute } from '../tables.ts';

export const statusesOf = async (db: Db, paymentId: PaymentId): Promise<DisputeStatus[]> =>
  (
    await db
      .select({ status: paymentDispute.status })
      .from(paymentDispute)
      .where(eq(paymentDispute.paymentId, paymentId))
  ).map(({ status }) => status);

export async function statusOf(tx: Db, id: string): Promise<DisputeStatus | null> {
  const [row] = await tx
    .select({ status: paymentDispute.status })
    .from(paymentDispute)
    .where(eq(paymentDispute.id, id));
  return row?.status ?? null;
}

export const lostOf = async (tx: Db, paymentId: PaymentId) =>
  (
    await tx
      .select()
      .from(paymentDispute)
      .where(and(eq(paymentDispute.paymentId, paymentId), eq(paymentDispute.status, 'lost')))
      .orderBy(paymentDispute.id)
  ).map(({ id, amountMinor, currency: code }) => ({ id, amount: money(amountMinor, currency(code)) }));

/** Of each payment, what the payer's bank took back and we did not get again, in minor units. */
export const takenBackOf = async (db: Db, payments: readonly string[]): Promise<Map<string, number>> => {
  if (payments.length === 0) return new Map();
  const rows = await db
    .select({ id: paymentDispute.paymentId, taken: sql<number>`sum(${paymentDispute.amountMinor})::float8` })
    .from(paymentDispute)
    .where(and(inArray(paymentDispute.paymentId, [...payments]), ne(paymentDispute.status, 'won')))
    .groupBy(paymentDispute.paymentId);
  return new Map(rows.map(({ id, taken }) => [id, taken]));
};

export const insert = async (tx: Db, row: typeof paymentDispute.$inferInsert): Promise<void> => {
  await tx.insert(paymentDispute).values(row);
};

export const update = async (
  tx: Db,
  id: string,
  change: Partial<typeof paymentDispute.$inferInsert>,
): Promise<void> => {
  await tx.update(paymentDispute).set(change).where(eq(paymentDispute.id, id));
};

/** Disputes that were not decided for us, with what the payer wrote on the payment. */
export const standing = async (db: Db, limit: number) =>
  (
    await db
      .select({ dispute: paymentDispute, reference: payment.reference })
      .from(paymentDispute)
      .innerJoin(payment, eq(payment.id, paymentDispute.paymentId))
      .where(ne(paymentDispute.status, 'won'))
      .orderBy(paymentDispute.openedAt)
      .limit(limit)
  ).map(({ dispute, reference }) => ({
    ...{ id: dispute.id, reference, status: dispute.status, openedAt: dispute.openedAt },
    amount: money(dispute.amountMinor, currency(dispute.currency)),
  }));
