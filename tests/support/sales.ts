import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { LotSold } from '@reassign/shared/auctions/events.ts';
import type { LotAnnulled, SaleConfirmed } from '@reassign/shared/auctions/life-events.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { BidderNumber, LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { addDays, dayOf, HOUR, type Instant, later, startOfDay } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { CaseClaim } from '@reassign/shared/listings/case-claim.ts';
import type { StatedPayment } from '@reassign/shared/listings/payment-plan.ts';
import { bidding, type Profile } from '@reassign/shared/listings/profile.ts';
import type { Outcome } from '@reassign/shared/settlement/buyer-default/review.ts';
import { createSaleMoney, createSettlement, followSales } from '../../server/settlement/index.ts';
import type { PaidFor } from '../../server/payments/index.ts';
import type { Db } from '../../server/platform/db.ts';
import { followHammer } from '../../server/deposits/index.ts';
import { agency, type OpenDeposits } from './deposits.ts';
import { closesAt, sold, yuan } from './lot.ts';
import { roundEndUnder, sellerId, sellerUnder } from './settlement.ts';

/* Sales over the real modules: hammered, asked for, paid, reviewed. Hammer 120,000.00, deposit 10,000.00. */

export const HAMMER = yuan(120_000);
/** 120,000 and the premium of 2,400 less the deposit. */
export const BALANCE = yuan(112_400);
/** 24:00 of the tenth day after the hammer of 18 March. */
export const dueAt = startOfDay(addDays(dayOf(closesAt), 11));

/** Whoever runs the platform, and who sells: fictional codes. */
export const operator = { name: '质转示范平台有限公司', creditCode: '91140100MA0PLATF01' };
export const SELLER_CODE = '91140100MA0SELLER1';

export const account = { holder: '质转', bank: '银行', number: '1' };
export const officers = ['f1', 'f2', 'f3'].map((tail): Principal => person(tail, 'operator', ['officer']));
export const judges = ['e1', 'e2'].map((tail): Principal => person(tail, 'court', ['maker', 'checker']));

function person(tail: string, kind: 'operator' | 'court' | 'bank', roles: Principal['roles']): Principal {
  const id = (kind === 'operator' ? '019cd000-0000-7000-9000-0000000000c1' : sellerId) as OrganisationId;
  const organisation = { id, name: kind, kind, creditCode: kind, accredited: true };
  return {
    userId: `019cd000-0000-7000-8000-0000000000${tail}` as UserId,
    organisation,
    roles,
  } as unknown as Principal;
}

export const buyer = (number: number): Principal => agency(number) as unknown as Principal;
export const banker = person('b1', 'bank', ['maker']);

/** Principal 60,000.00 and interest 20,000.00 under the only pledge, costs of 3,000.00 foreseen. */
export const claim: CaseClaim = {
  ...{ principal: yuan(60_000), interest: yuan(20_000), costs: yuan(3_000) },
  ...{ cap: null, hasSeveralCaps: false },
};

type Made = ReturnType<typeof createSaleMoney>;

export interface Sales {
  readonly money: Made;
  /** What the log was asked to say of defaults. */
  readonly annulments: readonly Annulment[];
  /** Two agencies with held deposits, and the hammer that falls for the first. */
  sell(options?: { readonly isToldToDeposits?: boolean }): Promise<SoldLot>;
  annul(sale: SoldLot): Promise<void>;
  /** The hammer again, to both who follow it. */
  tellAgain(sale: SoldLot): Promise<void>;
  confirmHammer(sale: SoldLot, at: Instant): Promise<void>;
  /** After an annulment: whoever was second takes the lot at the same price. */
  acceptOffer(sale: SoldLot, bidderNumber: string): Promise<SoldLot>;
  /** A transfer under the reference of a sale. */
  transfer(sale: SoldLot, amount: Money, more?: { key?: string; receivedAt?: Instant }): Promise<void>;
  phase(sale: SoldLot): Promise<string | null>;
  /** Moves the clock past the deadline and has it found. */
  miss(at?: Instant): Promise<void>;
  propose(sale: SoldLot, outcome: Outcome, by?: Principal): ReturnType<Made['reviews']['propose']>;
  confirm(sale: SoldLot, by?: Principal): ReturnType<Made['reviews']['confirm']>;
}

interface Annulment {
  readonly lotId: LotId;
  readonly buyer: BidderNumber;
  readonly reason: string;
}

export interface SoldLot {
  readonly lot: LotId;
  readonly hammer: LotSold & Place;
}
interface Place {
  readonly lot: LotId;
  readonly at: Instant;
  readonly seq: number;
  readonly hash: string;
}

export interface SalesOptions {
  readonly rules?: Profile;
  readonly claimOf?: (lotId: LotId) => Promise<CaseClaim | null>;
  readonly lotsOfCase?: (lotId: LotId) => Promise<readonly LotId[]>;
  readonly soldBefore?: (lotId: LotId) => Promise<readonly LotId[]>;
  readonly hammer?: Money;
  readonly payment?: StatedPayment;
  readonly through?: (db: Db) => Db;
  /** Makes a bidder of an agency; by hand unless told. */
  readonly admit?: OpenDeposits['admit'];
}

export const noLosses = { costs: yuan(0), commissions: yuan(0) };
export const byDefault = (losses = noLosses): Outcome => ({ kind: 'buyer-default', losses });

