import type { LotView } from '@reassign/shared/auctions/api.ts';
import type { BidLine } from '@reassign/shared/live/follow.ts';
import type { You } from '@reassign/shared/live/protocol.ts';
import type { Heard } from './signals.ts';

/** Whether this reader leads, has been overbid, or has not bid as far as the bids held show it. */
export function standingOf(
  { leader }: Pick<LotView, 'leader'>,
  { bidderNumber }: You,
  bids: readonly BidLine[],
): Heard['standing'] {
  if (bidderNumber === null) return 'neither';
  if (leader === bidderNumber) return 'leading';
  return bids.some((bid) => bid.bidderNumber === bidderNumber) ? 'outbid' : 'neither';
}
