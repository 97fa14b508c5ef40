import { eq } from 'drizzle-orm';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../../platform/db.ts';
import { personIdentity } from '../tables.ts';

type Stored = typeof personIdentity.$inferSelect;

export const findIdentity = async (db: Db, userId: UserId): Promise<Stored | null> =>
  (await db.select().from(personIdentity).where(eq(personIdentity.userId, userId)))[0] ?? null;

/** `false` when the person said who it is before. */
export const insertIdentity = async (db: Db, row: Stored): Promise<boolean> =>
  (await db.insert(personIdentity).values(row).onConflictDoNothing().returning({ id: personIdentity.userId }))
    .length > 0;
