import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { fromInstant, toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { BidderNumber, LotId, RegistrationId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { awaitPayment, type PaymentEvent } from '@reassign/shared/settlement/buyer-default/review.ts';
import type { BalanceNow } from '@reassign/shared/settlement/balance.ts';
import type { PaymentPart } from '@reassign/shared/settlement/instalments.ts';
import type { PriceOf } from '@reassign/shared/settlement/postings.ts';
import type { Db } from '../../platform/db.ts';
import type { StoredSettlement } from '../repo.ts';
import { settlement, settlementMove } from '../tables.ts';
import { columnsOf, eventsFrom, type StoredEvent } from './event-rows.ts';
import { saleBalance, salePaymentEvent, saleReceipt, type StoredPart } from './tables.ts';

type StoredReceipt = typeof saleReceipt.$inferSelect;

/** A sale with everything that happened to its money. */
export interface Sale extends BalanceNow {
  readonly id: string;
  readonly lot: LotId;
  /** 1 for the first sale of the lot. */
  readonly nth: number;
  readonly settlement: StoredSettlement;
  readonly balance: typeof saleBalance.$inferSelect;
  readonly events: readonly PaymentEvent[];
  readonly receipts: readonly StoredReceipt[];
  readonly price: PriceOf;
}

/** Whoever learns of money for a sale, or decides about it, does so alone. */
export const lockSale = async (tx: Db, lotId: LotId): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sale:${lotId}`}, 0))`);
};

export type NewBalance = Omit<typeof saleBalance.$inferInsert, 'parts'> & {
  readonly parts: readonly PaymentPart[];
};

const storedPart = ({ amount, dueAt }: PaymentPart): StoredPart => ({
  ...{ amountMinor: amount.amount, dueAt: fromInstant(dueAt) },
});

/** Once per sale: told again, nothing changes. */
export async function insertBalance(tx: Db, { parts, ...row }: NewBalance): Promise<boolean> {
  const inserted = await tx
    .insert(saleBalance)
    .values({ ...row, parts: parts.length === 1 ? null : parts.map(storedPart) })
    .onConflictDoNothing({ target: [saleBalance.lotId, saleBalance.sale] })
    .returning({ id: saleBalance.id });
  return inserted.length > 0;
}

export const insertReceipt = async (tx: Db, row: typeof saleReceipt.$inferInsert): Promise<void> => {
  await tx.insert(saleReceipt).values(row);
};

export async function hasReceipt(tx: Db, key: string): Promise<boolean> {
  const rows = await tx.select({ key: saleReceipt.key }).from(saleReceipt).where(eq(saleReceipt.key, key));
  return rows.length > 0;
}

/** Which sale of which lot. */
export interface SaleKey {
  readonly lot: LotId;
  readonly nth: number;
}

/** The last sale of a lot that money was asked for, or the one of that number: each follows only one that is void. */
export async function findSale(db: Db, lotId: LotId, nth?: number): Promise<Sale | null> {
  const sales = await salesOf(db, [lotId]);
  return sales.findLast((sale) => nth === undefined || sale.nth === nth) ?? null;
}

const keyColumns = { lot: saleBalance.lotId, nth: saleBalance.sale };

export async function findByReference(db: Db, reference: string): Promise<SaleKey | null> {
  const [row] = await db.select(keyColumns).from(saleBalance).where(eq(saleBalance.reference, reference));
  return row ? (row as SaleKey) : null;
}

export async function findById(db: Db, id: string): Promise<SaleKey | null> {
  const [row] = await db.select(keyColumns).from(saleBalance).where(eq(saleBalance.id, id));
  return row ? (row as SaleKey) : null;
}

export async function lotsUnder(db: Db, references: readonly string[]): Promise<LotId[]> {
  const where = inArray(saleBalance.reference, [...references]);
  const rows = await db.select({ lotId: saleBalance.lotId }).from(saleBalance).where(where);
  return rows.map(({ lotId }) => lotId as LotId);
}

/** Sales with a balance, in the order in which it was opened. */
export async function salesOf(db: Db, lotIds: readonly LotId[]): Promise<Sale[]> {
  if (lotIds.length === 0) return [];
  const ids = [...lotIds];
  const rows = await db
    .select()
    .from(saleBalance)
    .innerJoin(
      settlement,
      and(eq(settlement.lotId, saleBalance.lotId), eq(settlement.sale, saleBalance.sale)),
    )
    .where(inArray(saleBalance.lotId, ids))
    .orderBy(asc(saleBalance.openedAt), asc(saleBalance.lotId), asc(saleBalance.sale));
  if (rows.length === 0) return [];
  const events = await db
    .select()
    .from(salePaymentEvent)
    .where(inArray(salePaymentEvent.lotId, ids))
    .orderBy(asc(salePaymentEvent.seq));
  const receipts = await db
    .select()
    .from(saleReceipt)
    .where(inArray(saleReceipt.lotId, ids))
    .orderBy(asc(saleReceipt.at), asc(saleReceipt.key));
  const voided = await db
    .select({ lotId: settlementMove.lotId, sale: settlementMove.sale })
    .from(settlementMove)
    .where(and(inArray(settlementMove.lotId, ids), eq(settlementMove.stage, 'void')));
  return rows.map((row) => {
    const isOf = ({ lotId, sale }: { readonly lotId: string; readonly sale: number }): boolean =>
      lotId === row.sale_balance.lotId && sale === row.sale_balance.sale;
    return saleFrom(row.sale_balance, row.settlement, {
      ...{ events: events.filter(isOf), receipts: receipts.filter(isOf), isVoid: voided.some(isOf) },
    });
  });
}

