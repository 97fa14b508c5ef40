import { asc, desc, eq, and } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../../platform/db.ts';
import { lotEvent } from '../../platform/tables.ts';
import { debtPayment } from '../tables.ts';

type StoredPayment = typeof debtPayment.$inferSelect;

export const insertPayment = async (db: Db, row: StoredPayment): Promise<void> => {
  await db.insert(debtPayment).values(row);
};

const MOST_SHOWN = 100;

export const paymentsOf = (db: Db, lotId: LotId): Promise<StoredPayment[]> =>
  db
    .select()
    .from(debtPayment)
    .where(eq(debtPayment.lotId, lotId))
    .orderBy(asc(debtPayment.id))
    .limit(MOST_SHOWN);

/** Where the log has the debtor's notice. */
export async function noticeSeq(db: Db, lotId: LotId): Promise<number> {
  const [row] = await db
    .select({ seq: lotEvent.seq })
    .from(lotEvent)
    .where(and(eq(lotEvent.lotId, lotId), eq(lotEvent.type, 'PaymentNotified')))
    .orderBy(desc(lotEvent.seq))
    .limit(1);
  return row?.seq ?? 0;
}