/** For `openDeposits` and `openTill`: who takes the money of a price is there only after them. */
export function laterSales(): { readonly balances: () => PaidFor; is(made: Made): void } {
  let made: Made | null = null;
  return {
    balances: () => {
      assert(made, 'the sales are open');
      return made.balances;
    },
    is(given) {
      made = given;
    },
  };
}

export function openSales(open: OpenDeposits, options: SalesOptions = {}): Sales {
  const { rules = bidding, hammer: price = HAMMER, through = (same: Db) => same } = options;
  const { clock, ledger, payments, deposits } = open;
  const db = through(open.app.db);
  const admit: OpenDeposits['admit'] = (lot, number) => (options.admit ?? open.admit)(lot, number);
  const annulments: Annulment[] = [];
  const made = createSaleMoney({
    ...{ db, clock, ledger, payments, deposits, account },
    refundByBank: (tx, due) => open.transfers.refunds.refund(tx, due),
    payCourt: (tx, due) => open.transfers.refunds.court.pay(tx, due),
    courtPaymentsOf: (lotId) => open.transfers.refunds.court.ofLot(lotId),
    annul: (lotId, buyer, reason) => {
      annulments.push({ lotId, buyer, reason });
      return Promise.resolve();
    },
    soldBefore: options.soldBefore ?? ((lotId) => Promise.resolve([lotId])),
    issuer: () => Promise.resolve(operator),
    sellerCode: () => Promise.resolve(SELLER_CODE),
    claimOf: options.claimOf ?? (() => Promise.resolve(claim)),
    lotsOfCase: options.lotsOfCase ?? ((lotId) => Promise.resolve([lotId])),
  });
  const roundEnd = roundEndUnder(rules);
  const settlement = createSettlement({
    ...{ db, deposits, balances: made.balances, roundEnd },
    seller: sellerUnder(options.payment ?? {}),
  });
  const sales = (event: Parameters<ReturnType<typeof followSales>>[1][number]) =>
    db.transaction((tx) => followSales(settlement)(tx, [event]));
  const hammers = (event: Parameters<ReturnType<typeof followHammer>>[1][number]) =>
    db.transaction((tx) =>
      followHammer(deposits, { isFree: () => Promise.resolve(true), roundEnd })(tx, [event]),
    );
  let keys = 0;

  const seenOf = async (lotId: LotId, by: Principal): Promise<number> =>
    (await made.desk.reviews(by)).find((one) => one.lotId === lotId)?.seen ?? 0;
  const [first, second] = officers as [Principal, Principal];

  return {
    money: made,
    annulments,
    async sell({ isToldToDeposits = true } = {}) {
      const lot = open.newLot();
      const winner = (await admit(lot, 1)) as BidderNumber;
      await admit(lot, 2);
      const hammer = { ...sold(winner, price), ...{ lot, at: closesAt, seq: 17, hash: 'a'.repeat(64) } };
      if (isToldToDeposits) await hammers(hammer);
      await sales(hammer);
      return { lot, hammer };
    },
    async tellAgain({ hammer }) {
      await sales(hammer);
      await hammers(hammer);
    },
    async annul({ hammer }) {
      const event: LotAnnulled & Place = {
        type: 'LotAnnulled',
        body: {
          actor: { role: 'operator', commitment: '0a'.repeat(32) },
          cause: 'other',
          reason: '撤销',
        },
        ...{ lot: hammer.lot, at: later(hammer.at, HOUR), seq: hammer.seq + 1, hash: 'b'.repeat(64) },
      };
      await hammers(event);
      await sales(event);
    },
    async confirmHammer({ lot }, at) {
      const event: SaleConfirmed & Place = {
        type: 'SaleConfirmed',
        body: { actor: { role: 'auctioneer', commitment: '0d'.repeat(32) }, reason: '落槌确认' },
        ...{ lot, at, seq: 18, hash: 'c'.repeat(64) },
      };
      await sales(event);
    },
    async acceptOffer({ lot, hammer }, bidderNumber) {
      const { seq, body } = hammer;
      const place = { lot, at: clock.now(), seq: seq + 2, hash: 'd'.repeat(64) };
      await sales({ type: 'RunnerUpAccepted', body: { bidderNumber, amount: body.hammer }, ...place });
      return { lot, hammer: { ...hammer, ...place } };
    },
    async transfer({ lot }, amount, { key, receivedAt = clock.now() } = {}) {
      const view = await made.desk.settlement(lot, banker);
      assert(view, 'a sale is asked for');
      const receipt = {
        ...{ reference: view.reference, amount, receivedAt, actor: 'test' },
        ...{
          key: key ?? `test:${lot}:${String(++keys)}`,
          from: { kind: 'cash', channel: 'bank', currency: CNY } as const,
        },
      };
      const answer = await db.transaction((tx) => made.balances.receive(tx, receipt));
      assert(answer.ok, 'what is expected is taken');
    },
    phase: ({ lot }) => made.desk.phase(lot),
    async miss(at = later(dueAt, 1)) {
      await clock.advanceTo(at);
      while (await made.balances.missOverdue()) continue;
    },
    async propose({ lot }, outcome, by = first) {
      return made.reviews.propose(lot, by, { seen: await seenOf(lot, by), outcome, reason: '逾期未付' });
    },
    async confirm({ lot }, by = second) {
      return made.reviews.confirm(lot, by, await seenOf(lot, by));
    },
  };
}

export const fenOf = (amount: number): Money => money(amount, CNY);
