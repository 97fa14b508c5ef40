import { assert } from '@reassign/shared/kernel/assert.ts';
import { courtDueAt } from '@reassign/shared/deposits/refund.ts';
import { type Instant, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { money, type Money } from '@reassign/shared/kernel/money.ts';
import type { Account, Channel } from '@reassign/shared/ledger/account.ts';
import { channelOf, type Payment, type PaymentId } from '@reassign/shared/payments/types.ts';
import { dueNext, isOpen, outstanding, paidEvents, receive } from '@reassign/shared/settlement/balance.ts';
import { decidePayment } from '@reassign/shared/settlement/buyer-default/review.ts';
import { receiptPosting, returnPosting } from '@reassign/shared/settlement/postings.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Payments, PaysCourts, RefundsByBank } from '../../payments/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { roundsOfWork, type RoundsOfWork } from '../../platform/rounds-of-work.ts';
import type { StoredSettlement } from '../repo.ts';
import { type ConfirmedSale, newBalance } from './opening.ts';
import * as repo from './repo.ts';

export interface BalancesDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly payments: Pick<Payments, 'back'>;
  readonly refundByBank: RefundsByBank;
  readonly payCourt: PaysCourts;
  /** States the waterfall of a price that is there and bills the fees, in the same transaction. */
  readonly paid: (tx: Db, sale: repo.Sale) => Promise<void>;
  /** Takes back what was billed of a sale that was undone, in the same transaction. */
  readonly undone: (tx: Db, sale: repo.Sale, reason: string) => Promise<void>;
}

/** Money that came by the bank, for a reference of ours: it lies in `from` until the balance takes it. */
export interface TransferReceipt {
  readonly reference: string;
  readonly amount: Money;
  /** When it was in the account: what the deadline is compared with. */
  readonly receivedAt: Instant;
  readonly from: Account;
  /** Of the ledger's transaction, the same whenever this money is given again. */
  readonly key: string;
  readonly actor: string;
}

interface Came {
  readonly key: string;
  readonly amount: Money;
  readonly receivedAt: Instant;
  readonly from: Account;
  readonly channel: Channel;
  readonly payment: PaymentId | null;
  readonly actor: string;
}

const LOOK_EVERY_MS = SECOND;
const REST_MS = 10;
const MISSED_AT_ONCE = 200;
const actor = 'settlement';

export type Balances = ReturnType<typeof createBalances>;

