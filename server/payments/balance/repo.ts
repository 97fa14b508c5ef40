import { asc, eq, isNotNull, max } from 'drizzle-orm';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { ProviderEntry } from '@reassign/shared/payments/provider-entry.ts';
import type { Db } from '../../platform/db.ts';
import { payment, paymentEntry, paymentRefund } from '../tables.ts';

export async function lastRead(db: Db): Promise<Instant | null> {
  const [row] = await db.select({ at: max(paymentEntry.at) }).from(paymentEntry);
  return row?.at ?? null;
}

/** Whether a page was ever opened at Stripe: before, nothing can have moved there. */
export async function hasPages(db: Db): Promise<boolean> {
  const rows = await db.select({ id: payment.id }).from(payment).where(isNotNull(payment.sessionId)).limit(1);
  return rows.length > 0;
}

const AT_ONCE = 500;

/** What is known stays as it was read first. */
export async function insert(db: Db, entries: readonly ProviderEntry[], readAt: Instant): Promise<void> {
  const rows = entries.map(({ id, type, reference, source, change, fee, currency: unit, at }) => ({
    ...{ id, type, reference, source, changeMinor: change, feeMinor: fee, currency: unit, at, readAt },
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await db
      .insert(paymentEntry)
      .values(rows.slice(from, from + AT_ONCE))
      .onConflictDoNothing();
}

/** Everything that was read, oldest first. */
export async function all(db: Db): Promise<ProviderEntry[]> {
  const rows = await db
    .select({ entry: paymentEntry, refund: paymentRefund.status })
    .from(paymentEntry)
    .leftJoin(paymentRefund, eq(paymentRefund.providerId, paymentEntry.reference))
    .orderBy(asc(paymentEntry.at), asc(paymentEntry.id));
  return rows.map(({ entry: { id, type, reference, source, changeMinor, feeMinor, ...rest }, refund }) => ({
    ...{ id, type, reference, source, change: changeMinor, fee: feeMinor, at: rest.at },
    ...{ currency: currency(rest.currency), isPending: type === 'refund' && refund === 'sent' },
  }));
}
