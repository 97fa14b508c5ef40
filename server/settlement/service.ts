import { randomBytes } from 'node:crypto';
import type { LotSold } from '@reassign/shared/auctions/events.ts';
import type { RunnerUpAccepted } from '@reassign/shared/auctions/life-events.ts';
import { stageAtHammer } from '@reassign/shared/auctions/stages.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { fromInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { scheduleOn } from '@reassign/shared/listings/fee-schedule.ts';
import { feeTermsOf } from '@reassign/shared/listings/fees.ts';
import type { StatedPayment } from '@reassign/shared/listings/payment-plan.ts';
import { vatOn } from '@reassign/shared/listings/vat.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Format } from '@reassign/shared/listings/route-rules.ts';
import type { ConfirmationView } from '@reassign/shared/settlement/api.ts';
import { maskPerson } from '@reassign/shared/kernel/public-name.ts';
import { confirmationNumber } from '@reassign/shared/settlement/confirmation-number.ts';
import type { PaymentPart } from '@reassign/shared/settlement/instalments.ts';
import { balanceDue, premiumOf } from '@reassign/shared/settlement/sale.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { Deposits, EntryPlace, RoundEnd } from '../deposits/index.ts';
import type { Db } from '../platform/db.ts';
import type { Balances } from './balance/service.ts';
import {
  findSale,
  insertMove,
  insertSettlement,
  saleOfEntry,
  type StoredMove,
  type StoredSale,
  type StoredSettlement,
} from './repo.ts';

/** An entry of a lot's log. */
export interface LogPlace extends EntryPlace {
  /** Hash of this entry in hex: with the seq it names the log up to it. */
  readonly hash: string;
}

/** The hammer as it stands in the log, or the runner-up's yes: its deposit went back with the others. */
export type Hammer = (LotSold | RunnerUpAccepted) & LogPlace;

const priceOf = (hammer: Hammer) => (hammer.type === 'LotSold' ? hammer.body.hammer : hammer.body.amount);

export interface SettlementDeps {
  readonly db: Db;
  readonly deposits: Pick<Deposits, 'endLot' | 'reveal' | 'isBidder'>;
  readonly balances: Pick<Balances, 'open' | 'undo' | 'lock' | 'partsOf'>;
  readonly seller: (lotId: LotId) => Promise<SoldLot | null>;
  /** How the round of an entry ended, and under which version of the rules. */
  readonly roundEnd: (
    entry: EntryPlace,
  ) => Promise<RoundEnd & { readonly rules: Profile; readonly format: Format }>;
}

export interface SoldLot {
  readonly number: string;
  readonly title: string;
  /** Of the first notice: its day names the fee schedule. */
  readonly publishedAt: Instant;
  /** What the notice says of days and parts. */
  readonly payment: StatedPayment;
  readonly organisation: { readonly id: OrganisationId; readonly name: string };
}

