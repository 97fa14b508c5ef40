import { and, asc, desc, eq, inArray, lte, type SQL } from 'drizzle-orm';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { RegistrationId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { Payment, PaymentId } from '@reassign/shared/payments/types.ts';
import type { Db } from '../platform/db.ts';
import { payment } from './tables.ts';

export interface StoredPayment extends Payment {
  readonly language: 'zh' | 'en';
  readonly sessionId: string | null;
  readonly intentId: string | null;
  readonly isDeclined: boolean;
  readonly openedAt: Instant;
  readonly expiresAt: Instant;
  readonly looks: number;
}

const fromRow = (row: typeof payment.$inferSelect): StoredPayment => ({
  id: row.id as PaymentId,
  purpose: row.purpose,
  subject: row.subjectId,
  registration: row.registrationId as RegistrationId,
  door: row.door,
  amount: money(row.amountMinor, currency(row.currency)),
  reference: row.reference,
  status: row.status,
  language: row.language,
  sessionId: row.sessionId,
  intentId: row.intentId,
  isDeclined: row.isDeclined,
  openedAt: row.openedAt,
  expiresAt: row.expiresAt,
  looks: row.looks,
});

const select = async (db: Db, where: SQL | undefined): Promise<StoredPayment[]> =>
  (await db.select().from(payment).where(where).orderBy(desc(payment.id))).map(fromRow);

const first = async (found: Promise<StoredPayment[]>): Promise<StoredPayment | null> =>
  (await found)[0] ?? null;

export const find = (db: Db, id: string) => first(select(db, eq(payment.id, id)));
export const findByIntent = (db: Db, intentId: string) => first(select(db, eq(payment.intentId, intentId)));

/** Newest first. */
export const ofSubjects = (db: Db, subjects: readonly string[]): Promise<StoredPayment[]> =>
  subjects.length === 0 ? Promise.resolve([]) : select(db, inArray(payment.subjectId, [...subjects]));

/** Of what is paid for, the payments that brought money. */
export const paidOf = (db: Db, subjects: readonly string[]): Promise<StoredPayment[]> =>
  select(db, and(inArray(payment.subjectId, [...subjects]), eq(payment.status, 'paid')));

/** Whoever learns something of a payment decides alone what it means. */
export async function lock(tx: Db, id: string): Promise<StoredPayment | null> {
  const [row] = await tx.select().from(payment).where(eq(payment.id, id)).for('no key update');
  return row ? fromRow(row) : null;
}

/** `false` when another one is open for it by this door. */
export async function insert(db: Db, row: typeof payment.$inferInsert): Promise<boolean> {
  const inserted = await db.insert(payment).values(row).onConflictDoNothing().returning({ id: payment.id });
  return inserted.length > 0;
}

export const update = async (
  db: Db,
  id: PaymentId,
  change: Partial<typeof payment.$inferInsert>,
): Promise<void> => {
  await db.update(payment).set(change).where(eq(payment.id, id));
};

/** Payments that nobody told us anything about for a while. */
export const dueForALook = async (db: Db, now: Instant, limit: number): Promise<StoredPayment[]> =>
  (
    await db
      .select()
      .from(payment)
      .where(and(lte(payment.lookAt, now)))
      .orderBy(asc(payment.lookAt))
      .limit(limit)
  ).map(fromRow);