function saleFrom(
  balance: typeof saleBalance.$inferSelect,
  of: StoredSettlement,
  {
    events: rows,
    receipts,
    isVoid,
  }: {
    events: readonly StoredEvent[];
    receipts: readonly StoredReceipt[];
    isVoid: boolean;
  },
): Sale {
  const unit = currency(balance.currency);
  const lot = balance.lotId as LotId;
  const amount = money(balance.amountMinor, unit);
  const { events, state } = eventsFrom(rows, awaitPayment(balance.dueAt), (minor) => money(minor, unit));
  return {
    ...{
      id: balance.id,
      lot,
      nth: balance.sale,
      settlement: of,
      balance,
      events,
      receipts,
      payment: state,
      isVoid,
    },
    amount,
    parts: balance.parts?.map(({ amountMinor, dueAt }) => ({
      ...{ amount: money(amountMinor, unit), dueAt: toInstant(dueAt) },
    })) ?? [{ amount, dueAt: balance.dueAt }],
    received: money(
      receipts.reduce((sum, { takenMinor }) => sum + takenMinor, 0),
      unit,
    ),
    price: {
      ...{
        lot,
        nth: balance.sale,
        registration: balance.registrationId as RegistrationId,
        reference: balance.reference,
      },
      priceGoesTo: of.priceGoesTo,
    },
  };
}

/** Enters what was decided, after what is there. */
export async function insertEvents(tx: Db, sale: Sale, events: readonly PaymentEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event, nth) => ({
    ...{ lotId: sale.lot, sale: sale.nth, seq: sale.events.length + nth + 1, type: event.type, at: event.at },
    ...columnsOf(event),
  }));
  // One by one: each is checked against the one before.
  for (const row of rows) await tx.insert(salePaymentEvent).values(row);
}

/** Lots whose balance is due before a moment and still waited for, the earliest first. */
export async function dueBefore(db: Db, at: Instant, limit: number): Promise<LotId[]> {
  const rows = await db.execute<{ lot_id: LotId }>(sql`
    select b.lot_id from sale_balance b
      left join lateral (
        select type, until from sale_payment_event e where e.lot_id = b.lot_id and e.sale = b.sale order by seq desc limit 1
      ) last on true
    where (last.type is null or last.type in ('GraceGranted', 'InstalmentPaid')) and coalesce(last.until, b.due_at) < ${fromInstant(at)}
      and not exists (select from settlement_move m where m.lot_id = b.lot_id and m.sale = b.sale and m.stage = 'void')
    order by coalesce(last.until, b.due_at) limit ${limit}`);
  return rows.map(({ lot_id: lotId }) => lotId);
}

/** Sales under review, the longest first. */
export async function inReview(db: Db, limit: number): Promise<LotId[]> {
  const rows = await db.execute<{ lot_id: LotId }>(sql`
    select b.lot_id from sale_balance b
      join lateral (
        select type from sale_payment_event e where e.lot_id = b.lot_id and e.sale = b.sale order by seq desc limit 1
      ) last on last.type in ('DeadlineMissed', 'OutcomeProposed', 'OutcomeRejected')
    where not exists (select from settlement_move m where m.lot_id = b.lot_id and m.sale = b.sale and m.stage = 'void')
    order by b.due_at, b.lot_id limit ${limit}`);
  return rows.map(({ lot_id: lotId }) => lotId);
}

/** Sales whose buyer defaulted and which the log still has as sold, the longest first. */
export async function defaultedStanding(db: Db, limit: number): Promise<StandingDefault[]> {
  const rows = await db.execute<{ lot_id: LotId; bidder_number: BidderNumber }>(sql`
    select s.lot_id, s.bidder_number from sale_payment_event e
      join settlement s on s.lot_id = e.lot_id and s.sale = e.sale
    where e.type = 'BuyerDefaulted'
      and not exists (select from settlement_move m where m.lot_id = e.lot_id and m.sale = e.sale and m.stage = 'void')
    order by e.at, e.lot_id limit ${limit}`);
  return rows.map((row) => ({ lotId: row.lot_id, bidderNumber: row.bidder_number }));
}

export interface StandingDefault {
  readonly lotId: LotId;
  readonly bidderNumber: BidderNumber;
}

/** Who defaulted on one of these lots, by lot and number, as far as their lot's profile bars them from the next. */
export async function defaultersOf(db: Db, lotIds: readonly LotId[]): Promise<StandingDefault[]> {
  const sales = await salesOf(db, lotIds);
  return sales
    .filter((sale) => sale.payment.phase === 'buyer-defaulted')
    .filter(({ balance }) => balance.rules.buyerDefault.barredFromResale)
    .map(({ lot, settlement: { bidderNumber } }) => ({
      lotId: lot,
      bidderNumber: bidderNumber as BidderNumber,
    }));
}
