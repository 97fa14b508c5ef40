import type { LotView } from '@reassign/shared/auctions/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { NoticeView } from '@reassign/shared/listings/api.ts';
import type { Snapshot } from './live/feed.ts';
import { summaryOf } from './catalogue/summary.ts';
import type { LotSequencer } from './held-lot.ts';

/** Notices never change after publication, so the ones of busy lots are kept. */
const NOTICES_KEPT = 1_000;

export function createLotReader(
  sequencer: LotSequencer,
  readNotice: (lotId: LotId) => Promise<NoticeView | null>,
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
      ...summaryOf(state, published),
      notice: published,
      profile: terms.profile,
      extensionMs: terms.rules.extensionMs,
      extensionWindowMs: terms.rules.extensionWindowMs,
      hash: view.hash,
      unsoldReason: state.phase === 'unsold' ? state.reason : null,
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

export type LotReader = ReturnType<typeof createLotReader>;
