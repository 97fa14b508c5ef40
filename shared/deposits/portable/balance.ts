import { refuse, type Refused } from '../../kernel/decision.ts';
import { add, isLess, type Money, money, subtract } from '../../kernel/money.ts';
import type { DepositStatus } from '../types.ts';

/*
 * Portable deposits: money that a bidder paid in once, and earmarks lot by lot instead of paying each deposit. What is
 * released is free again at once, and goes out only to where it came from.
 */

/** An earmark is as far as the deposit it stands for; released and forfeited are its ends. */
export type EarmarkStatus = Exclude<DepositStatus, 'requested'>;
export const earmarkStatuses = [
  'held',
  'applied',
  'released',
  'forfeited',
] as const satisfies readonly EarmarkStatus[];

export interface PortableState {
  readonly paidIn: Money;
  /** Went back, or is on its way. */
  readonly withdrawn: Money;
  /** Taken back by a payer's bank, while that dispute runs and after it was lost. */
  readonly disputed: Money;
  readonly earmarks: readonly { readonly status: EarmarkStatus; readonly amount: Money }[];
}

const sumOf = (
  { paidIn, earmarks }: Pick<PortableState, 'paidIn' | 'earmarks'>,
  ...statuses: readonly EarmarkStatus[]
): Money =>
  earmarks
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, { amount }) => add(sum, amount), money(0, paidIn.currency));

/** What lots keep apart: it comes back, or is spent. */
export const earmarkedOf = (state: PortableState): Money => sumOf(state, 'held');

/** Gone into a price, or lost by a default. */
export const spentOf = (state: Pick<PortableState, 'paidIn' | 'earmarks'>): Money =>
  sumOf(state, 'applied', 'forfeited');

/** Paid in, less what was withdrawn and spent. */
export const balanceOf = (state: PortableState): Money =>
  subtract(subtract(state.paidIn, state.withdrawn), spentOf(state));

/** What may be earmarked or withdrawn now; what a payer's bank took back is not there, and nothing is below zero. */
export const freeOf = (state: PortableState): Money =>
  atLeastNothing(subtract(subtract(balanceOf(state), earmarkedOf(state)), state.disputed));

const atLeastNothing = (amount: Money): Money => (amount.amount < 0 ? money(0, amount.currency) : amount);

export type PortableRefusal =
  | { readonly code: 'wrong-currency' }
  | { readonly code: 'balance-too-low'; readonly free: Money; readonly missing: Money };

/** Why so much can be neither earmarked nor withdrawn, or `null`: never more than is free, to the fen. */
export function refuseUse(state: PortableState, amount: Money): Refused<PortableRefusal> | null {
  const free = freeOf(state);
  if (amount.currency !== free.currency) return refuse({ code: 'wrong-currency' });
  return isLess(free, amount)
    ? refuse({ code: 'balance-too-low', free, missing: subtract(amount, free) })
    : null;
}

/** One payment that came in, in the order in which they came. */
export interface Source {
  readonly id: string;
  readonly paid: Money;
  /** Of this very payment. */
  readonly withdrawn: Money;
  /** The same. */
  readonly disputed: Money;
}

/** So much of a source. */
export interface Part {
  readonly id: string;
  readonly amount: Money;
}

/** What is left of each source: what was spent came out of the first ones first, and nothing out of what is disputed. */
export function leftOf(sources: readonly Source[], spent: Money): Part[] {
  let rest = spent;
  return sources.map(({ id, paid, withdrawn, disputed }) => {
    const there = atLeastNothing(subtract(subtract(paid, withdrawn), disputed));
    const used = isLess(there, rest) ? there : rest;
    rest = subtract(rest, used);
    return { id, amount: subtract(there, used) };
  });
}

/** From which sources so much goes back: first in, first out, each at most what is left of it. */
export function partsOf(left: readonly Part[], amount: Money): Part[] {
  let rest = amount;
  return left
    .map(({ id, amount: there }) => {
      const taken = isLess(there, rest) ? there : rest;
      rest = subtract(rest, taken);
      return { id, amount: taken };
    })
    .filter((part) => part.amount.amount > 0);
}

/** How many payments one balance may wait for at once. */
const MOST_OPEN = 10;

export const mayAskForMore = (open: number): boolean => open < MOST_OPEN;
