import type { LotView } from '@reassign/shared/auctions/api.ts';
import type { Reserve } from '@reassign/shared/auctions/reserve-state.ts';
import type { lifeView } from '@reassign/shared/auctions/life-api.ts';
import type { OpenOffer } from '@reassign/shared/auctions/types.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import { findProfile } from '@reassign/shared/listings/profile.ts';
import { asOf } from '@reassign/shared/live/dutch.ts';
import type { Clock } from '../platform/clock.ts';
import type { Snapshot } from './live/feed.ts';
import { type Lot, summaryOf } from './catalogue/summary.ts';
import type { LotSequencer } from './held-lot.ts';

/** Notices never change after publication, so the ones of busy lots are kept. */
const NOTICES_KEPT = 1_000;

export function createLotReader(
  sequencer: LotSequencer,
  readNotice: (lotId: LotId) => Promise<NoticeView | null>,
  clock: Pick<Clock, 'now'>,
) {
  const notices = new Map<LotId, NoticeView>();

  async function notice(lotId: LotId): Promise<NoticeView | null> {
    const known = notices.get(lotId) ?? (await readNotice(lotId));
    if (!known) return null;
    notices.delete(lotId);
    notices.set(lotId, known);
    const oldest = notices.keys().next();
    if (notices.size > NOTICES_KEPT && !oldest.done) notices.delete(oldest.value);
    return known;
  }

  /** The lot as committed: never what is still on its way to the disk. */
  async function lot(lotId: LotId): Promise<LotView | null> {
    const published = await notice(lotId);
    const view = published && (await sequencer.view(lotId));
    const state = view?.state.lot;
    if (!view || !state || state.phase === 'unborn') return null;
    const { terms } = state;
    return {
      ...asOf(summaryOf(state, published), clock.now()),
      notice: published,
      profile: terms.profile,
      rules: findProfile(terms.profile) ? null : terms.rules,
      extensionMs: terms.rules.extensionMs,
      extensionWindowMs: terms.rules.extensionWindowMs,
      hash: view.hash,
      priority: [...state.ranks].map(([bidderNumber, place]) => ({ bidderNumber, place })),
      unsoldReason: state.phase === 'unsold' ? state.reason : null,
      reserve: state.reserve && publicReserve(state.reserve),
      ...lifeOf(state),
    };
  }

  const snapshot = async (lotId: LotId): Promise<Snapshot | null> => {
    const view = await lot(lotId);
    return (
      view && { seq: view.seq, text: JSON.stringify({ t: 'snapshot', lotId, seq: view.seq, lot: view }) }
    );
  };

  return { lot, notice, snapshot };
}

const publicReserve = ({ commitment, reached, opened }: Reserve): LotView['reserve'] => ({
  commitment,
  reached,
  opened,
});

/** What the page says of a lot's life. */
const lifeOf = (lot: Lot): Pick<LotView, keyof typeof lifeView> => ({
  pause:
    lot.phase === 'paused'
      ? { cause: lot.pause.cause, reason: lot.pause.reason, since: fromInstant(lot.pause.at) }
      : null,
  ended: endOfLife(lot),
  runnerUp: lot.phase === 'annulled' && lot.offer ? offerView(lot.offer) : null,
  corrections: lot.corrections.map(({ at, changes, reason }) => ({
    ...{ at: fromInstant(at), reason },
    changes: changes.map((change) => ({ ...change })),
  })),
  failedRounds: lot.failedRounds.map((failed) => ({ ...failed, at: fromInstant(failed.at) })),
  nextRounds: lot.ladder.map(({ opensAt, closesAt, ...rung }) => ({
    ...rung,
    opensAt: fromInstant(opensAt),
    closesAt: fromInstant(closesAt),
  })),
});

const offerView = ({ bidderNumber, amount, until }: OpenOffer) => ({
  ...{ bidderNumber, amount, until: fromInstant(until) },
});

function endOfLife(lot: Lot): LotView['ended'] {
  if (lot.phase === 'settled-before-sale') return { cause: null, reason: lot.why };
  if (lot.phase !== 'withdrawn' && lot.phase !== 'annulled') return null;
  return { cause: lot.cause, reason: lot.why };
}

export type LotReader = ReturnType<typeof createLotReader>;
