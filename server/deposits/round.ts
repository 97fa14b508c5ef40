import type { BidderRules } from '@reassign/shared/deposits/register.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';

/** The round of a lot, as its log says. */
export interface RoundNow {
  readonly deposit: Money;
  readonly rules: BidderRules & Pick<Profile, 'buyerDefault' | 'deposit' | 'losersRefundMs'>;
  /** While a lot stands still before its opening, its end: it does not open before it goes on. */
  readonly opensAt: Instant;
  /** The effective end. */
  readonly closesAt: Instant;
  /** Whether bids are or will be taken. */
  readonly takesBidders: boolean;
}
