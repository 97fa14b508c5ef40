import { sql } from 'drizzle-orm';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';

/** Refunds that were instructed, and how many of them by the time that the rules of their lots ask for. */
export async function countInstructed(db: Db): Promise<{ total: number; onTime: number }> {
  const [row] = await db.execute<{ total: number; onTime: number }>(sql`
    select count(*)::int as total, (count(*) filter (where i.at <= m.due_at))::int as "onTime"
    from deposit_move m join deposit_instruction i on i.deposit_id = m.deposit_id
    where m.status = 'released' and m.due_at is not null`);
  return row ?? { total: 0, onTime: 0 };
}

/** Lots for which money is held, with how many deposits. */
export const lotsWithHeld = (db: Db, limit: number): Promise<{ lotId: LotId; deposits: number }[]> =>
  db.execute<{ lotId: LotId; deposits: number }>(sql`
    select r.lot_id as "lotId", count(*)::int as deposits
    from deposit d join registration r on r.id = d.registration_id
    where d.status = 'held' group by r.lot_id order by min(d.requested_at) limit ${limit}`);

/** Lots of which deposits were released and nobody has instructed that they go back, by their hour. */
export const uninstructed = async (
  db: Db,
  until: Instant,
): Promise<{ lotId: LotId; deposits: number; dueAt: Instant }[]> =>
  (
    await db.execute<{ lotId: LotId; deposits: number; due: number }>(sql`
    select r.lot_id as "lotId", count(*)::int as deposits, (extract(epoch from m.due_at) * 1000)::float8 as due
    from deposit_move m join deposit d on d.id = m.deposit_id join registration r on r.id = d.registration_id
    where m.status = 'released' and m.due_at <= ${fromInstant(until)}
      and not exists (select from deposit_instruction i where i.deposit_id = m.deposit_id)
    group by r.lot_id, m.due_at order by m.due_at`)
  ).map(({ due, ...one }) => ({ ...one, dueAt: instant(due) }));
