import { exceedsAuthority } from '@reassign/shared/auctions/authority.ts';
import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import { areBidsOpened, isOpeningDue, type SealedLot } from '@reassign/shared/auctions/formats/sealed.ts';
import type { ReadBid } from '@reassign/shared/auctions/formats/sealed-terms.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Authority } from '@reassign/shared/deposits/types.ts';
import type { BidderNumber, LotId } from '@reassign/shared/kernel/ids.ts';
import { sealedBounds } from '@reassign/shared/listings/limits.ts';
import type { Clock } from '../../platform/clock.ts';
import type { LogStore } from '../../platform/log-store.ts';
import type { QueueRefusal } from '../../platform/sequencer/types.ts';
import type { LotSequencer } from '../held-lot.ts';

export interface OpeningDeps {
  readonly sequencer: Pick<LotSequencer, 'view' | 'submit'>;
  readonly store: Pick<LogStore, 'read'>;
  readonly clock: Clock;
  /** What the mandate behind a number allows. */
  readonly authorityBehind: (lotId: LotId, bidderNumber: BidderNumber) => Promise<Authority | null>;
  readonly report: (error: unknown, lotId?: LotId) => void;
}

/** What may bring an opening about. */
export const openingEvents = ['KeyShareGiven'] as const satisfies readonly LotEvent['type'][];

const CHUNK = 2_000;

/**
 * Opens the bids of a lot as soon as two shares of its key are in its log. Everything it needs stands there, so that it may
 * be asked again, by whoever gives a share and by who follows the logs: bids that are opened are not opened twice.
 */
export function createOpening({ sequencer, store, clock, authorityBehind, report }: OpeningDeps) {
  const stateOf = async (lotId: LotId): Promise<LotState | undefined> =>
    (await sequencer.view(lotId))?.state.lot;

  /** Whether the bids of this lot are opened now, by this call or by somebody faster. */
  async function open(lotId: LotId): Promise<boolean> {
    await openIfDue(lotId);
    const lot = await stateOf(lotId);
    return lot !== undefined && areBidsOpened(lot);
  }

  async function openIfDue(lotId: LotId): Promise<void> {
    const lot = await stateOf(lotId);
    if (!lot || !isSealed(lot)) return;
    if (!isOpeningDue(lot, clock.now()) || lot.course.keepers.length < sealedBounds.needed) return;
    const { shares, ciphertexts } = await readLog(lot);
    const { joinShares, openBid } = await import('@reassign/shared/verify/lot-key.ts');
    const key = await joinShares(shares.slice(0, sealedBounds.needed), lot.terms.recipient);
    if (key === null) {
      report(new Error('the shares fit their commitments and come to no key of the notice'), lotId);
      return;
    }
    const bids: ReadBid[] = [];
    for (const [bidderNumber, seq] of lot.course.bids) {
      const ciphertext = ciphertexts.get(seq);
      assert(ciphertext !== undefined, 'a bid that counts stands in the log');
      const content = await openBid(ciphertext, key);
      const cap = (await authorityBehind(lotId, bidderNumber))?.cap ?? null;
      // Its term was asked about when the bid came.
      const isBeyond =
        content !== null && exceedsAuthority({ cap, until: null }, [content.amount], clock.now());
      bids.push({ seq, content, exceedsAuthority: isBeyond });
    }
    const outcome = await sequencer.submit(lotId, { type: 'OpenSealedBids', key, bids });
    // Somebody else was faster, or the time is over; what kept the command from being decided does not last.
    if (!outcome.ok && passing.includes(outcome.refusal.code as QueueRefusal['code']))
      throw new Error(`the bids of lot ${lotId} were not opened: ${outcome.refusal.code}`);
  }

  async function readLog({ lotId, seq: last, terms }: SealedLot) {
    const shares: string[] = [];
    const ciphertexts = new Map<number, string>();
    for (let after = 0; after < last; after += CHUNK) {
      for (const { seq, type, body } of await store.read(lotId, after, CHUNK)) {
        const { ciphertext, share } = body;
        if (type === 'SealedBidPlaced' && typeof ciphertext === 'string') ciphertexts.set(seq, ciphertext);
        if (type === 'KeyShareGiven' && typeof share === 'string') shares.push(share);
      }
    }
    assert(shares.length <= terms.shares.length, 'nobody gives a share twice');
    return { shares, ciphertexts };
  }

  return {
    open,
    /** For the runner of followers: after a crash between the second share and the opening. */
    async follow(_tx: unknown, entries: readonly { readonly lot: LotId }[]): Promise<void> {
      for (const lotId of new Set(entries.map(({ lot }) => lot))) await open(lotId);
    },
  };
}

const isSealed = (lot: LotState): lot is SealedLot => lot.phase === 'open' && lot.terms.format === 'sealed';

const passing: readonly QueueRefusal['code'][] = [
  'busy',
  'clock-uncertain',
  'unavailable',
  'outcome-unknown',
];
