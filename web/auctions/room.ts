import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { BidLine, FeedEntry } from '@reassign/shared/live/follow.ts';
import type { You } from '@reassign/shared/live/protocol.ts';

/** What must look different at a glance: one at a time, the most personal and the most urgent first. */
export type RoomState =
  | 'offline'
  | 'notice'
  | 'leading'
  | 'outbid'
  | 'last-minutes'
  | 'open'
  | 'closed'
  | 'sold-mine'
  | 'sold'
  | 'unsold';

export interface RoomView {
  readonly lot: LotView;
  readonly you: You;
  readonly bids: readonly BidLine[];
  /** Without a line everything shown is the past. */
  readonly isOffline: boolean;
  readonly now: Instant;
}

export function roomState({ lot, you, bids, isOffline, now }: RoomView): RoomState {
  const isMine = (number: string | null): boolean => number !== null && number === you.bidderNumber;
  if (isOffline && (lot.phase === 'notice' || lot.phase === 'open')) return 'offline';
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
