import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { BidLine, FeedEntry } from '@reassign/shared/live/follow.ts';
import type { You } from '@reassign/shared/live/protocol.ts';

/** What must look different at a glance: one at a time, the most personal and the most urgent first. */
export type RoomState =
  'notice' | 'leading' | 'outbid' | 'last-minutes' | 'open' | 'closed' | 'sold-mine' | 'sold' | 'unsold';

export function roomState(lot: LotView, you: You, bids: readonly BidLine[], now: Instant): RoomState {
  const isMine = (number: string | null): boolean => number !== null && number === you.bidderNumber;
  if (lot.phase === 'notice') return 'notice';
  if (lot.phase === 'sold') return isMine(lot.leader) ? 'sold-mine' : 'sold';
  if (lot.phase === 'unsold') return 'unsold';
  const left = toInstant(lot.closesAt) - now;
  if (lot.phase === 'closed' || left <= 0) return 'closed';
  if (isMine(lot.leader)) return 'leading';
  if (bids.some(({ bidderNumber }) => isMine(bidderNumber))) return 'outbid';
  return left <= lot.extensionWindowMs ? 'last-minutes' : 'open';
}

/** Whether the end has been moved by a late bid, as far as the entries held show it. */
export const isExtended = (entries: readonly FeedEntry[]): boolean =>
  entries.some(({ type }) => type === 'LotExtended');
