import type { BidderNumber } from '../kernel/ids.ts';

/**
 * The bidder numbers of a lot: a value that never changes, though adding one costs no copy. All versions of one line
 * share a map from number to place and see only the places below their own size.
 */
export interface Admitted {
  readonly size: number;
  has(bidderNumber: BidderNumber): boolean;
  with(bidderNumber: BidderNumber): Admitted;
}

export const nobodyAdmitted: Admitted = versionOf(new Map(), 0);

function versionOf(places: Map<BidderNumber, number>, size: number): Admitted {
  return {
    size,
    has: (bidderNumber) => (places.get(bidderNumber) ?? size) < size,
    with(bidderNumber) {
      // Only the newest version may write on; an older one begins a line of its own.
      const isNewest = places.size === size;
      const own = isNewest && size > 0 ? places : new Map([...places].filter(([, place]) => place < size));
      own.set(bidderNumber, size);
      return versionOf(own, size + 1);
    },
  };
}
