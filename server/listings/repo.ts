import { and, asc, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { fromInstant, toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { CaseId, ListingId, LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { CaseRightView, ListingInput } from '@reassign/shared/listings/api.ts';
import { registerNumbers } from '@reassign/shared/listings/register-number.ts';
import type { ListingStatus } from '@reassign/shared/listings/types.ts';
import type { Db } from '../platform/db.ts';
import { listing, listingMove, listingRight, lotSerial, notice, rightOnSale } from './tables.ts';

/** A listing as it is stored; what the bank wrote is in its wire form. */
export interface StoredListing {
  readonly id: ListingId;
  readonly bank: OrganisationId;
  readonly caseId: CaseId;
  readonly revision: number;
  readonly status: ListingStatus;
  readonly input: ListingInput;
  readonly submittedBy: Person | null;
  readonly approvedBy: Person | null;
  readonly lotId: LotId | null;
  /** Encrypted (`reserve.ts`). */
  readonly reserve: Uint8Array | null;
}

/** Who did something, by the name of that day. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
}

const toColumns = (input: ListingInput) => ({
  title: input.title,
  description: input.description,
  route: input.route,
  papers: input.papers,
  viewing: input.viewing ?? null,
  statements: input.statements,
  ...{ startMinor: input.start.amount, startCurrency: input.start.currency },
  increments: input.increments,
  ...{ fall: input.fall ?? null, sealed: input.sealed ?? null },
  ...{ depositMinor: input.deposit.amount, depositCurrency: input.deposit.currency },
  opensAt: toInstant(input.opensAt),
  closesAt: toInstant(input.closesAt),
  ladder: input.ladder,
  floor: input.floor ?? null,
  ...{ runnerUpDays: input.runnerUpDays ?? null, paymentDays: input.paymentDays ?? null },
  instalments: input.instalments ?? null,
});

const toPerson = (id: string | null, name: string | null): Person | null =>
  id === null ? null : { id: id as UserId, name: name ?? '' };

const toListing = (row: typeof listing.$inferSelect, rightIds: string[]): StoredListing => ({
  id: row.id as ListingId,
  bank: row.bank as OrganisationId,
  caseId: row.caseId as CaseId,
  revision: row.revision,
  status: row.status as ListingStatus,
  submittedBy: toPerson(row.submittedBy, row.submittedByName),
  approvedBy: toPerson(row.approvedBy, row.approvedByName),
  lotId: row.lotId as LotId | null,
  reserve: row.reserve,
  input: {
    caseId: row.caseId,
    title: row.title,
    description: row.description,
    rightIds,
    route: row.route as ListingInput['route'],
    papers: row.papers,
    ...(row.viewing && { viewing: row.viewing }),
    statements: row.statements,
    start: { amount: row.startMinor, currency: row.startCurrency },
    increments: row.increments,
    ...(row.fall && { fall: row.fall }),
    ...(row.sealed && { sealed: row.sealed }),
    deposit: { amount: row.depositMinor, currency: row.depositCurrency },
    opensAt: fromInstant(row.opensAt),
    closesAt: fromInstant(row.closesAt),
    ladder: row.ladder,
    ...(row.floor && { floor: row.floor }),
    ...(row.runnerUpDays !== null && { runnerUpDays: row.runnerUpDays }),
    ...(row.paymentDays !== null && { paymentDays: row.paymentDays }),
    ...(row.instalments && { instalments: row.instalments }),
  },
});

async function withRights(db: Db, rows: (typeof listing.$inferSelect)[]): Promise<StoredListing[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const rights = await db
    .select()
    .from(listingRight)
    .where(inArray(listingRight.listingId, ids))
    .orderBy(asc(listingRight.position));
  const grouped = Map.groupBy(rights, (right) => right.listingId);
  return rows.map((row) =>
    toListing(
      row,
      (grouped.get(row.id) ?? []).map((right) => right.rightId),
    ),
  );
}

const ofBank = (bank: OrganisationId, listingId: string) =>
  and(eq(listing.bank, bank), eq(listing.id, listingId));

/** The case whose lock covers this listing. */
export async function caseOf(db: Db, bank: OrganisationId, listingId: string): Promise<CaseId | null> {
  const rows = await db.select({ caseId: listing.caseId }).from(listing).where(ofBank(bank, listingId));
  return (rows[0]?.caseId ?? null) as CaseId | null;
}

/** Only inside the case's lock may what is found here be changed. */
export async function findListing(
  db: Db,
  bank: OrganisationId,
  listingId: string,
): Promise<StoredListing | null> {
  const rows = await db.select().from(listing).where(ofBank(bank, listingId));
  return (await withRights(db, rows))[0] ?? null;
}

export interface ListingFilter {
  readonly before?: string | undefined;
  readonly status?: ListingStatus | undefined;
}

/** Newest first. */
export async function listListings(
  db: Db,
  bank: OrganisationId,
  { before, status }: ListingFilter,
  limit: number,
): Promise<StoredListing[]> {
  const rows = await db
    .select()
    .from(listing)
    .where(
      and(
        eq(listing.bank, bank),
        before === undefined ? undefined : lt(listing.id, before),
        status === undefined ? undefined : eq(listing.status, status),
      ),
    )
    .orderBy(desc(listing.id))
    .limit(limit);
  return withRights(db, rows);
}

/** Listings of a case that somebody submitted or approved, for what they say may no longer be so. */
export const listingsUnderReview = async (tx: Db, caseId: string): Promise<StoredListing[]> =>
  withRights(
    tx,
    await tx
      .select()
      .from(listing)
      .where(and(eq(listing.caseId, caseId), inArray(listing.status, ['submitted', 'approved']))),
  );

/** Who moved a listing, when and why; `from` is `null` for its first draft. */
export interface Move {
  readonly at: Instant;
  readonly actor: Person;
  readonly from: ListingStatus | null;
  readonly to: ListingStatus;
  readonly reason?: string;
}

export async function insertListing(
  tx: Db,
  { id, bank }: Pick<StoredListing, 'id' | 'bank'>,
  input: ListingInput,
  move: Move,
): Promise<void> {
  const { caseId } = input;
  await tx.insert(listing).values({ id, bank, caseId, revision: 1, status: move.to, ...toColumns(input) });
  await insertRightIds(tx, id, input.rightIds);
  await insertMove(tx, id, 1, move);
}

export async function updateListing(tx: Db, listingId: ListingId, input: ListingInput): Promise<void> {
  await tx.update(listing).set(toColumns(input)).where(eq(listing.id, listingId));
  await tx.delete(listingRight).where(eq(listingRight.listingId, listingId));
  await insertRightIds(tx, listingId, input.rightIds);
}

export async function writeReserve(tx: Db, listingId: ListingId, reserve: Uint8Array | null): Promise<void> {
  await tx.update(listing).set({ reserve }).where(eq(listing.id, listingId));
}

const insertRightIds = async (tx: Db, listingId: string, rightIds: readonly string[]): Promise<void> => {
  await tx
    .insert(listingRight)
    .values(rightIds.map((rightId, position) => ({ listingId, rightId, position })));
};

const insertMove = async (tx: Db, listingId: string, revision: number, move: Move): Promise<void> => {
  const { actor, ...rest } = move;
  await tx
    .insert(listingMove)
    .values({ listingId, revision, actor: actor.id, actorName: actor.name, ...rest });
};

export interface Signatures {
  readonly submittedBy?: Person | null;
  readonly approvedBy?: Person | null;
  readonly lotId?: LotId;
  readonly publishedAt?: Instant;
}

/** The next revision, with its line in the append-only history. */
export async function moveListing(
  tx: Db,
  { id, revision }: Pick<StoredListing, 'id' | 'revision'>,
  move: Move,
  { submittedBy, approvedBy, ...published }: Signatures = {},
): Promise<void> {
  const next = {
    status: move.to,
    revision: revision + 1,
    ...(submittedBy !== undefined && {
      submittedBy: submittedBy?.id ?? null,
      submittedByName: submittedBy?.name ?? null,
    }),
    ...(approvedBy !== undefined && {
      approvedBy: approvedBy?.id ?? null,
      approvedByName: approvedBy?.name ?? null,
    }),
    ...published,
  };
  await tx.update(listing).set(next).where(eq(listing.id, id));
  await insertMove(tx, id, next.revision, move);
}

/** Drafts that were submitted or approved before, and who gave them back; a listing may go round several times. */
export async function returnsOf(
  db: Db,
  listings: readonly StoredListing[],
): Promise<Map<string, typeof listingMove.$inferSelect>> {
  const drafts = listings.flatMap(({ id, status }) => (status === 'draft' ? [id] : []));
  if (drafts.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([listingMove.listingId])
    .from(listingMove)
    .where(
      and(
        inArray(listingMove.listingId, drafts),
        inArray(listingMove.from, ['submitted', 'approved']),
        eq(listingMove.to, 'draft'),
      ),
    )
    .orderBy(listingMove.listingId, desc(listingMove.revision));
  return new Map(rows.map((row) => [row.listingId, row]));
}

export type Notice = typeof notice.$inferSelect;

/** Counts up within the year; two publications wait for each other here and nowhere else. */
export async function nextSerial(tx: Db, year: number): Promise<number> {
  const [row] = await tx
    .insert(lotSerial)
    .values({ year, last: 1 })
    .onConflictDoUpdate({ target: lotSerial.year, set: { last: sql`${lotSerial.last} + 1` } })
    .returning();
  return row?.last ?? 1;
}

export async function insertNotice(tx: Db, row: Notice, rights: readonly CaseRightView[]): Promise<void> {
  await tx.insert(notice).values(row);
  const numbers = rights.flatMap(({ right }) => registerNumbers(right));
  // Two rights of one lot may share a number.
  await tx
    .insert(rightOnSale)
    .values(numbers.map((number) => ({ ...number, lotId: row.lotId })))
    .onConflictDoNothing();
}

export const findNotices = async (db: Db, lotIds: readonly LotId[]): Promise<Notice[]> =>
  lotIds.length === 0
    ? []
    : db
        .select()
        .from(notice)
        .where(inArray(notice.lotId, [...lotIds]));

/** The terms under which a lot was published. */
export async function findPublished(db: Db, lotId: LotId): Promise<StoredListing | null> {
  const rows = await db.select().from(listing).where(eq(listing.lotId, lotId));
  return (await withRights(db, rows))[0] ?? null;
}

/** Every lot that was published of a case. */
export async function lotsOfCase(db: Db, caseId: string): Promise<LotId[]> {
  const rows = await db
    .select({ lotId: listing.lotId })
    .from(listing)
    .where(and(eq(listing.caseId, caseId), isNotNull(listing.lotId)));
  return rows.flatMap(({ lotId }) => (lotId === null ? [] : [lotId as LotId]));
}
