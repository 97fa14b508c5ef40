import { add, isLess, type Money, money, percent, subtract } from '../kernel/money.ts';
import type { Profile } from '../listings/profile.ts';

type Cover = Profile['buyerDefault']['covers'][number];

/** A sale whose winner did not pay, and what came of the object afterwards; all in one currency. */
export interface DefaultedSale {
  readonly deposit: Money;
  /** The price that was not paid. */
  readonly hammer: Money;
  /** What the object was sold for again. */
  readonly resoldFor: Money;
  readonly costs: Money;
  /** Of the first sale, both sides'. */
  readonly commissions: Money;
  /** What this debtor still owes, then its debts that go with the object. */
  readonly debt: Money;
  readonly relatedDebts: Money;
}

export interface DefaultOutcome {
  /** What the deposit pays, in the profile's order. */
  readonly covered: readonly { readonly what: Cover; readonly amount: Money }[];
  /** Kept beyond that, where the law lets the seller keep more than the loss (民法典 art. 585). */
  readonly kept: Money;
  readonly refunded: Money;
  /** What the defaulter owes beside its deposit. */
  readonly shortfall: Money;
  readonly isBarredFromResale: boolean;
}

/** Where the deposit of a winner goes that does not pay, as the profile says (3-trading-rules §3.1); never the platform's. */
export function outcomeOfDefault(
  sale: DefaultedSale,
  { buyerDefault }: Pick<Profile, 'buyerDefault'>,
): DefaultOutcome {
  const { covers, keptMaxOfLossBps, shortfallOwed, barredFromResale } = buyerDefault;
  const nothing = money(0, sale.deposit.currency);
  const loss = covers.filter(isLoss).reduce((sum, what) => add(sum, owedFor(what, sale)), nothing);
  let left = sale.deposit;
  const covered = covers.map((what) => {
    const amount = least(left, owedFor(what, sale));
    left = subtract(left, amount);
    return { what, amount };
  });
  // Of the most that may be kept, the loss itself is paid already.
  const kept =
    keptMaxOfLossBps === null ? left : least(left, without(percent(loss, keptMaxOfLossBps, 'down'), loss));
  return {
    covered,
    kept,
    refunded: subtract(left, kept),
    shortfall: shortfallOwed ? without(loss, sale.deposit) : nothing,
    isBarredFromResale: barredFromResale,
  };
}

/** What the default cost; debts were there before. */
const isLoss = (what: Cover): boolean => what !== 'debt' && what !== 'related-debts';

function owedFor(what: Cover, sale: DefaultedSale): Money {
  switch (what) {
    case 'costs':
      return sale.costs;
    case 'commissions':
      return sale.commissions;
    case 'gap':
      return without(sale.hammer, sale.resoldFor);
    case 'debt':
      return sale.debt;
    case 'related-debts':
      return sale.relatedDebts;
  }
}

const least = (a: Money, b: Money): Money => (isLess(a, b) ? a : b);

/** What is left of an amount, never less than nothing. */
const without = (whole: Money, part: Money): Money =>
  isLess(whole, part) ? money(0, whole.currency) : subtract(whole, part);
