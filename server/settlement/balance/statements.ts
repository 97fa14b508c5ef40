import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { CaseClaim } from '@reassign/shared/listings/case-claim.ts';
import type { Forfeit } from '@reassign/shared/settlement/buyer-default/forfeit.ts';
import type { Losses } from '@reassign/shared/settlement/buyer-default/review.ts';
import { distributionPosting } from '@reassign/shared/settlement/postings.ts';
import { keptCharges, type PaidPrice, proceedsOf } from '@reassign/shared/settlement/proceeds.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from './repo.ts';

export interface StatementsDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** What a price pays, by the case of its lot; the listings module answers. */
  readonly claimOf: (lotId: LotId) => Promise<CaseClaim | null>;
  /** The lots of the same case, the lot itself among them. */
  readonly lotsOfCase: (lotId: LotId) => Promise<readonly LotId[]>;
}

export type Statements = ReturnType<typeof createStatements>;

/** What the parties are told about the money of a sale, once, under a hash (3-trading-rules §3.8). */
export function createStatements({ clock, claimOf, lotsOfCase }: StatementsDeps) {
  return {
    /** The whole price is there: who gets what of it, and the transaction that would pay it out. Nothing moves. */
    async waterfall(tx: Db, sale: repo.Sale): Promise<void> {
      const { lot } = sale;
      const claim = await claimOf(lot);
      const others = (await lotsOfCase(lot)).filter((other) => other !== lot);
      const paid = (await repo.salesOf(tx, others)).filter(
        ({ isVoid, payment }) => !isVoid && payment.phase === 'paid',
      );
      const prices = [...paid.toSorted((a, b) => paidAt(a) - paidAt(b)), sale].map(priceOf);
      const proceeds = proceedsOf(prices, claim);
      const body =
        typeof proceeds === 'string'
          ? { kind: 'waterfall', lot, hammer: hammerOf(sale), obstacle: proceeds }
          : {
              ...{ kind: 'waterfall', lot, hammer: hammerOf(sale), obstacle: null },
              // Prices of the case that were paid before: what they paid is not claimed again.
              after: prices.slice(0, -1).map((price) => price.lot),
              ...proceeds,
              prepared: distributionPosting(sale.price, {
                distribution: proceeds.distribution,
                premium: sale.balance.charges.buyer.filter(
                  ({ kind, isAtMost }) => kind === 'premium' && !isAtMost,
                ),
                kept: keptCharges(sale.balance.charges.seller),
                pledgee: sale.settlement.sellerOrganisation as OrganisationId,
              }).entries,
            };
      await repo.insertStatement(tx, sale, 'waterfall', asJson(body), clock.now());
    },

    /** The buyer defaulted: what becomes of the deposit, and what comes next. */
    async defaulted(tx: Db, sale: repo.Sale, losses: Losses, result: Forfeit): Promise<void> {
      const { lot, balance, received, settlement } = sale;
      const { buyerDefault, runnerUpOffer } = balance.rules;
      const body = {
        ...{ kind: 'default', lot, hammer: hammerOf(sale), losses, forfeit: result, returned: received },
        deposit: money(settlement.depositMinor, currency(settlement.currency)),
        covers: buyerDefault.covers,
        isBarred: buyerDefault.barredFromResale,
        // A notice has no place for an offer to the runner-up yet, so none was published.
        runnerUp: runnerUpOffer ? 'not-published' : 'not-by-rules',
      };
      await repo.insertStatement(tx, sale, 'default', asJson(body), clock.now());
    },
  };
}

/** Money and what is made of it are plain values: this leaves out what is not there. */
const asJson = (body: object): JsonObject => JSON.parse(JSON.stringify(body)) as JsonObject;

export const hammerOf = ({ settlement: { hammerMinor, currency: code } }: repo.Sale) =>
  money(hammerMinor, currency(code));

const paidAt = ({ events }: repo.Sale): Instant | 0 =>
  events.find(({ type }) => type === 'BalancePaid')?.at ?? 0;

const priceOf = (sale: repo.Sale): PaidPrice => ({
  ...{ lot: sale.lot, hammer: hammerOf(sale), kept: sale.balance.charges.seller },
});
