import { and, asc, desc, eq } from 'drizzle-orm';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import type { Person } from '../repo.ts';
import { keeperKey, keyShare } from './tables.ts';

/** The key of a person that counts now. */
export interface KeeperKey {
  readonly person: Person;
  readonly recipient: string;
  readonly givenAt: Instant;
}

/** A share as it lies here: for its keeper to open. */
export interface SealedShare {
  readonly lotId: LotId;
  readonly keeper: number;
  readonly recipient: string;
  readonly ciphertext: string;
}

const toKey = ({ userId, userName, recipient, givenAt }: typeof keeperKey.$inferSelect): KeeperKey => ({
  person: { id: userId as UserId, name: userName },
  recipient,
  givenAt,
});

/** Answers whether it is kept now: `false` when somebody gave the same before. */
export async function insertKey(tx: Db, { person, recipient, givenAt }: KeeperKey): Promise<boolean> {
  const inserted = await tx
    .insert(keeperKey)
    .values({ recipient, userId: person.id, userName: person.name, givenAt })
    .onConflictDoNothing()
    .returning({ recipient: keeperKey.recipient });
  return inserted.length > 0;
}

export async function keyOf(db: Db, userId: UserId): Promise<KeeperKey | null> {
  const [row] = await db
    .select()
    .from(keeperKey)
    .where(eq(keeperKey.userId, userId))
    .orderBy(desc(keeperKey.nth))
    .limit(1);
  return row ? toKey(row) : null;
}

export async function currentKeys(db: Db): Promise<KeeperKey[]> {
  const rows = await db
    .selectDistinctOn([keeperKey.userId])
    .from(keeperKey)
    .orderBy(keeperKey.userId, desc(keeperKey.nth));
  return rows.map(toKey);
}

export const insertShares = async (
  tx: Db,
  shares: readonly (SealedShare & { readonly userId: UserId })[],
): Promise<void> => {
  await tx.insert(keyShare).values([...shares]);
};

const toShare = ({ lotId, ...share }: typeof keyShare.$inferSelect): SealedShare => ({
  ...share,
  lotId: lotId as LotId,
});

/** Newest lot first. */
export async function sharesOf(db: Db, userId: UserId, limit: number): Promise<SealedShare[]> {
  const rows = await db
    .select()
    .from(keyShare)
    .where(eq(keyShare.userId, userId))
    .orderBy(desc(keyShare.lotId))
    .limit(limit);
  return rows.map(toShare);
}

export async function shareOf(db: Db, lotId: LotId, userId: UserId): Promise<SealedShare | null> {
  const [row] = await db
    .select()
    .from(keyShare)
    .where(and(eq(keyShare.lotId, lotId), eq(keyShare.userId, userId)))
    .orderBy(asc(keyShare.keeper));
  return row ? toShare(row) : null;
}
