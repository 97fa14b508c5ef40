import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { fallAt } from '@reassign/shared/live/dutch.ts';
import type { Freshness } from '../platform/answers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Written } from '../platform/written.ts';
import type { LotSequencer } from './held-lot.ts';

/**
 * Whether what was shown of a lot, or of the catalogue, still is what is committed. Own commits are known before their
 * acknowledgement; those of other servers as soon as the bell rings.
 */
export function createFreshness(sequencer: Pick<LotSequencer, 'peek'>, clock: Pick<Clock, 'now'>) {
  /** Newest seqs heard of, in two ages: older ones concern no answer that is still kept. */
  let recent = new Map<LotId, number>();
  let before = new Map<LotId, number>();
  let catalogue = 0;
  let place: string | null = null;

  const newest = (lotId: LotId): number =>
    Math.max(sequencer.peek(lotId)?.seq ?? 0, recent.get(lotId) ?? 0, before.get(lotId) ?? 0);

  function committed(lotId: LotId, seq: number): void {
    recent.set(lotId, Math.max(seq, recent.get(lotId) ?? 0));
  }

  return {
    ofLot:
      (lotId: LotId, seq: number): Freshness =>
      () =>
        newest(lotId) <= seq,
    /** Taken before the catalogue is read. */
    ofCatalogue(): Freshness {
      const asOf = catalogue;
      return () => catalogue === asOf;
    },
    /** The same, until a price among these falls by itself. */
    untilNextLevel(isFresh: Freshness, lots: readonly LotSummary[]): Freshness {
      const now = clock.now();
      const until = Math.min(...lots.flatMap((lot) => fallAt(lot, now)?.next?.at ?? []));
      return () => isFresh() && clock.now() < until;
    },
    committed,
    catalogueChanged(): void {
      catalogue++;
    },
    /** What a look at the database found, also of other servers. */
    written: ({ lots, place: reached }: Written): void => {
      for (const { lot, seq } of lots) committed(lot, seq);
      if (reached === place) return;
      place = reached;
      catalogue++;
    },
    forgetOld: (): void => {
      before = recent;
      recent = new Map();
    },
  };
}

export type FreshnessOfLots = ReturnType<typeof createFreshness>;
