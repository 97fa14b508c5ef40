import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money, type Money } from '@reassign/shared/kernel/money.ts';
import type { TransactionId } from '@reassign/shared/ledger/types.ts';
import type { FollowUp } from '@reassign/shared/payments/payment.ts';
import type { PaymentId, RefundId, RefundStatus } from '@reassign/shared/payments/types.ts';
import type { Db } from '../../platform/db.ts';
import { payment, paymentRefund, type RefundCause } from '../tables.ts';

export interface StoredRefund {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly amount: Money;
  readonly cause: RefundCause;
  readonly status: RefundStatus;
  readonly reservedId: TransactionId;
  readonly fault: string | null;
  readonly askedAt: Instant;
  readonly doneAt: Instant | null;
  readonly followUp: FollowUp | null;
}

const fromRow = (row: typeof paymentRefund.$inferSelect): StoredRefund => ({
  id: row.id as RefundId,
  paymentId: row.paymentId as PaymentId,
  amount: money(row.amountMinor, currency(row.currency)),
  cause: row.cause,
  status: row.status,
  reservedId: row.reservedId as TransactionId,
  fault: row.fault,
  askedAt: row.askedAt,
  doneAt: row.doneAt,
  followUp: row.followUp,
});

export async function find(db: Db, id: string): Promise<StoredRefund | null> {
  const [row] = await db.select().from(paymentRefund).where(eq(paymentRefund.id, id));
  return row ? fromRow(row) : null;
}

export async function lock(tx: Db, id: string): Promise<StoredRefund | null> {
  const [row] = await tx.select().from(paymentRefund).where(eq(paymentRefund.id, id)).for('no key update');
  return row ? fromRow(row) : null;
}

export const ofPayments = async (db: Db, payments: readonly PaymentId[]): Promise<StoredRefund[]> =>
  payments.length === 0
    ? []
    : (
        await db
          .select()
          .from(paymentRefund)
          .where(inArray(paymentRefund.paymentId, [...payments]))
          .orderBy(paymentRefund.id)
      ).map(fromRow);

export const insert = async (tx: Db, row: typeof paymentRefund.$inferInsert): Promise<void> => {
  await tx.insert(paymentRefund).values(row);
};

export const update = async (
  tx: Db,
  id: RefundId,
  change: Partial<typeof paymentRefund.$inferInsert>,
): Promise<void> => {
  await tx.update(paymentRefund).set(change).where(eq(paymentRefund.id, id));
};

/** Refunds that Stripe has and has not finished, as far as we were told. */
export const dueForALook = async (db: Db, now: Instant, limit: number) =>
  (
    await db
      .select({ id: paymentRefund.id, providerId: paymentRefund.providerId })
      .from(paymentRefund)
      .where(lte(paymentRefund.lookAt, now))
      .orderBy(paymentRefund.lookAt)
      .limit(limit)
  ).flatMap(({ id, providerId }) => (providerId === null ? [] : [{ id: id as RefundId, providerId }]));

/** Refunds that are not on their way as they should be, with what the payer wrote on the payment. */
export const stuck = async (db: Db, unsentSince: Instant, limit: number) =>
  (
    await db
      .select({ refund: paymentRefund, reference: payment.reference })
      .from(paymentRefund)
      .innerJoin(payment, eq(payment.id, paymentRefund.paymentId))
      .where(
        or(
          // Of a dispute that was lost nothing is owed any more.
          and(
            inArray(paymentRefund.status, ['withheld', 'failed']),
            sql`${paymentRefund.fault} is distinct from 'dispute-lost'`,
            isNull(paymentRefund.followUp),
          ),
          and(eq(paymentRefund.status, 'due'), lt(paymentRefund.askedAt, unsentSince)),
        ),
      )
      .orderBy(paymentRefund.id)
      .limit(limit)
  ).map(({ refund, reference }) => ({ ...fromRow(refund), reference }));
