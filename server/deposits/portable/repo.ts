import { and, asc, count, desc, eq, gt, inArray, or, type SQL } from 'drizzle-orm';
import type { EarmarkStatus } from '@reassign/shared/deposits/portable/balance.ts';
import type { PayInStatus } from '@reassign/shared/deposits/portable/api.ts';
import { currency, type Currency } from '@reassign/shared/kernel/currency.ts';
import type { PortableId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { Db } from '../../platform/db.ts';
import {
  portableDeposit,
  portableEarmark,
  portableEarmarkMove,
  portablePayIn,
  portableWithdrawal,
  portableWithdrawalPart,
} from './tables.ts';

export interface StoredPortable {
  readonly id: PortableId;
  readonly owner: Uint8Array;
  readonly currency: Currency;
}

type PayInRow = typeof portablePayIn.$inferSelect;
export type StoredPayIn = Omit<PayInRow, 'portableId'> & {
  readonly portableId: PortableId;
  readonly amount: Money;
};

export interface StoredEarmark {
  readonly id: string;
  readonly portable: PortableId;
  /** In hex. */
  readonly tag: string;
  readonly deposit: Uint8Array;
  readonly amount: Money;
  readonly status: EarmarkStatus;
}

const amountOf = (row: { readonly amountMinor: number; readonly currency: string }): Money =>
  money(row.amountMinor, currency(row.currency));

const payInOf = (row: PayInRow): StoredPayIn => ({
  ...row,
  portableId: row.portableId as PortableId,
  amount: amountOf(row),
});

export async function find(db: Db, ownerTag: Uint8Array, unit: Currency): Promise<StoredPortable | null> {
  const own = and(eq(portableDeposit.ownerTag, ownerTag), eq(portableDeposit.currency, unit));
  const [row] = await db.select().from(portableDeposit).where(own);
  return row ? { id: row.id as PortableId, owner: row.owner, currency: unit } : null;
}

/** Of two that open it at once, one does. */
export async function insert(tx: Db, row: typeof portableDeposit.$inferInsert): Promise<void> {
  await tx.insert(portableDeposit).values(row).onConflictDoNothing();
}

/** Whoever takes something out of it, or asks for more, does so alone. */
export async function lock(tx: Db, id: PortableId): Promise<StoredPortable | null> {
  const [row] = await tx
    .select()
    .from(portableDeposit)
    .where(eq(portableDeposit.id, id))
    .for('no key update');
  return row ? { id, owner: row.owner, currency: currency(row.currency) } : null;
}

export const insertPayIn = async (tx: Db, row: typeof portablePayIn.$inferInsert): Promise<void> => {
  await tx.insert(portablePayIn).values(row);
};

const selectPayIns = async (db: Db, where: SQL | undefined): Promise<StoredPayIn[]> =>
  (await db.select().from(portablePayIn).where(where).orderBy(asc(portablePayIn.id))).map(payInOf);

export const findPayIn = async (db: Db, id: string): Promise<StoredPayIn | null> =>
  (await selectPayIns(db, eq(portablePayIn.id, id)))[0] ?? null;

export const findUnder = async (db: Db, reference: string): Promise<StoredPayIn | null> =>
  (await selectPayIns(db, eq(portablePayIn.reference, reference)))[0] ?? null;

export const payInsOf = (db: Db, id: PortableId) => selectPayIns(db, eq(portablePayIn.portableId, id));

/** Transfers among the references that are asked for, and those of `stated` whatever they are. */
export const awaitedUnder = (db: Db, references: readonly string[], stated: readonly string[]) =>
  selectPayIns(
    db,
    and(
      eq(portablePayIn.way, 'transfer'),
      or(
        and(eq(portablePayIn.status, 'requested'), inArray(portablePayIn.reference, [...references])),
        inArray(portablePayIn.reference, [...stated]),
      ),
    ),
  );

/** Transfers in a state, after one by its id. */
export const listByStatus = async (db: Db, status: PayInStatus, after: string | null, limit: number) =>
  (
    await db
      .select()
      .from(portablePayIn)
      .where(
        and(
          eq(portablePayIn.status, status),
          eq(portablePayIn.way, 'transfer'),
          after === null ? undefined : gt(portablePayIn.id, after),
        ),
      )
      .orderBy(asc(portablePayIn.id))
      .limit(limit)
  ).map(payInOf);

/** Whoever knows of money for it decides alone. */
export async function lockPayIn(
  tx: Db,
  by: { readonly id: string } | { readonly reference: string },
): Promise<StoredPayIn | null> {
  const where = 'id' in by ? eq(portablePayIn.id, by.id) : eq(portablePayIn.reference, by.reference);
  const [row] = await tx.select().from(portablePayIn).where(where).for('no key update');
  return row ? payInOf(row) : null;
}

export const updatePayIn = async (
  tx: Db,
  id: string,
  change: Partial<typeof portablePayIn.$inferInsert>,
): Promise<void> => {
  await tx.update(portablePayIn).set(change).where(eq(portablePayIn.id, id));
};

export async function countOpen(tx: Db, id: PortableId): Promise<number> {
  const open = and(eq(portablePayIn.portableId, id), eq(portablePayIn.status, 'requested'));
  const [row] = await tx.select({ open: count() }).from(portablePayIn).where(open);
  return row?.open ?? 0;
}

const earmarkOf = (row: typeof portableEarmark.$inferSelect): StoredEarmark => ({
  ...{ id: row.id, portable: row.portableId as PortableId, deposit: row.deposit, status: row.status },
  ...{ tag: Buffer.from(row.depositTag).toString('hex'), amount: amountOf(row) },
});

export const earmarksOf = async (db: Db, id: PortableId): Promise<StoredEarmark[]> =>
  (
    await db
      .select()
      .from(portableEarmark)
      .where(eq(portableEarmark.portableId, id))
      .orderBy(asc(portableEarmark.id))
  ).map(earmarkOf);

/** Those of the deposits that stand for an earmark. */
export const earmarksUnder = async (db: Db, tags: readonly Uint8Array[]): Promise<StoredEarmark[]> =>
  tags.length === 0
    ? []
    : (
        await db
          .select()
          .from(portableEarmark)
          .where(inArray(portableEarmark.depositTag, [...tags]))
          .orderBy(asc(portableEarmark.id))
      ).map(earmarkOf);

export async function insertEarmark(
  tx: Db,
  row: typeof portableEarmark.$inferInsert,
  at: Instant,
): Promise<void> {
  await tx.insert(portableEarmark).values(row);
  await tx.insert(portableEarmarkMove).values({ earmarkId: row.id, status: row.status, at });
}

export async function moveEarmark(tx: Db, id: string, status: EarmarkStatus, at: Instant): Promise<void> {
  await tx.update(portableEarmark).set({ status }).where(eq(portableEarmark.id, id));
  await tx.insert(portableEarmarkMove).values({ earmarkId: id, status, at });
}

/** What became of every earmark, oldest first. */
export const movesOf = (db: Db, id: PortableId) =>
  db
    .select({
      earmarkId: portableEarmarkMove.earmarkId,
      status: portableEarmarkMove.status,
      at: portableEarmarkMove.at,
    })
    .from(portableEarmarkMove)
    .innerJoin(portableEarmark, eq(portableEarmark.id, portableEarmarkMove.earmarkId))
    .where(eq(portableEarmark.portableId, id))
    .orderBy(asc(portableEarmarkMove.at));

export interface StoredWithdrawal {
  readonly id: string;
  readonly amount: Money;
  readonly at: Instant;
}

export async function insertWithdrawal(
  tx: Db,
  row: typeof portableWithdrawal.$inferInsert,
  parts: readonly (typeof portableWithdrawalPart.$inferInsert)[],
): Promise<void> {
  await tx.insert(portableWithdrawal).values(row);
  await tx.insert(portableWithdrawalPart).values([...parts]);
}

export const withdrawalsOf = async (db: Db, id: PortableId): Promise<StoredWithdrawal[]> =>
  (
    await db
      .select()
      .from(portableWithdrawal)
      .where(eq(portableWithdrawal.portableId, id))
      .orderBy(desc(portableWithdrawal.id))
  ).map((row) => ({ id: row.id, at: row.at, amount: amountOf(row) }));

export const partsOf = async (db: Db, id: PortableId) =>
  (
    await db
      .select({ part: portableWithdrawalPart })
      .from(portableWithdrawalPart)
      .innerJoin(portableWithdrawal, eq(portableWithdrawal.id, portableWithdrawalPart.withdrawalId))
      .where(eq(portableWithdrawal.portableId, id))
      .orderBy(asc(portableWithdrawalPart.payInId))
  ).map(({ part }) => ({
    ...{ withdrawalId: part.withdrawalId, payInId: part.payInId, payoutId: part.payoutId },
    amount: amountOf(part),
  }));
