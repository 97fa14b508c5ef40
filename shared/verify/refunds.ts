import { endOf } from '../auctions/end.ts';
import type { LotState } from '../auctions/types.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import { refundDueAt } from '../deposits/refund.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';

/** Deposits that have to go back once there is an outcome. */
export interface RefundsDue {
  /** Of each. */
  readonly amount: Money;
  /** The instruction is given by this millisecond: the effective end and the profile's `losersRefundMs`. */
  readonly due: Instant;
  readonly numbers: readonly BidderNumber[];
}

/** Every registered number but that of the round's hammer, though another bought then; `null` while the lot has no outcome. */
export function refundsDue(state: LotState, registered: readonly BidderNumber[]): RefundsDue | null {
  if (state.phase !== 'sold' && state.phase !== 'unsold') return null;
  const winner = state.phase === 'sold' ? (state.defaulted ?? state.winner) : null;
  return {
    amount: state.terms.deposit,
    due: refundDueAt(endOf(state), state.terms.rules),
    numbers: registered.filter((number) => number !== winner),
  };
}
