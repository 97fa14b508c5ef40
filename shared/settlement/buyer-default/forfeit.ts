import { add, isLess, type Money, percent, subtract } from '../../kernel/money.ts';
import type { BuyerDefaultRule } from '../../listings/route-rules.ts';
import { beyond, least, nothing, total } from '../waterfall/amounts.ts';

export type Cover = BuyerDefaultRule['covers'][number];

/** What a winner who did not pay left behind. All amounts are of one currency. */
export interface DefaultCase {
  readonly deposit: Money;
  /** The hammer price that was not paid. */
  readonly firstPrice: Money;
  /** What the lot brought in the end; `null`: it is not sold again yet, so the gap is not known. */
  readonly resalePrice: Money | null;
  /** Of the sale that failed. */
  readonly costs: Money;
  /** Both sides' commissions of the first sale, VAT included (拍卖法 39). */
  readonly commissions: Money;
  /** What the debtor of the case still owes, and debts related to the object (法释〔2016〕18号 24). */
  readonly debt: Money;
  readonly relatedDebts: Money;
}

/** One line of the explanation: what is covered, from what, and what is left of it. */
export interface CoverStep {
  readonly covers: Cover;
  readonly due: Money;
  readonly available: Money;
  readonly paid: Money;
  readonly left: Money;
}

interface Covered {
  /** In the order of the profile. */
  readonly steps: readonly CoverStep[];
}

/**
 * What becomes of the deposit. The parts of `settled` add up to it: what the steps paid, `penalty`, `atCourt` and
 * `refund`. Beside commissions that a profile names, nothing of it is ever the platform's.
 */
export type Forfeit =
  | (Covered & {
      readonly kind: 'awaiting-resale';
      /** The gap outranks what is left, so it stays held until the lot is sold again. */
      readonly stillHeld: Money;
    })
  | (Covered & {
      readonly kind: 'settled';
      /** Costs, gap and commissions, as far as the profile has them covered. */
      readonly loss: Money;
      /** Kept above the loss, up to the profile's share of it (民法典 585): it joins the proceeds. */
      readonly penalty: Money;
      /** Not returned, and nothing left to cover: the court decides (法释〔2016〕18号 24). */
      readonly atCourt: Money;
      readonly refund: Money;
      /** What the buyer still owes beyond the deposit; nothing where the profile does not say so. */
      readonly owed: Money;
    });

const losses: readonly Cover[] = ['costs', 'gap', 'commissions'];

/** The deposit of a defaulted buyer, exactly as the lot's profile says (3-trading-rules §3.1, "winner's default"). */
export function forfeit(given: DefaultCase, rule: BuyerDefaultRule): Forfeit {
  const zero = nothing(given.deposit);
  const dues: Readonly<Record<Cover, Money>> = {
    costs: given.costs,
    commissions: given.commissions,
    gap: given.resalePrice === null ? zero : beyond(given.firstPrice, given.resalePrice),
    debt: given.debt,
    'related-debts': given.relatedDebts,
  };
  const gapAt = rule.covers.indexOf('gap');
  const isOpen = given.resalePrice === null && gapAt >= 0;
  const known = isOpen ? rule.covers.slice(0, gapAt) : rule.covers;
  let available = given.deposit;
  const steps = known.map((covers): CoverStep => {
    const paid = least(dues[covers], available);
    const before = available;
    available = subtract(available, paid);
    return { covers, due: dues[covers], available: before, paid, left: available };
  });
  if (isOpen) return { kind: 'awaiting-resale', steps, stillHeld: available };

  const loss = total(
    rule.covers.filter((cover) => losses.includes(cover)).map((cover) => dues[cover]),
    zero,
  );
  const isKeptWhole = rule.keptMaxOfLossBps === null;
  const keptAtMost = least(given.deposit, percent(loss, rule.keptMaxOfLossBps ?? 0, 'down'));
  const spent = subtract(given.deposit, available);
  const penalty = isKeptWhole ? zero : beyond(keptAtMost, spent);
  return {
    kind: 'settled',
    steps,
    loss,
    penalty,
    atCourt: isKeptWhole ? available : zero,
    refund: isKeptWhole ? zero : subtract(available, penalty),
    owed: rule.shortfallOwed && isLess(given.deposit, loss) ? subtract(loss, given.deposit) : zero,
  };
}

/** What the re-sale's waterfall has beside the new price: the gap, and the penalty that the buyer forfeited. */
export function joinsProceeds(result: Forfeit, like: Money): Money {
  if (result.kind === 'awaiting-resale') return nothing(like);
  const gap = result.steps.find(({ covers }) => covers === 'gap');
  return add(gap?.paid ?? nothing(like), result.penalty);
}
