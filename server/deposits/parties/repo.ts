import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { AgentState, BarGround, ConfirmationState } from '@reassign/shared/deposits/types.ts';
import type { LotId, RegistrationId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import type { Party } from '@reassign/shared/deposits/bars.ts';
import { lotPriority, registration, registrationMove, registrationParty } from '../tables.ts';

const bytes = (tag: string): Uint8Array => Buffer.from(tag, 'hex');

/** Parts that these people have in registrations for a lot. */
export async function findParties(
  db: Db,
  lotId: LotId,
  tags: readonly string[],
): Promise<(Party & { readonly registrationId: string })[]> {
  const rows = await db
    .select()
    .from(registrationParty)
    .where(and(eq(registrationParty.lotId, lotId), inArray(registrationParty.tag, tags.map(bytes))));
  return rows.map(({ tag, part, registrationId }) => ({
    ...{ part, registrationId },
    tag: Buffer.from(tag).toString('hex'),
  }));
}

/** Registrations made in the name of the given people, for all lots: the hashes differ per lot. */
export const registrationsFor = async (db: Db, tags: readonly string[]): Promise<string[]> =>
  tags.length === 0
    ? []
    : (
        await db
          .select({ id: registrationParty.registrationId })
          .from(registrationParty)
          .where(and(inArray(registrationParty.tag, tags.map(bytes)), eq(registrationParty.part, 'bidder')))
      ).map(({ id }) => id);

export const insertParties = async (
  tx: Db,
  lotId: LotId,
  registrationId: RegistrationId,
  parties: readonly Party[],
): Promise<void> => {
  const rows = parties.map(({ tag, part }) => ({ lotId, registrationId, part, tag: bytes(tag) }));
  await tx.insert(registrationParty).values(rows);
};

export const rankOf = async (db: Db, lotId: LotId, tag: string): Promise<number | null> =>
  (
    await db
      .select({ rank: lotPriority.rank })
      .from(lotPriority)
      .where(
        and(eq(lotPriority.lotId, lotId), eq(lotPriority.tag, bytes(tag)), isNull(lotPriority.withdrawnAt)),
      )
  )[0]?.rank ?? null;

export const setBar = async (tx: Db, id: RegistrationId, bar: BarGround | null): Promise<void> => {
  await tx.update(registration).set({ bar }).where(eq(registration.id, id));
};

export const setAgent = async (tx: Db, id: RegistrationId, agent: AgentState): Promise<void> => {
  await tx.update(registration).set({ agent }).where(eq(registration.id, id));
};

export const setReview = async (tx: Db, id: RegistrationId, review: ConfirmationState): Promise<void> => {
  await tx.update(registration).set({ review }).where(eq(registration.id, id));
};

/** Whoever withdraws may take part in another registration. */
export async function withdraw(tx: Db, id: RegistrationId, at: Instant): Promise<void> {
  await tx.update(registration).set({ withdrawnAt: at }).where(eq(registration.id, id));
  await tx.delete(registrationParty).where(eq(registrationParty.registrationId, id));
}

export const insertMove = async (tx: Db, move: typeof registrationMove.$inferInsert): Promise<void> => {
  await tx.insert(registrationMove).values(move);
};

/** Registrations whose letter of intent somebody has to look at. */
export const awaitingReview = async (db: Db): Promise<string[]> =>
  (
    await db
      .select({ id: registration.id })
      .from(registration)
      .where(and(eq(registration.review, 'awaited'), isNull(registration.withdrawnAt)))
      .orderBy(registration.id)
      .limit(200)
  ).map(({ id }) => id);

export const findByReview = async (db: Db, reviewId: string): Promise<string | null> =>
  (await db.select({ id: registration.id }).from(registration).where(eq(registration.reviewId, reviewId)))[0]
    ?.id ?? null;
