import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { dayOf } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { CaseClaim } from '@reassign/shared/listings/case-claim.ts';
import type { Forfeit } from '@reassign/shared/settlement/buyer-default/forfeit.ts';
import type { Losses } from '@reassign/shared/settlement/buyer-default/review.ts';
import { distributionPosting } from '@reassign/shared/settlement/postings.ts';
import { keptCharges, type PaidPrice, proceedsOf } from '@reassign/shared/settlement/proceeds.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { asJson, chargesOn, hammerOf, paidAt, type PricesBefore, priceOf } from '../balance/price.ts';
import * as repo from '../balance/repo.ts';
import { insertStatement, statementsOf, type StoredStatement } from './repo.ts';
import { createResales, type ResalesDeps } from './resale.ts';

export interface StatementsDeps extends Omit<ResalesDeps, 'clock'> {
  readonly clock: Pick<Clock, 'now'>;
  /** What a price pays, by the case of its lot; the listings module answers. */
  readonly claimOf: (lotId: LotId) => Promise<CaseClaim | null>;
  /** The lots of the same case, the lot itself among them. */
  readonly lotsOfCase: (lotId: LotId) => Promise<readonly LotId[]>;
}

export type Statements = ReturnType<typeof createStatements>;

/** What the parties are told about the money of a sale, once, under a hash (3-trading-rules §3.8). */
export function createStatements(deps: StatementsDeps) {
  const { clock, claimOf, lotsOfCase } = deps;
  const settleForfeits = createResales(deps);

  /** What was paid for other lots of the case before, with what joined it. */
  async function pricesBefore(tx: Db, { lot }: repo.Sale): Promise<PricesBefore> {
    const others = (await lotsOfCase(lot)).filter((other) => other !== lot);
    const paid = (await repo.salesOf(tx, others)).filter(
      ({ isVoid, payment }) => !isVoid && payment.phase === 'paid',
    );
    const now = clock.now();
    const prices = await Promise.all(
      paid
        .toSorted((a, b) => (paidAt(a) ?? now) - (paidAt(b) ?? now))
        .map(async (one) => ({ ...priceOf(one, now), ...joinedIn(await statementsOf(tx, one)) })),
    );
    return { prices, claim: await claimOf(lot) };
  }

  return {
    /** The whole price is there: who gets what of it, and the transaction that would pay it out. Nothing moves. */
    async waterfall(tx: Db, sale: repo.Sale): Promise<void> {
      const { lot } = sale;
      const { prices: before, claim } = await pricesBefore(tx, sale);
      const price = {
        ...priceOf(sale, clock.now()),
        joined: await settleForfeits(tx, sale, { prices: before, claim }),
      };
      const prices = [...before, price];
      const proceeds = proceedsOf(prices, claim);
      const { joined } = price;
      const charges = chargesOn(sale, dayOf(clock.now()));
      const body =
        typeof proceeds === 'string'
          ? { kind: 'waterfall', lot, hammer: hammerOf(sale), joined, obstacle: proceeds }
          : {
              ...{ kind: 'waterfall', lot, hammer: hammerOf(sale), joined, obstacle: null },
              // Prices of the case that were paid before: what they paid is not claimed again.
              after: prices
                .slice(0, -1)
                .map((price) => price.lot)
                .filter((before) => !proceeds.reckonedIn.includes(before)),
              ...proceeds,
              // A court pays out what it has.
              prepared:
                sale.price.priceGoesTo === 'court'
                  ? []
                  : distributionPosting(sale.price, {
                      distributions: proceeds.pots.map(({ distribution }) => distribution),
                      own: proceeds.own,
                      premium: charges.buyer.filter(({ kind, isAtMost }) => kind === 'premium' && !isAtMost),
                      kept: keptCharges(charges.seller),
                      pledgee: sale.settlement.sellerOrganisation as OrganisationId,
                    }).entries,
            };
      await insertStatement(tx, sale, 'waterfall', asJson(body), clock.now());
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
        // Whether the notice promised one, the lot's log says, and what became of it.
        runnerUp: runnerUpOffer ? 'as-published' : 'not-by-rules',
      };
      await insertStatement(tx, sale, 'default', asJson(body), clock.now());
    },
  };
}

/** As it was stated; statements of before knew of none. */
function joinedIn(statements: readonly StoredStatement[]): Pick<PaidPrice, 'joined'> {
  const joined = statements.find(({ kind }) => kind === 'waterfall')?.body['joined'];
  return joined === undefined ? {} : { joined: toMoney(joined as { amount: number; currency: string }) };
}
