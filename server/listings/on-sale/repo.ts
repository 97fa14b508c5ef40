import { and, count, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { CaseRightView } from '@reassign/shared/listings/api.ts';
import { type RegisterNumber, registerNumbers } from '@reassign/shared/listings/register-number.ts';
import type { Db } from '../../platform/db.ts';
import { caseRight, listing, listingRight, rightOnSale } from '../tables.ts';
import { lotEvent } from '../../platform/tables.ts';

type ListedRight = Pick<CaseRightView, 'id' | 'right'>;

/** Whoever publishes waits for whoever does so already: what is on sale stays as it is read until the commit. */
export const holdRightsOnSale = async (tx: Db): Promise<void> => {
  await tx.execute(sql`lock table ${rightOnSale} in share row exclusive mode`);
};

/** Those of the given rights that are in a lot already, from whatever case or bank. */
export async function rightsOnSale(db: Db, rights: readonly ListedRight[]): Promise<Set<string>> {
  const numbers = rights.flatMap(({ right }) => registerNumbers(right).map(({ number }) => number));
  const rows = await db.select().from(rightOnSale).where(inArray(rightOnSale.number, numbers));
  const taken = new Set(rows.map(keyOf));
  const isTaken = ({ right }: ListedRight): boolean =>
    registerNumbers(right).some((number) => taken.has(keyOf(number)));
  return new Set(rights.filter(isTaken).map(({ id }) => id));
}

const keyOf = ({ type, jurisdiction, number }: Readonly<Record<keyof RegisterNumber, string>>): string =>
  `${type} ${jurisdiction} ${number}`;

/** The lot ended without a sale: its rights may be listed again. */
export const freeRights = async (tx: Db, lotId: LotId): Promise<void> => {
  await tx.delete(rightOnSale).where(eq(rightOnSale.lotId, lotId));
};

/** Rounds of lots in which nobody bought a right, whoever sold it: a lot in which nobody could bid is none. */
export async function failedRoundsOf(db: Db, rights: readonly ListedRight[]): Promise<Map<string, number>> {
  if (rights.length === 0) return new Map();
  const numbers = await db
    .select({ id: caseRight.id, type: caseRight.type, number: caseRight.number })
    .from(caseRight)
    .where(
      inArray(
        caseRight.id,
        rights.map(({ id }) => id),
      ),
    );
  const failed = await db
    .select({ type: caseRight.type, number: caseRight.number, rounds: count() })
    .from(caseRight)
    .innerJoin(listingRight, eq(listingRight.rightId, caseRight.id))
    .innerJoin(listing, eq(listing.id, listingRight.listingId))
    .innerJoin(lotEvent, eq(lotEvent.lotId, listing.lotId))
    .where(
      and(
        inArray(
          caseRight.number,
          numbers.map(({ number }) => number),
        ),
        eq(lotEvent.type, 'LotUnsold'),
        sql`${lotEvent.body} ->> 'reason' = 'no-bid'`,
      ),
    )
    .groupBy(caseRight.type, caseRight.number);
  const rounds = new Map(failed.map((row) => [`${row.type} ${row.number}`, row.rounds]));
  return new Map(numbers.map(({ id, type, number }) => [id, rounds.get(`${type} ${number}`) ?? 0]));
}

/** The lots that were published of exactly the rights that this lot sells, itself among them. */
export async function lotsOfSameRights(db: Db, lotId: LotId): Promise<LotId[]> {
  const lots = await lotsOfRights(db, lotId);
  if (lots.length === 0) return [];
  const rows = await db
    .select({ lotId: listing.lotId, rightId: listingRight.rightId })
    .from(listing)
    .innerJoin(listingRight, eq(listingRight.listingId, listing.id))
    .where(inArray(listing.lotId, lots));
  const rightsOf = (lot: LotId): string =>
    rows
      .flatMap(({ lotId: of, rightId }) => (of === lot ? [rightId] : []))
      .toSorted()
      .join();
  return lots.filter((lot) => rightsOf(lot) === rightsOf(lotId));
}

/** Every lot that was published of any right that this lot sells. */
export async function lotsOfRights(db: Db, lotId: LotId): Promise<LotId[]> {
  const own = db
    .select({ rightId: listingRight.rightId })
    .from(listingRight)
    .innerJoin(listing, eq(listing.id, listingRight.listingId))
    .where(eq(listing.lotId, lotId));
  const rows = await db
    .selectDistinct({ lotId: listing.lotId })
    .from(listing)
    .innerJoin(listingRight, eq(listingRight.listingId, listing.id))
    .where(and(isNotNull(listing.lotId), inArray(listingRight.rightId, own)));
  return rows.flatMap(({ lotId: found }) => (found === null ? [] : [found as LotId]));
}