/** The price of a confirmed sale on its way: asked for, taken, given back. Each step is one short transaction. */
export function createBalances(deps: BalancesDeps) {
  const { db, clock, ledger, payments, refundByBank } = deps;

  /** Asks for what is due, in the transaction that confirms the sale; told again, nothing more happens. */
  async function open(tx: Db, sold: StoredSettlement, confirmed: ConfirmedSale): Promise<void> {
    const balance = newBalance(sold, confirmed);
    const isNew = await repo.insertBalance(tx, balance);
    // A deposit may be all there is to pay.
    if (isNew && balance.amountMinor === 0)
      await finish(tx, { lot: sold.lotId as LotId, nth: sold.sale }, confirmed.at);
  }

  async function finish(tx: Db, { lot, nth }: repo.SaleKey, at: Instant): Promise<void> {
    const sale = await repo.findSale(tx, lot, nth);
    assert(sale, 'a balance was opened');
    await repo.insertEvents(tx, sale, paidEvents(sale.payment, at, at));
    await paid(tx, sale, at);
  }

  /** The whole is there: it is stated who gets what, and what is a court's leaves for the court (docs/decisions/0048). */
  async function paid(tx: Db, sale: repo.Sale, at: Instant): Promise<void> {
    await deps.paid(tx, sale);
    const { price, amount, lot, nth } = sale;
    if (price.priceGoesTo !== 'court' || amount.amount === 0) return;
    const { registration, reference } = price;
    const key = `court-balance:${lot}:${String(nth)}`;
    const due = { key, part: 'balance', lot, registration, reference, amount } as const;
    await deps.payCourt(tx, { ...due, dueAt: courtDueAt(at) });
  }

  /** Under the lock of the sale: takes what is due of what came, and sends the rest back by its door. */
  async function take(tx: Db, { lot, nth }: repo.SaleKey, came: Came): Promise<void> {
    await repo.lockSale(tx, lot);
    const sale = await repo.findSale(tx, lot, nth);
    assert(sale, 'what is paid for was asked for');
    if (await repo.hasReceipt(tx, came.key)) return;
    const { key, amount, receivedAt, from, channel, payment, actor: by } = came;
    const at = clock.now();
    const { taken, returned, events } = receive(sale, { amount, receivedAt, at });
    const [answer] = await ledger.postAll(
      [receiptPosting(key, sale.price, from, { taken, returned }, by)],
      tx,
    );
    assert(answer?.ok, 'money that came can be booked');
    await repo.insertReceipt(tx, {
      ...{ key, lotId: lot, sale: nth, channel, paymentId: payment, receivedAt, at },
      ...{ amountMinor: amount.amount, takenMinor: taken.amount },
    });
    await sendBack(tx, sale, { key, paymentId: payment }, returned, 'not-taken');
    await repo.insertEvents(tx, sale, events);
    // The waterfall is stated when all of it is there, not with a part.
    if (events.at(-1)?.type === 'BalancePaid') await paid(tx, sale, at);
  }

  /** So much of what one receipt brought goes back by the door it came by. */
  async function sendBack(
    tx: Db,
    { price, settlement: { buyerName } }: repo.Sale,
    { key, paymentId }: { readonly key: string; readonly paymentId: string | null },
    amount: Money,
    cause: 'not-taken' | 'price-returned',
  ): Promise<void> {
    if (amount.amount === 0) return;
    if (paymentId !== null) {
      const refusal = await payments.back(tx, paymentId as PaymentId, amount, cause);
      assert(refusal === null, 'what came by a door can go back by it');
      return;
    }
    const { reference, registration } = price;
    const due = { key: `${key}:${cause}`, reference, registration, payer: buyerName, amount, dueAt: null };
    await refundByBank(tx, [{ ...due, receipt: key }]);
  }

  /**
   * What was taken goes back: the sale is undone, or its buyer did not pay the rest. Under the lock of the sale, once. A whole
   * price that a court has, or is to have, the court gives back.
   */
  async function giveBack(tx: Db, sale: repo.Sale): Promise<void> {
    if (sale.received.amount === 0) return;
    if (sale.price.priceGoesTo === 'court' && sale.payment.phase === 'paid') return;
    const [answer] = await ledger.postAll([returnPosting(sale.price, sale.received, actor)], tx);
    assert(answer?.ok, 'what was taken is there');
    if (!answer.isNew) return;
    const { currency: unit } = sale.amount;
    for (const receipt of sale.receipts)
      await sendBack(tx, sale, receipt, money(receipt.takenMinor, unit), 'price-returned');
  }

  async function missed(lotId: LotId): Promise<void> {
    await db.transaction(async (tx) => {
      await repo.lockSale(tx, lotId);
      const sale = await repo.findSale(tx, lotId);
      if (!sale || !isOpen(sale)) return;
      const decision = decidePayment(sale.payment, { type: 'MissDeadline', at: clock.now() });
      // Paid, reviewed or granted more time meanwhile.
      if (decision.ok) await repo.insertEvents(tx, sale, decision.events);
    });
  }

  /** Looks for deadlines that have passed; answers whether there may be more. */
  async function missOverdue(): Promise<boolean> {
    const lots = await repo.dueBefore(db, clock.now(), MISSED_AT_ONCE);
    for (const lotId of lots) await missed(lotId);
    return lots.length === MISSED_AT_ONCE;
  }

  return {
    open,
    giveBack,
    missOverdue,

    /** Follows an annulment: what was taken goes back, whatever became of the sale before. */
    async undo(tx: Db, lotId: LotId, reason: string): Promise<void> {
      const sale = await repo.findSale(tx, lotId);
      if (!sale) return;
      await giveBack(tx, sale);
      await deps.undone(tx, sale, reason);
    },
    lock: repo.lockSale,

    /** Money came by card or wallet, for the payments module. */
    async received(tx: Db, payment: Payment): Promise<() => void> {
      const of = await repo.findById(tx, payment.subject);
      assert(of, 'a balance that is paid was asked for');
      const channel = channelOf[payment.door];
      await take(tx, of, {
        ...{ key: `payment:${payment.id}:balance`, amount: payment.amount, receivedAt: clock.now() },
        ...{ channel, payment: payment.id, actor: 'payments' },
        from: { kind: 'cash', channel, currency: payment.amount.currency },
      });
      return () => undefined;
    },

    /** Where somebody who paid by card or wallet comes back to. */
    async pageOf({ subject }: Payment): Promise<string> {
      const of = await repo.findById(db, subject);
      assert(of, 'a balance that is paid was asked for');
      return `/lots/${of.lot}/payment`;
    },

    /** Balances that are waited for, by their references, and whose money alone is taken. */
    async openPayments(references: readonly string[]) {
      const sales = await repo.salesOf(db, await repo.lotsUnder(db, references));
      return sales.filter(isOpen).map((sale) => ({
        reference: sale.price.reference,
        amount: outstanding(sale),
        payerName: sale.settlement.buyerName,
        takesParts: true as const,
      }));
    },

    /** Who has to pay a price, and gets back what is too much; `null` for no reference of one. */
    async payerOf(reference: string): Promise<string | null> {
      const of = await repo.findByReference(db, reference);
      return of && ((await repo.findSale(db, of.lot, of.nth))?.settlement.buyerName ?? null);
    },

    /** Balances whose deadline has passed unseen, the longest first. */
    async overdue() {
      const sales = await repo.salesOf(db, await repo.dueBefore(db, clock.now(), MISSED_AT_ONCE));
      return sales.flatMap((sale) =>
        sale.payment.phase === 'awaiting-payment' && isOpen(sale)
          ? [
              {
                ...{ lot: sale.lot, reference: sale.price.reference },
                ...{ amount: dueNext(sale), dueAt: sale.payment.dueAt },
              },
            ]
          : [],
      );
    },

    /** What the buyer was told to pay, and by when; `null` before the sale is confirmed. */
    async partsOf(lot: LotId, nth: number) {
      return (await repo.findSale(db, lot, nth))?.parts ?? null;
    },

    /** Takes money that came by the bank, in the caller's transaction, out of where it lies. */
    async receive(
      tx: Db,
      { reference, ...receipt }: TransferReceipt,
    ): Promise<{ ok: true; told(): void } | { ok: false; refusal: 'not-found' | 'wrong-currency' }> {
      const of = await repo.findByReference(tx, reference);
      const sale = of && (await repo.findSale(tx, of.lot, of.nth));
      if (!sale) return { ok: false, refusal: 'not-found' };
      if (sale.amount.currency !== receipt.amount.currency) return { ok: false, refusal: 'wrong-currency' };
      await take(tx, sale, { ...receipt, channel: 'bank', payment: null });
      return { ok: true, told: () => undefined };
    },

    /** Finds missed deadlines, on whichever server looks first. */
    run: (surroundings: Surroundings): RoundsOfWork[] => [
      roundsOfWork({ round: missOverdue, everyMs: LOOK_EVERY_MS, restMs: REST_MS, ...surroundings }),
    ],
  };
}

type Surroundings = Pick<Parameters<typeof roundsOfWork>[0], 'pacing' | 'report'>;
