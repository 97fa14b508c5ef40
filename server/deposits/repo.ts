import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { BidderNumber, DepositId, LotId, RegistrationId } from '@reassign/shared/kernel/ids.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type {
  AgentState,
  BarGround,
  ConfirmationState,
  Deposit,
  DepositStatus,
} from '@reassign/shared/deposits/types.ts';
import type { Db } from '../platform/db.ts';
import {
  deposit,
  depositInstruction,
  depositMove,
  endedLot,
  lotPriority,
  registration,
  registrationParty,
} from './tables.ts';

/** A registration as it is stored: the organisation sealed. */
export interface StoredRegistration {
  readonly id: RegistrationId;
  readonly lotId: LotId;
  readonly identity: Uint8Array;
  readonly commitment: string;
  readonly bidderNumber: BidderNumber | null;
  readonly registeredAt: Instant;
  readonly agent: AgentState | null;
  readonly review: ConfirmationState | null;
  readonly reviewId: string | null;
  readonly bar: BarGround | null;
  readonly withdrawnAt: Instant | null;
  readonly deposit: Deposit & { readonly payer: Uint8Array; readonly requestedAt: Instant };
}

type Row = { registration: typeof registration.$inferSelect; deposit: typeof deposit.$inferSelect };

const fromRow = (row: Row): StoredRegistration => ({
  id: row.registration.id as RegistrationId,
  lotId: row.registration.lotId as LotId,
  identity: row.registration.identity,
  commitment: row.registration.commitment,
  bidderNumber: row.registration.bidderNumber as BidderNumber | null,
  registeredAt: row.registration.registeredAt,
  agent: row.registration.agent,
  review: row.registration.review,
  reviewId: row.registration.reviewId,
  bar: row.registration.bar,
  withdrawnAt: row.registration.withdrawnAt,
  deposit: {
    id: row.deposit.id as DepositId,
    reference: row.deposit.reference,
    amount: money(row.deposit.amountMinor, currency(row.deposit.currency)),
    status: row.deposit.status as DepositStatus,
    payer: row.deposit.payer,
    requestedAt: row.deposit.requestedAt,
  },
});

const select = (db: Db, where: SQL | undefined) =>
  db
    .select()
    .from(registration)
    .innerJoin(deposit, eq(deposit.registrationId, registration.id))
    .where(where)
    .orderBy(asc(deposit.id));

/** A registration has a deposit for each round; what counts is the last. */
const latest = sql`${deposit.id} = (select d.id from deposit d where d.registration_id = ${registration.id} order by d.id desc limit 1)`;

const first = (rows: Row[]): StoredRegistration | null => (rows[0] ? fromRow(rows[0]) : null);

/** What was withdrawn is nobody's registration any more. */
const stands = isNull(registration.withdrawnAt);

/** Of the given owners, in their order: the first one's. */
export async function findOwn(
  db: Db,
  lotId: LotId,
  ownerTags: readonly Uint8Array[],
): Promise<StoredRegistration | null> {
  const own = and(
    eq(registration.lotId, lotId),
    inArray(registration.ownerTag, [...ownerTags]),
    stands,
    latest,
  );
  const rows = await select(db, own);
  for (const tag of ownerTags) {
    const row = rows.find((one) => Buffer.from(one.registration.ownerTag).equals(tag));
    if (row) return fromRow(row);
  }
  return null;
}

export const findOwnMany = async (db: Db, ownerTags: readonly Uint8Array[]) =>
  (await select(db, and(inArray(registration.ownerTag, [...ownerTags]), stands, latest))).map(fromRow);

export const findById = async (db: Db, id: string) =>
  first(await select(db, and(eq(registration.id, id), stands, latest)));

/** Everybody who wants to bid on a lot. */
export const listOf = async (db: Db, lotId: LotId) =>
  (await select(db, and(eq(registration.lotId, lotId), stands, latest))).map(fromRow);

export const findByNumber = async (db: Db, lotId: LotId, bidderNumber: string) =>
  first(
    await select(db, and(eq(registration.lotId, lotId), eq(registration.bidderNumber, bidderNumber), latest)),
  );

/** Of a deposit, whichever round it was for, and whether or not its registration stands. */
export const findByDeposit = async (db: Db, depositId: string) =>
  first(await select(db, eq(deposit.id, depositId)));

/** Locks the deposit: whoever knows of money for it decides alone. */
export const lockDeposit = async (tx: Db, depositId: string) =>
  first(await select(tx, eq(deposit.id, depositId)).for('update', { of: deposit }));

export const findByReference = async (db: Db, reference: string) =>
  first(await select(db, eq(deposit.reference, reference)));

/** Locks the deposit: whoever confirms it decides alone. */
export const lockByReference = async (tx: Db, reference: string) =>
  first(await select(tx, eq(deposit.reference, reference)).for('update', { of: deposit }));

const held = (lotId: LotId) =>
  and(eq(registration.lotId, lotId), isNotNull(registration.bidderNumber), eq(deposit.status, 'held'));

/** Registrations of a lot with a held deposit. */
export const heldIn = async (db: Db, lotId: LotId) => (await select(db, held(lotId))).map(fromRow);

const isConfirmed = (column: typeof registration.agent | typeof registration.review) =>
  or(isNull(column), eq(column, 'confirmed'));