export function createSettlement({ db, deposits, balances, seller, roundEnd }: SettlementDeps) {
  /** The buyer is whoever bid, and whom it bid for. */
  async function sideOf(row: StoredSettlement, reader: Principal): Promise<Side> {
    const { userId, organisation } = reader;
    if (row.buyerUser === userId) return 'buyer';
    if (organisation !== null && row.buyerOrganisation === organisation.id) return 'buyer';
    if (organisation !== null && row.sellerOrganisation === organisation.id) return 'seller';
    return (await deposits.isBidder(row.lotId as LotId, row.bidderNumber, reader)) ? 'buyer' : null;
  }

  /** From the confirmation on the balance is due. */
  async function askForBalance(tx: Db, lotId: LotId, at: Instant, rules: Profile): Promise<void> {
    const sale = await findSale(tx, lotId);
    const sold = await seller(lotId);
    assert(sale && sold, 'what is confirmed was sold by somebody');
    const { registration } = await deposits.reveal(tx, lotId, sale.bidderNumber);
    const { publishedAt, payment } = sold;
    await balances.open(tx, sale, { at, rules, publishedAt, payment, registration });
  }

  return {
    lock: balances.lock,

    /** Follows the hammer: the confirmation names the buyer, whose number is opened only now. */
    async enterSale(tx: Db, hammer: Hammer): Promise<void> {
      const { lot, at, seq, hash, body } = hammer;
      const price = priceOf(hammer);
      const { sale, isKnown } = await saleOfEntry(tx, lot, seq);
      if (isKnown) return;
      const sold = await seller(lot);
      assert(sold, 'a sold lot was published by a seller');
      const noticeDay = dayOf(sold.publishedAt);
      const end = await roundEnd(hammer);
      // Whichever follower comes first ends the deposits: only an ended lot opens its numbers.
      await deposits.endLot(tx, lot, body.bidderNumber, end);
      const buyer = await deposits.reveal(tx, lot, body.bidderNumber);
      await insertSettlement(tx, {
        id: uuidv7(at, randomBytes(10)),
        ...{ lotId: lot, sale },
        number: confirmationNumber(sold.number, sale),
        stage: stageAtHammer(end.rules),
        lotNumber: sold.number,
        title: sold.title,
        // A sale is confirmed as what it was: whatever the route of its lot, that of a 变卖 as one.
        route: end.format === 'selloff' ? end.format : end.rules.route,
        sellerOrganisation: sold.organisation.id,
        sellerName: sold.organisation.name,
        buyerOrganisation: buyer.organisation,
        buyerUser: buyer.organisation === null ? buyer.user : null,
        buyerKind: buyer.creditCode === null ? 'person' : 'company',
        buyerName: buyer.name,
        buyerCreditCode: buyer.creditCode,
        bidderNumber: body.bidderNumber,
        hammerMinor: price.amount,
        premiumMinor: premiumOf(
          toMoney(price),
          feeTermsOf(end.rules, scheduleOn(noticeDay), vatOn(noticeDay)),
        ).amount,
        depositMinor: hammer.type === 'LotSold' ? buyer.deposit.amount : 0,
        currency: price.currency,
        closedAt: at,
        logSize: seq,
        logHash: hash,
        priceGoesTo: end.rules.priceGoesTo,
      });
      if (stageAtHammer(end.rules) === 'confirmed') await askForBalance(tx, lot, at, end.rules);
    },

    /**
     * Follows the auctioneer's confirmation and the annulment, under the lock of the sale: money that comes just now is taken
     * before, or goes back after.
     */
    async moveSale(
      tx: Db,
      entry: LogPlace,
      stage: StoredMove['stage'],
      { reason }: { readonly reason: string },
    ): Promise<void> {
      const { lot, at, seq, hash } = entry;
      const sale = await findSale(tx, lot);
      assert(sale, 'what is confirmed or undone was sold');
      await insertMove(tx, { lotId: lot, sale: sale.sale, stage, reason, at, logSize: seq, logHash: hash });
      if (stage === 'void') await balances.undo(tx, lot, reason);
      else await askForBalance(tx, lot, at, (await roundEnd(entry)).rules);
    },

    /** Of the last sale, or of that number. Full to the two parties; for everybody else `null` until a sale is confirmed. */
    async confirmation(
      lotId: LotId,
      reader: Principal | null,
      nth?: number,
    ): Promise<ConfirmationView | null> {
      const sale = await findSale(db, lotId, nth);
      if (!sale) return null;
      const side = reader && (await sideOf(sale, reader));
      const parts = side && (await balances.partsOf(lotId, sale.sale));
      const view = viewOf(sale, side, parts ?? []);
      return side !== null || view.confirmedAt !== null ? view : null;
    },
  };
}

type Side = ConfirmationView['reader'];

export type Settlement = ReturnType<typeof createSettlement>;

function viewOf(row: StoredSale, reader: Side, parts: readonly PaymentPart[]): ConfirmationView {
  const isParty = reader !== null;
  const unit = currency(row.currency);
  const hammer = money(row.hammerMinor, unit);
  const premium = money(row.premiumMinor, unit);
  const deposit = money(row.depositMinor, unit);
  const buyer = { name: row.buyerName, creditCode: row.buyerCreditCode };
  const confirmed = row.moves.find(({ stage }) => stage === 'confirmed');
  const voided = row.moves.find(({ stage }) => stage === 'void');
  const stage = voided?.stage ?? confirmed?.stage ?? row.stage;
  const confirmedAt = row.stage === 'confirmed' ? row.closedAt : (confirmed?.at ?? null);
  return {
    scope: isParty ? 'party' : 'public',
    stage,
    number: row.number,
    lotId: row.lotId,
    lotNumber: row.lotNumber,
    title: row.title,
    route: row.route,
    seller: row.sellerName,
    buyer: isParty ? buyer : { name: publicBuyer(row), creditCode: null },
    bidderNumber: row.bidderNumber,
    hammer,
    premium: isParty ? premium : null,
    deposit: isParty ? deposit : null,
    balanceDue: isParty ? balanceDue(stage, { hammer, premium, deposit }) : null,
    payments:
      isParty && stage === 'confirmed'
        ? parts.map(({ amount, dueAt }) => ({ amount, dueAt: fromInstant(dueAt) }))
        : null,
    priceGoesTo: row.priceGoesTo,
    closedAt: fromInstant(row.closedAt),
    confirmedAt: confirmedAt && fromInstant(confirmedAt),
    voided: voided ? { at: fromInstant(voided.at), reason: voided.reason } : null,
    logSize: row.logSize,
    logHash: row.logHash,
    reader,
  };
}

const publicBuyer = ({ buyerKind, buyerName }: StoredSettlement): string =>
  buyerKind === 'company' ? buyerName : maskPerson(buyerName);
