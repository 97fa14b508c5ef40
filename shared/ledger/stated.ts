import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Account } from './account.ts';

/** Where money lies that an operator confirmed by hand, until a statement brings it. */
export const statedCash = ({ currency }: Money): Account => ({
  ...{ kind: 'stated-cash', channel: 'bank', currency },
});

/** A payment is seen on a statement once. */
export const statedSeenKey = (reference: string): string => `stated:${reference}:seen`;

/** Money that was stated and not seen yet. */
export interface StatedMoney {
  readonly reference: string;
  readonly amount: Money;
  readonly at: Instant;
}
