import { endOf } from '@reassign/shared/auctions/end.ts';
import { endOfOpening, isOpeningDue, type SealedLot } from '@reassign/shared/auctions/formats/sealed.ts';
import type { KeyShareList, shareStates } from '@reassign/shared/auctions/keeping-api.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later } from '@reassign/shared/kernel/instant.ts';
import { problem, type Problem } from '@reassign/shared/kernel/problems.ts';
import type { Clock } from '../../platform/clock.ts';
import type { LotSequencer } from '../held-lot.ts';
import { toProblem } from '../service.ts';
import type { createOpening } from './opening.ts';

/** A share as it lies beside the lots: only its keeper opens it. */
export interface SealedShare {
  readonly lotId: LotId;
  readonly keeper: number;
  readonly recipient: string;
  readonly ciphertext: string;
}

export interface KeepingDeps {
  readonly sequencer: LotSequencer;
  readonly clock: Clock;
  readonly opening: Pick<ReturnType<typeof createOpening>, 'open'>;
  /** The listings module has them: shares are made with the notice. */
  readonly sharesOf: (userId: UserId) => Promise<readonly SealedShare[]>;
  readonly shareOf: (lotId: LotId, userId: UserId) => Promise<SealedShare | null>;
}

export type GivenShare =
  | { readonly ok: true; readonly seq: number; readonly at: string; readonly isOpened: boolean }
  | { readonly ok: false; readonly problem: Problem };

/** What keepers of a lot's key do: see where a share is due, and give it. */
export function createKeeping({ sequencer, clock, opening, sharesOf, shareOf }: KeepingDeps) {
  async function itemOf(share: SealedShare, now: Instant): Promise<KeyShareList['items']> {
    const lot = (await sequencer.view(share.lotId))?.state.lot;
    if (lot === undefined || lot.phase === 'unborn' || lot.terms.format !== 'sealed') return [];
    const closesAt = endOf(lot);
    const { lotId, keeper, recipient, ciphertext } = share;
    const item = { lotId, number: lot.number, title: lot.title, phase: lot.phase, keeper };
    const until = later(closesAt, lot.terms.openingMs);
    const times = { closesAt: fromInstant(closesAt), until: fromInstant(until) };
    return [{ ...item, ...times, ...standingOf(lot, keeper, now), recipient, ciphertext }];
  }

  return {
    async list(userId: UserId): Promise<KeyShareList> {
      const now = clock.now();
      const items = await Promise.all((await sharesOf(userId)).map((share) => itemOf(share, now)));
      return { items: items.flat() };
    },

    /** A lot of which one keeps no share is not there, whoever asks. */
    async give(lotId: LotId, userId: UserId, share: string): Promise<GivenShare> {
      const kept = await shareOf(lotId, userId);
      if (kept === null) return { ok: false, problem: problem('unknown-lot') };
      const { keeper } = kept;
      const outcome = await sequencer.submit(lotId, { type: 'GiveKeyShare', keeper, share });
      if (!outcome.ok) return { ok: false, problem: toProblem(outcome.refusal) };
      const first = outcome.entries[0];
      assert(first, 'a share that was taken has an entry');
      const isOpened = await opening.open(lotId);
      return { ok: true, seq: outcome.seq, at: fromInstant(first.entry.at), isOpened };
    },
  };
}

export type Keeping = ReturnType<typeof createKeeping>;

type Known = Exclude<LotState, { readonly phase: 'unborn' }>;

/** What the share of a keeper is now. */
function standingOf(
  lot: Known,
  keeper: number,
  now: Instant,
): { readonly state: (typeof shareStates)[number]; readonly given: number } {
  if (lot.phase === 'notice' || lot.phase === 'paused') return { state: 'early', given: 0 };
  if (lot.phase !== 'open') return { state: 'over', given: 0 };
  const sealed = lot as SealedLot;
  const { keepers } = sealed.course;
  if (now < lot.closesAt) return { state: 'early', given: 0 };
  if (now >= endOfOpening(sealed)) return { state: 'over', given: keepers.length };
  if (keepers.includes(keeper)) return { state: 'given', given: keepers.length };
  return { state: isOpeningDue(sealed, now) ? 'due' : 'over', given: keepers.length };
}
