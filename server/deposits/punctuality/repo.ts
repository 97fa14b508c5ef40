import { sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../../platform/db.ts';

/** Refunds that were instructed, and how many of them by the time that the rules of their lots ask for. */
export async function countInstructed(db: Db): Promise<{ total: number; onTime: number }> {
  const [row] = await db.execute<{ total: number; onTime: number }>(sql`
    select count(*)::int as total, (count(*) filter (where at <= due_at))::int as "onTime"
    from deposit_move where status = 'released' and due_at is not null`);
  return row ?? { total: 0, onTime: 0 };
}

/** Lots for which money is held, with how many deposits. */
export const lotsWithHeld = (db: Db, limit: number): Promise<{ lotId: LotId; deposits: number }[]> =>
  db.execute<{ lotId: LotId; deposits: number }>(sql`
    select r.lot_id as "lotId", count(*)::int as deposits
    from deposit d join registration r on r.id = d.registration_id
    where d.status = 'held' group by r.lot_id order by min(d.requested_at) limit ${limit}`);
