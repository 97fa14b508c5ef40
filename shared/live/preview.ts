import type { LotView } from '../auctions/api.ts';
import { nobodyAdmitted } from '../auctions/admitted.ts';
import { decide } from '../auctions/decide.ts';
import { nothingSealed, quiet } from '../auctions/formats/english-course.ts';
import { englishTerms } from '../auctions/formats/english-terms.ts';
import type { SelloffCourse } from '../auctions/formats/selloff-terms.ts';
import type { LotRefusal, LotState, Sealed, Terms } from '../auctions/types.ts';
import { barGrounds, type Standing } from '../deposits/types.ts';
import { toInstant, toMoney } from '../kernel/codecs.ts';
import type { BidderNumber, CommandId, LotId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { toIncrements } from '../listings/increments.ts';
import { rulesOf } from '../listings/lot-rules.ts';
import type { You } from './protocol.ts';

/** What the server would answer to this bid, were the lot still as we know it: `null` for yes. The same `decide`. */
export function previewBid(
  lot: LotView,
  you: You,
  bid: {
    readonly amount: Money;
    readonly maximum?: Money | null;
    readonly confirmed: boolean;
    readonly at: Instant;
  },
): LotRefusal | null {
  const state = stateOf(lot, you);
  // Under rules that this page does not know yet, or in a format of more than amounts, the server decides alone.
  if (!state) return null;
  const { maximum, ...rest } = bid;
  const decision = decide(state, sealedOf(you), {
    type: 'PlaceBid',
    commandId: '' as CommandId,
    standing: standingOf(you),
    ...rest,
    ...(maximum && { maximum: { amount: maximum, salt: NO_SALT } }),
  });
  return decision.ok ? null : decision.refusal;
}

/** What is committed to in a preview is thrown away with it. */
const NO_SALT = '00'.repeat(32);

/** Of what is sealed a page knows its own maximum. */
function sealedOf({ bidderNumber, maximum }: You): Sealed {
  if (bidderNumber === null || maximum === undefined) return { ...nothingSealed, reserve: null };
  const own = { amount: toMoney(maximum), salt: NO_SALT };
  return { maxima: new Map([[bidderNumber as BidderNumber, own]]), reserve: null };
}

function standingOf({ standing, bidderNumber, ground, authority: { cap, until } = {} }: You): Standing {
  if (standing === 'bidder') {
    const authority = { cap: cap ? toMoney(cap) : null, until: until ? toInstant(until) : null };
    return { kind: standing, bidderNumber: bidderNumber as BidderNumber, authority };
  }
  return standing === 'barred' ? { kind: standing, ground: ground ?? barGrounds[0] } : { kind: standing };
}

/** The state of the rules as far as the public view shows it; of the admitted, only ourselves matter here. */
function stateOf(lot: LotView, { bidderNumber }: You): LotState | null {
  const rules = rulesOf(lot);
  const { offer } = lot;
  if (!rules || (offer.format !== 'english' && offer.format !== 'selloff')) return null;
  const closesAt = toInstant(lot.closesAt);
  const terms: Terms = {
    profile: { route: rules.route, version: rules.version, hash: lot.profile.hash },
    rules,
    round: lot.round,
    start: toMoney(lot.start),
    deposit: toMoney(lot.deposit),
    opensAt: toInstant(lot.opensAt),
    closesAt,
    ...englishTerms(toIncrements(offer.increments)),
    ...(offer.format === 'selloff' && { format: offer.format }),
  };
  const common = {
    lotId: lot.id as LotId,
    number: lot.number,
    title: lot.title,
    terms,
    seq: lot.seq,
    lastAt: terms.opensAt,
    // What happened to the lot before does not matter to a bid.
    ...{ barred: new Map(), ladder: [], failedRounds: [], corrections: [] },
    ...{ paidNotifiedAt: null, reserve: null, runnerUpDays: null },
    admitted: bidderNumber === null ? nobodyAdmitted : nobodyAdmitted.with(bidderNumber as BidderNumber),
    ranks: new Map(lot.priority.map(({ bidderNumber: number, place }) => [number as BidderNumber, place])),
  };
  if (lot.phase === 'notice') return { phase: 'notice', ...common };
  const leader =
    lot.price === null || lot.leader === null
      ? null
      : {
          bidderNumber: lot.leader as BidderNumber,
          amount: toMoney(lot.price),
          at: terms.opensAt,
          seq: lot.seq,
        };
  const running = {
    ...common,
    closesAt,
    asking: toMoney(lot.asking),
    leader,
    beaten: null,
    bidCount: lot.bidCount,
    course: offer.format === 'english' ? quiet : ({ stage: stageOf(lot), bidding: quiet } as const),
  };
  if (lot.phase === 'paused' || lot.phase === 'withdrawn') return null;
  return lot.phase === 'open' ? { phase: 'open', ...running } : { phase: 'closed', ...running };
}

/** Until the first bid its price is held open. */
const stageOf = ({ course }: LotView): SelloffCourse['stage'] =>
  course?.step === 'rising' ? 'bidding' : 'held-open';
