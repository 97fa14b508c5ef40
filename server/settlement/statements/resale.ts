import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { add, type Money, money } from '@reassign/shared/kernel/money.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { Forfeit } from '@reassign/shared/settlement/buyer-default/forfeit.ts';
import {
  type OpenDefault,
  type Settled,
  settleResale,
} from '@reassign/shared/settlement/buyer-default/resale.ts';
import type { Losses } from '@reassign/shared/settlement/buyer-default/review.ts';
import { resalePosting } from '@reassign/shared/settlement/postings.ts';
import { proceedsOf } from '@reassign/shared/settlement/proceeds.ts';
import { nothing } from '@reassign/shared/settlement/waterfall/amounts.ts';
import type { Deposits } from '../../deposits/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { asJson, hammerOf, type PricesBefore, priceOf } from '../balance/price.ts';
import * as repo from '../balance/repo.ts';
import { insertStatement, statementsOf } from './repo.ts';

export interface ResalesDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly deposits: Pick<Deposits, 'refundForfeited'>;
  /** Every lot of exactly the same rights, the lot itself among them; the listings module answers. */
  readonly soldBefore: (lotId: LotId) => Promise<readonly LotId[]>;
}

interface Waiting extends OpenDefault {
  readonly sale: repo.Sale;
  /** Steps that were entered with the default. */
  readonly known: number;
}

/**
 * The right is paid for again: what was kept of earlier buyers' deposits is settled against the new price, once, and stated to
 * the parties of the sales that failed. Answers what joins the price.
 */
export function createResales({ clock, ledger, deposits, soldBefore }: ResalesDeps) {
  /**
   * The last default first; of another currency nothing can be compared, and it stays held. Neither does a court's sale make
   * good what the platform keeps, nor the other way round.
   */
  async function waitingFor(tx: Db, sale: repo.Sale): Promise<Waiting[]> {
    const sales = await repo.salesOf(tx, await soldBefore(sale.lot));
    const found: Waiting[] = [];
    for (const one of sales.toReversed()) {
      if (one.payment.phase !== 'buyer-defaulted' || one.amount.currency !== sale.amount.currency) continue;
      if (isOfCourt(one) !== isOfCourt(sale)) continue;
      const statements = await statementsOf(tx, one);
      const stated = statements.find(({ kind }) => kind === 'default')?.body as DefaultBody | undefined;
      if (stated === undefined || statements.some(({ kind }) => kind === 'resale')) continue;
      if (stated.forfeit.kind !== 'awaiting-resale') continue;
      const given = {
        deposit: money(one.settlement.depositMinor, currency(one.settlement.currency)),
        ...{ firstPrice: hammerOf(one), ...stated.losses },
      };
      const rule = one.balance.rules.buyerDefault;
      found.push({ sale: one, known: stated.forfeit.steps.length, given, rule });
    }
    return found;
  }

  async function settleOne(tx: Db, { sale: failed, known }: Waiting, result: Settled, again: repo.Sale) {
    const posting = resalePosting(failed.price, result, { known, price: again.price, actor: 'settlement' });
    const [answer] = posting ? await ledger.postAll([posting], tx) : [];
    assert(!posting || answer?.ok, 'what was kept of a deposit is there');
    if (result.refund.amount > 0 && !isOfCourt(failed))
      await deposits.refundForfeited(tx, failed.lot, failed.settlement.bidderNumber, result.refund);
    const body = {
      ...{ kind: 'resale', lot: failed.lot, hammer: hammerOf(failed), forfeit: result },
      soldAgain: { lot: again.lot, number: again.settlement.lotNumber, price: hammerOf(again) },
    };
    await insertStatement(tx, failed, 'resale', asJson(body), clock.now());
  }

  return async function settleForfeits(
    tx: Db,
    sale: repo.Sale,
    { prices, claim }: PricesBefore,
  ): Promise<Money> {
    const waiting = await waitingFor(tx, sale);
    const zero = nothing(hammerOf(sale));
    const debtAfter = (joined: Money): Money => {
      const proceeds = proceedsOf([...prices, { ...priceOf(sale, clock.now()), joined }], claim);
      // Where the waterfall is left to a person, so is the debt.
      if (typeof proceeds === 'string') return zero;
      return proceeds.deficiencies.reduce((sum, { total }) => add(sum, total), zero);
    };
    const { forfeits, joined } = settleResale(waiting, hammerOf(sale), debtAfter);
    for (const [nth, result] of forfeits.entries()) {
      const one = waiting[nth];
      assert(one, 'each default has its result');
      await settleOne(tx, one, result, sale);
    }
    return joined;
  };
}

const isOfCourt = ({ price }: repo.Sale): boolean => price.priceGoesTo === 'court';

interface DefaultBody {
  readonly losses: Losses;
  readonly forfeit: Forfeit;
}
