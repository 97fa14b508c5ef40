import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { courseOf } from '@reassign/shared/auctions/course-view.ts';
import { endOf } from '@reassign/shared/auctions/end.ts';
import { stageOf } from '@reassign/shared/auctions/stages.ts';
import { offerIn } from '@reassign/shared/auctions/offer.ts';
import type { Bid, LotState } from '@reassign/shared/auctions/types.ts';
import { fromInstant, toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { CatalogueRow } from '../repo.ts';

export type Lot = Exclude<LotState, { phase: 'unborn' }>;

/** The head of a lot, from its log and its notice. */
export function summaryOf(lot: Lot, notice: NoticeView): LotSummary {
  const { terms } = lot;
  const running = lot.phase === 'notice' ? null : lot;
  const leader = leaderOf(lot);
  const price = leader?.amount ?? null;
  return {
    id: lot.lotId,
    number: lot.number,
    phase: lot.phase,
    stage: stageOf(lot),
    title: lot.title,
    rights: notice.rights.map(({ right }) => rightSummary(right)),
    bank: notice.bank,
    route: terms.profile.route,
    round: terms.round,
    appraisedValue: notice.appraisedValue,
    start: terms.start,
    offer: offerIn(terms),
    course: courseOf(lot),
    deposit: terms.deposit,
    asking: lot.phase === 'open' ? lot.asking : (price ?? terms.start),
    price,
    leader: leader?.bidderNumber ?? null,
    bidCount: running?.bidCount ?? 0,
    opensAt: fromInstant(terms.opensAt),
    closesAt: fromInstant(endOf(lot)),
    seq: lot.seq,
  };
}

/** Who leads; while others stand by their bids after a voided leader, whoever would. */
function leaderOf(lot: Lot): Bid | null {
  if (lot.phase === 'notice') return null;
  return lot.phase === 'paused' ? (lot.leader ?? lot.pause.reconfirmed) : lot.leader;
}

function rightSummary(right: NoticeView['rights'][number]['right']): LotSummary['rights'][number] {
  switch (right.type) {
    case 'patent':
      return {
        type: right.type,
        number: right.publicationNumber ?? right.applicationNumber ?? '',
        classes: right.ipc,
      };
    case 'trademark':
      return { type: right.type, number: right.registrationNumber, classes: [String(right.niceClass)] };
    case 'copyright':
      return { type: right.type, number: right.registrationNumber, classes: [] };
  }
}

/** Above every end of a lot that still runs; what has ended counts down from there twice as high. */
export const ENDED = 4e15;

/** Ascending: what runs by its end, then what has ended, latest first. The migration says the same in SQL. */
const closingOrder = (phase: LotSummary['phase'], closesAt: number): number =>
  phase === 'notice' || phase === 'open' || phase === 'paused' ? closesAt : 1.5 * ENDED - closesAt;

/** The catalogue's row for a lot. */
export function rowOf(lot: Lot, notice: NoticeView): CatalogueRow {
  const summary = summaryOf(lot, notice);
  return {
    lotId: summary.id,
    number: summary.number,
    phase: summary.phase,
    stage: summary.stage,
    title: summary.title,
    bank: summary.bank,
    route: summary.route,
    round: summary.round,
    rights: summary.rights,
    rightTypes: [...new Set(summary.rights.map(({ type }) => type))],
    currency: summary.start.currency,
    appraisedMinor: summary.appraisedValue.amount,
    startMinor: summary.start.amount,
    offer: summary.offer,
    course: summary.course,
    depositMinor: summary.deposit.amount,
    priceMinor: summary.price?.amount ?? null,
    askingMinor: summary.asking.amount,
    leader: summary.leader,
    bidCount: summary.bidCount,
    opensAt: toInstant(summary.opensAt),
    closesAt: toInstant(summary.closesAt),
    publishedAt: toInstant(notice.publishedAt),
    closingOrder: closingOrder(summary.phase, toInstant(summary.closesAt)),
    seq: summary.seq,
  };
}
