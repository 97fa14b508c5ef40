import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { BillsOf } from '@reassign/shared/settlement/bills/access.ts';
import type { Db } from '../../platform/db.ts';
import type { SaleKey } from '../balance/repo.ts';
import { bill, billCounter } from './tables.ts';

export type StoredBill = typeof bill.$inferSelect;
type NewBill = Omit<typeof bill.$inferInsert, 'seq'>;

/** A bill, with what it takes back or what took it back. */
export interface BillRow {
  readonly bill: StoredBill;
  readonly other: Pick<StoredBill, 'id' | 'year' | 'seq'> | null;
}

/**
 * Takes the next number of the issuer's year and enters the bill under it: until the transaction ends nobody else takes one, and
 * with it the number is taken or is not.
 */
export async function enter(tx: Db, row: NewBill): Promise<void> {
  const { issuerCode, year } = row;
  const [counter] = await tx
    .insert(billCounter)
    .values({ issuerCode, year, last: 1 })
    .onConflictDoUpdate({
      target: [billCounter.issuerCode, billCounter.year],
      set: { last: sql`${billCounter.last} + 1` },
    })
    .returning({ last: billCounter.last });
  await tx.insert(bill).values({ ...row, seq: counter?.last ?? 0 });
}

/** Bills and credit notes of a sale, in the order of their numbers. */
export const billsOfSale = (db: Db, { lot, nth }: SaleKey): Promise<StoredBill[]> =>
  db
    .select()
    .from(bill)
    .where(and(eq(bill.lotId, lot), eq(bill.sale, nth)))
    .orderBy(asc(bill.year), asc(bill.seq));

function seenBy(who: BillsOf): SQL | undefined {
  if (who.of === 'all') return undefined;
  const { organisation, creditCode, user } = who;
  return or(
    organisation === null ? undefined : eq(bill.partyOrganisation, organisation),
    creditCode === null ? undefined : eq(bill.recipientCode, creditCode),
    eq(bill.partyUser, user),
  );
}

/** Those of a sale that somebody sees, in the order of their numbers. */
export const ofSaleSeenBy = (db: Db, who: BillsOf, { lot, nth }: SaleKey): Promise<StoredBill[]> =>
  db
    .select()
    .from(bill)
    .where(and(seenBy(who), eq(bill.lotId, lot), eq(bill.sale, nth)))
    .orderBy(asc(bill.year), asc(bill.seq));

interface Wanted {
  readonly year?: number | undefined;
  /** The last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The last number first. */
export async function list(db: Db, who: BillsOf, { year, after, limit }: Wanted): Promise<BillRow[]> {
  const bills = await db
    .select()
    .from(bill)
    .where(
      and(
        seenBy(who),
        year === undefined ? undefined : eq(bill.year, year),
        after === undefined
          ? undefined
          : sql`(${bill.year}, ${bill.seq}, ${bill.id}) < (select year, seq, id from bill where id = ${after})`,
      ),
    )
    .orderBy(desc(bill.year), desc(bill.seq), desc(bill.id))
    .limit(limit);
  return withOthers(db, bills);
}

export async function find(db: Db, who: BillsOf, id: string): Promise<BillRow | null> {
  const bills = await db
    .select()
    .from(bill)
    .where(and(seenBy(who), eq(bill.id, id)));
  return (await withOthers(db, bills))[0] ?? null;
}

/** Years in which somebody sees any, the newest first. */
export async function years(db: Db, who: BillsOf): Promise<number[]> {
  const rows = await db
    .selectDistinct({ year: bill.year })
    .from(bill)
    .where(seenBy(who))
    .orderBy(desc(bill.year));
  return rows.map(({ year }) => year);
}

/** Whoever sees the one sees the other: they have the same recipient. */
async function withOthers(db: Db, bills: readonly StoredBill[]): Promise<BillRow[]> {
  if (bills.length === 0) return [];
  const ids = bills.map(({ id }) => id);
  const credited = bills.flatMap(({ credits }) => credits ?? []);
  const others = await db
    .select({ id: bill.id, year: bill.year, seq: bill.seq, credits: bill.credits })
    .from(bill)
    .where(or(inArray(bill.credits, ids), inArray(bill.id, credited)));
  return bills.map((one) => ({
    bill: one,
    other:
      others.find(({ id, credits }) => (one.credits === null ? credits === one.id : id === one.credits)) ??
      null,
  }));
}
