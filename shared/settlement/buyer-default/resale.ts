import { add, type Money, subtract } from '../../kernel/money.ts';
import type { BuyerDefaultRule } from '../../listings/route-rules.ts';
import { least, nothing } from '../waterfall/amounts.ts';
import { type DefaultCase, type Forfeit, forfeit, joinsProceeds } from './forfeit.ts';

/** A default whose gap was not known until now. */
export interface OpenDefault {
  readonly given: Pick<DefaultCase, 'deposit' | 'firstPrice' | 'costs' | 'commissions'>;
  readonly rule: BuyerDefaultRule;
}

export interface Resold {
  /** One for each default, in the order given. */
  readonly forfeits: readonly Settled[];
  /** What they add to the proceeds of the re-sale: gaps, and penalties on top of them. */
  readonly joined: Money;
}
export type Settled = Extract<Forfeit, { kind: 'settled' }>;

/**
 * The forfeited deposits of a right that is sold and paid for again, at `price`: the last default first, and what it makes
 * good of the gap is no gap of those before, so that no loss is made good twice. `debtAfter` says what the debtor still owes
 * when the price and so much more was distributed (法释〔2016〕18号 24); debts related to the object nobody has told us.
 */
export function settleResale(
  lastFirst: readonly OpenDefault[],
  price: Money,
  debtAfter: (joined: Money) => Money,
): Resold {
  const zero = nothing(price);
  const settle = (debt: Money): Resold => {
    let joined = zero;
    let open = debt;
    const forfeits = lastFirst.map(({ given, rule }) => {
      const result = forfeit(
        { ...given, resalePrice: add(price, joined), debt: open, relatedDebts: zero },
        rule,
      ) as Settled;
      joined = add(joined, joinsProceeds(result, zero));
      open = subtract(open, least(open, paidOn(result, 'debt', zero)));
      return result;
    });
    return { forfeits, joined };
  };
  // The debt comes after the gap everywhere, so that it changes nothing of what is joined.
  return settle(debtAfter(settle(zero).joined));
}

const paidOn = ({ steps }: Settled, cover: string, zero: Money): Money =>
  steps.find(({ covers }) => covers === cover)?.paid ?? zero;