/** Of them, those that may enter the lot's log, each with its rank as a priority purchaser. */
export async function admissibleIn(db: Db, lotId: LotId) {
  const { agent, review, bar, bidderNumber, commitment } = registration;
  const rows = await db
    .select({ bidderNumber, commitment, rank: lotPriority.rank })
    .from(registration)
    .innerJoin(deposit, eq(deposit.registrationId, registration.id))
    .leftJoin(
      registrationParty,
      and(eq(registrationParty.registrationId, registration.id), eq(registrationParty.part, 'bidder')),
    )
    .leftJoin(
      lotPriority,
      and(
        eq(lotPriority.lotId, registration.lotId),
        eq(lotPriority.tag, registrationParty.tag),
        isNull(lotPriority.withdrawnAt),
      ),
    )
    .where(and(held(lotId), isNull(bar), isConfirmed(agent), isConfirmed(review)))
    .orderBy(asc(deposit.id));
  return rows.map(({ bidderNumber: number, rank, ...row }) => ({
    ...{ ...row, bidderNumber: number ?? '' },
    ...(rank !== null && { rank }),
  }));
}

/** Registrations of a lot whose deposit was applied to the price: the winner's. */
export const appliedIn = async (db: Db, lotId: LotId) =>
  (await select(db, and(eq(registration.lotId, lotId), eq(deposit.status, 'applied')))).map(fromRow);

/** Those of the references that are asked for, and those of `stated` whatever they are. */
export const awaitedUnder = async (db: Db, references: readonly string[], stated: readonly string[]) =>
  (
    await select(
      db,
      or(
        and(eq(deposit.status, 'requested'), inArray(deposit.reference, [...references])),
        inArray(deposit.reference, [...stated]),
      ),
    )
  ).map(fromRow);

export const listByStatus = async (db: Db, status: DepositStatus, after: string | null, limit: number) =>
  (
    await select(
      db,
      and(eq(deposit.status, status), after === null ? undefined : gt(deposit.id, after)),
    ).limit(limit)
  ).map(fromRow);

export interface NewRegistration {
  readonly registration: typeof registration.$inferInsert;
  readonly deposit: typeof deposit.$inferInsert;
  readonly move: typeof depositMove.$inferInsert;
}

/** Whoever inserts holds the lot's lock, and has seen that nobody of it is registered. */
export async function insertRegistration(tx: Db, rows: NewRegistration): Promise<void> {
  await tx.insert(registration).values(rows.registration);
  await insertDeposit(tx, rows);
}

export async function insertDeposit(tx: Db, rows: Omit<NewRegistration, 'registration'>): Promise<void> {
  await tx.insert(deposit).values(rows.deposit);
  await tx.insert(depositMove).values(rows.move);
}

/** `false` when the number is taken in this lot. */
export async function giveNumber(
  tx: Db,
  lotId: LotId,
  id: RegistrationId,
  bidderNumber: string,
): Promise<boolean> {
  const taken = await tx
    .select({ id: registration.id })
    .from(registration)
    .where(and(eq(registration.lotId, lotId), eq(registration.bidderNumber, bidderNumber)));
  if (taken.length > 0) return false;
  await tx.update(registration).set({ bidderNumber }).where(eq(registration.id, id));
  return true;
}

/** One move of a deposit, with its line in the append-only history. */
export async function moveDeposit(
  tx: Db,
  from: DepositStatus,
  move: typeof depositMove.$inferInsert,
): Promise<boolean> {
  const moved = await tx
    .update(deposit)
    .set({ status: move.status })
    .where(and(eq(deposit.id, move.depositId), eq(deposit.status, from)))
    .returning({ id: deposit.id });
  if (moved.length === 0) return false;
  await tx.insert(depositMove).values(move);
  return true;
}

/** When it was instructed that the money goes back (`null` while it is not), and by when that had to be; `null` before its release. */
export async function findRefund(
  db: Db,
  depositId: string,
): Promise<{
  readonly at: Instant | null;
  readonly dueAt: Instant | null;
  readonly isByCourt: boolean;
} | null> {
  const released = and(eq(depositMove.depositId, depositId), eq(depositMove.status, 'released'));
  // Out of a price it goes back by its hour, unless a court has it.
  const wasApplied = sql<boolean>`exists (select from deposit_move a
    where a.deposit_id = ${depositMove.depositId} and a.status = 'applied')`;
  const [move] = await db
    .select({
      ...{ at: depositInstruction.at, dueAt: depositMove.dueAt },
      isByCourt: sql<boolean>`${depositMove.dueAt} is null and ${wasApplied}`,
    })
    .from(depositMove)
    .leftJoin(depositInstruction, eq(depositInstruction.depositId, depositMove.depositId))
    .where(released);
  return move ?? null;
}

/** The first instruction counts. */
export const insertInstruction = async (tx: Db, depositId: string, at: Instant): Promise<void> => {
  await tx.insert(depositInstruction).values({ depositId, at }).onConflictDoNothing();
};

export const markEnded = async (tx: Db, lotId: LotId, winner: string | null, at: Instant): Promise<void> => {
  await tx.insert(endedLot).values({ lotId, winner, at }).onConflictDoNothing();
};

/** Registering, declaring, confirming a receipt and ending a lot wait for each other: each sees what the others wrote. */
export const lockLot = async (tx: Db, lotId: LotId): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`deposits:${lotId}`}, 0))`);
};

/** Whether a round ended since: a deposit asked for before belongs to it. */
export const hasEnded = async (tx: Db, lotId: LotId, since: Instant): Promise<boolean> =>
  (
    await tx
      .select({ lotId: endedLot.lotId })
      .from(endedLot)
      .where(and(eq(endedLot.lotId, lotId), gte(endedLot.at, since)))
  ).length > 0;

export const hasWon = async (tx: Db, lotId: LotId, bidderNumber: string): Promise<boolean> =>
  (
    await tx
      .select({ lotId: endedLot.lotId })
      .from(endedLot)
      .where(and(eq(endedLot.lotId, lotId), eq(endedLot.winner, bidderNumber)))
  ).length > 0;
