import type { Money } from '../kernel/money.ts';
import type { StatedClaims } from './claim-sheet.ts';

/** What a lot's price pays, as the case says on the day it was paid. */
export interface CaseClaim {
  readonly principal: Money;
  readonly interest: Money;
  /** Of realising the pledge, advanced by the bank. */
  readonly costs: Money | null;
  /** Of a maximum-amount pledge; over several pledges of one lot it is the one that they share. */
  readonly cap: Money | null;
  /** The lot's rights are under pledges with caps of their own: only a claim sheet says how the price is split. */
  readonly hasSeveralCaps: boolean;
  /** Two people stated all claims: then these hold, and nothing of the above. */
  readonly stated?: StatedClaims;
}
