import { type Instant, later } from '../kernel/instant.ts';
import type { Profile } from '../listings/profile.ts';

/** Until when a loser's deposit has to be on its way back, counted from the effective end; to the millisecond, inclusive. */
export const refundDueAt = (endedAt: Instant, { losersRefundMs }: Pick<Profile, 'losersRefundMs'>): Instant =>
  later(endedAt, losersRefundMs);
