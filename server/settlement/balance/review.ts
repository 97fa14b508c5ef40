import type { LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { add, type Money } from '@reassign/shared/kernel/money.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { forfeit } from '@reassign/shared/settlement/buyer-default/forfeit.ts';
import {
  areLossesOff,
  decidePayment,
  type Losses,
  type Outcome,
  type PaymentCommand,
  type PaymentRefusal,
} from '@reassign/shared/settlement/buyer-default/review.ts';
import { coverPosting } from '@reassign/shared/settlement/postings.ts';
import { isOpen } from '@reassign/shared/settlement/balance.ts';
import { nothing } from '@reassign/shared/settlement/waterfall/amounts.ts';
import type { Deposits } from '../../deposits/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from './repo.ts';
import type { Balances } from './service.ts';
import { hammerOf } from './price.ts';
import type { Statements } from '../statements/service.ts';

export type ReviewRefusal = PaymentRefusal | 'not-found' | 'changed-meanwhile' | 'loss-out-of-range';
export type ReviewAnswer = { readonly ok: true } | { readonly ok: false; readonly refusal: ReviewRefusal };

export interface ReviewDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly deposits: Pick<Deposits, 'forfeit'>;
  readonly balances: Pick<Balances, 'giveBack'>;
  readonly statements: Statements;
}

const no = (refusal: ReviewRefusal): ReviewAnswer => ({ ok: false, refusal });
const IN_A_QUEUE = 200;

/** Who decides about a missed deadline: of a court's sale the court itself, else the operator's officers. */
export function mayReview({ settlement, balance }: repo.Sale, { organisation, roles }: Principal): boolean {
  if (organisation === null) return false;
  if (balance.rules.seller !== 'court') return organisation.kind === 'operator' && roles.includes('officer');
  const isOfCourt =
    organisation.kind === 'court' && organisation.id === (settlement.sellerOrganisation as OrganisationId);
  return isOfCourt && (roles.includes('maker') || roles.includes('checker'));
}

/** The most that both sides' commissions of a sale can come to. */
export const mostCommissions = ({ balance: { charges, currency: code } }: repo.Sale): Money =>
  [...charges.buyer, ...charges.seller]
    .filter(({ kind }) => kind !== 'stamp-duty')
    .reduce<Money>((sum, { amount }) => add(sum, amount), { amount: 0, currency: currency(code) });

export type Reviews = ReturnType<typeof createReviews>;

/** A missed deadline is decided by two people; what their decision does to the money is done with it. */
export function createReviews({ db, clock, ledger, deposits, balances, statements }: ReviewDeps) {
  /** `seen`: how many events there were when somebody looked; what happened since is looked at first. */
  const act = (lotId: LotId, person: Principal, seen: number, commandOf: CommandOf): Promise<ReviewAnswer> =>
    db.transaction(async (tx) => {
      await repo.lockSale(tx, lotId);
      const sale = await repo.findSale(tx, lotId);
      if (!sale || !mayReview(sale, person)) return no('not-found');
      if (!isOpen(sale)) return no('payment-ended');
      const command = commandOf(person.userId, sale);
      if (typeof command === 'string') return no(command);
      if (sale.events.length !== seen) return no('changed-meanwhile');
      const decision = decidePayment(sale.payment, command);
      if (!decision.ok) return no(decision.refusal);
      if (decision.events.some(({ type }) => type === 'BuyerDefaulted') && !(await carryOut(tx, sale)))
        return no('changed-meanwhile');
      await repo.insertEvents(tx, sale, decision.events);
      return { ok: true };
    });

  /** As the profile of the lot says; `false` when the sale was undone a moment ago. */
  async function carryOut(tx: Db, sale: repo.Sale): Promise<boolean> {
    const { payment, price, balance, settlement } = sale;
    assert(
      payment.phase === 'in-review' && payment.proposal?.outcome.kind === 'buyer-default',
      'it was proposed',
    );
    const { losses } = payment.proposal.outcome;
    const isForfeited = await deposits.forfeit(tx, sale.lot, 'settlement', price.priceGoesTo);
    // A runner-up's deposit went back with the others, so that it has none to lose.
    if (!isForfeited && settlement.depositMinor > 0) return false;
    await balances.giveBack(tx, sale);
    const zero = nothing(sale.amount);
    const result = forfeit(
      {
        ...{
          deposit: { ...zero, amount: settlement.depositMinor },
          firstPrice: hammerOf(sale),
          resalePrice: null,
        },
        ...{ ...losses, debt: zero, relatedDebts: zero },
      },
      balance.rules.buyerDefault,
    );
    const posting = coverPosting(price, result, 'settlement');
    const [answer] = posting ? await ledger.postAll([posting], tx) : [];
    assert(!posting || answer?.ok, 'a forfeited deposit covers what it can');
    await statements.defaulted(tx, sale, losses, result);
    return true;
  }

  return {
    propose(lotId: LotId, person: Principal, wish: { seen: number; outcome: Outcome; reason: string }) {
      const { seen, outcome, reason } = wish;
      return act(lotId, person, seen, (by, sale) =>
        outcome.kind === 'buyer-default' && areOff(sale, outcome.losses)
          ? 'loss-out-of-range'
          : { type: 'ProposeOutcome', by, outcome, reason, at: clock.now() },
      );
    },
    confirm: (lotId: LotId, person: Principal, seen: number) =>
      act(lotId, person, seen, (by) => ({ type: 'ConfirmOutcome', by, at: clock.now() })),
    reject: (lotId: LotId, person: Principal, seen: number) =>
      act(lotId, person, seen, (by) => ({ type: 'RejectOutcome', by, at: clock.now() })),

    /** What a person may decide about, the longest overdue first. */
    async queue(person: Principal): Promise<repo.Sale[]> {
      const sales = await repo.salesOf(db, await repo.inReview(db, IN_A_QUEUE));
      return sales.filter(
        (sale) => sale.payment.phase === 'in-review' && !sale.isVoid && mayReview(sale, person),
      );
    },
  };
}

type CommandOf = (by: UserId, sale: repo.Sale) => PaymentCommand | ReviewRefusal;

const areOff = (sale: repo.Sale, losses: Losses): boolean =>
  areLossesOff(losses, hammerOf(sale), mostCommissions(sale));
