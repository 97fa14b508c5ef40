import { assert } from '../kernel/assert.ts';
import { toInstant, toMoney } from '../kernel/codecs.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import { nobodyAdmitted } from './admitted.ts';
import type { Placed } from './events.ts';
import { formatOf } from './formats/rules.ts';
import { type AnnulledLot, openOffer } from './after-default.ts';
import type {
  BidderBarred,
  LifeEvent,
  LotAnnulled,
  LotPaused,
  LotResumed,
  RoundAnnounced,
  RunnerUpAccepted,
} from './life-events.ts';
import { asItGoesOn, highestOf } from './pauses.ts';
import { leftBehind } from './reserve.ts';
import { stageAtHammer } from './stages.ts';
import { roundOf, untouched } from './terms.ts';
import type { Born, OpenLot, PausedLot, Running } from './types.ts';

/** A lot after one more event of its life; place and time are already those of the entry. */
export function live(lot: Born, entry: Placed<LifeEvent>): Born {
  switch (entry.type) {
    case 'LotPaused':
      return paused(lot, entry);
    case 'PauseCauseEnded':
      return { ...isPaused(lot), pause: { ...isPaused(lot).pause, causeEndedAt: entry.at } };
    case 'LotResumed':
      return resumed(isPaused(lot), entry);
    case 'BidReconfirmed':
      return reconfirmed(isPaused(lot), entry.body.bidderNumber as BidderNumber);
    case 'BidderBarred':
      return barred(lot, entry);
    case 'NoticeCorrected': {
      const { changes, reason } = entry.body;
      return { ...lot, corrections: [...lot.corrections, { at: entry.at, changes, reason }] };
    }
    case 'LotWithdrawn':
      return { ...ended(lot), phase: 'withdrawn', cause: entry.body.cause, why: entry.body.reason };
    case 'PaymentNotified':
      return { ...lot, paidNotifiedAt: entry.at };
    case 'LotSettledBeforeSale':
      return { ...ended(lot), phase: 'settled-before-sale', why: entry.body.reason };
    case 'SaleConfirmed':
      assert(lot.phase === 'sold', 'what is confirmed was sold');
      return { ...lot, confirmedAt: entry.at };
    case 'LotAnnulled':
      return annulled(lot, entry);
    case 'LadderStopped':
      if (lot.phase !== 'notice' || lot.terms.round === 1) return { ...lot, ladder: [] };
      return { ...ended(lot), ladder: [], phase: 'unsold', reason: 'ladder-stopped' };
    case 'RoundAnnounced':
      return nextNotice(lot, entry);
    case 'RunnerUpOffered': {
      const { bidderNumber, amount, until } = entry.body;
      const offer = openOffer(bidderNumber, toMoney(amount), toInstant(until));
      return { ...isAnnulled(lot), offer };
    }
    case 'RunnerUpAccepted':
      return soldAgain(isAnnulled(lot), entry);
    case 'RunnerUpDeclined':
    case 'RunnerUpLapsed':
      return { ...isAnnulled(lot), offer: null, runnerUp: null };
  }
}

/** What a lot has in every phase. */
const commonOf = (lot: Born) => {
  const { lotId, number, title, terms, seq, lastAt, admitted, ranks, barred } = lot;
  const { ladder, failedRounds, corrections, paidNotifiedAt, reserve, runnerUpDays } = lot;
  return {
    ...{ lotId, number, title, terms, seq, lastAt, admitted, ranks, barred },
    ...{ ladder, failedRounds, corrections, paidNotifiedAt, reserve, runnerUpDays },
  };
};

/** A round that ended, without what was said of its sale. */
function asItRan(lot: AnnulledLot): Running {
  const { closesAt, asking, leader, beaten, opened, bidCount, course } = lot;
  return {
    ...{ ...commonOf(lot), closesAt, asking, leader, beaten, bidCount, course },
    ...(opened !== undefined && { opened }),
  };
}

function isPaused(lot: Born): PausedLot {
  assert(lot.phase === 'paused', 'what goes on was paused');
  return lot;
}

/** A lot as it ended before a sale: what was offered and bid until then stays to be seen. */
const ended = (lot: Born) =>
  lot.phase === 'notice' ? { ...lot, ...untouched(lot) } : { ...lot, beaten: null };

function paused(lot: Born, { at, body: { cause, reason } }: Placed<LotPaused>): PausedLot {
  assert(lot.phase === 'notice' || lot.phase === 'open', 'what is paused was in notice or open');
  const pause = { at, cause, reason, causeEndedAt: null, reconfirmed: null };
  if (lot.phase === 'open') return { ...lot, phase: 'paused', pause: { ...pause, wasOpen: true } };
  return { ...lot, ...untouched(lot), phase: 'paused', pause: { ...pause, wasOpen: false } };
}

function resumed(lot: PausedLot, { body }: Placed<LotResumed>): Born {
  const { pause } = lot;
  const [opensAt, closesAt] = [toInstant(body.opensAt), toInstant(body.closesAt)];
  if (!pause.wasOpen) {
    return { ...commonOf(lot), terms: { ...lot.terms, opensAt, closesAt }, phase: 'notice' };
  }
  const open: OpenLot = { ...asItGoesOn(lot), closesAt };
  return formatOf(lot.terms.format).afterPause?.(open, lot.lastAt - pause.at) ?? open;
}

function reconfirmed(lot: PausedLot, bidderNumber: BidderNumber): PausedLot {
  const bid = highestOf(lot, bidderNumber);
  assert(bid, 'only a bid that was made is stood by');
  return { ...lot, pause: { ...lot.pause, reconfirmed: bid } };
}

/** A leader who may not bid leads no more; a bid that was stood by falls with its bidder. */
function barred(lot: Born, { body }: Placed<BidderBarred>): Born {
  assert(lot.phase === 'open' || lot.phase === 'paused', 'bidders are barred before the end');
  const bidderNumber = body.bidderNumber as BidderNumber;
  const format = formatOf(lot.terms.format);
  const next = {
    ...lot,
    barred: new Map(lot.barred).set(bidderNumber, body.ground),
    course: format.withoutBidder?.(lot.course, bidderNumber) ?? lot.course,
  };
  if (next.leader?.bidderNumber === bidderNumber) {
    const beaten = { bid: next.leader, before: next.beaten };
    return { ...next, leader: null, asking: lot.terms.start, beaten, reserve: leftBehind(lot) };
  }
  if (next.phase !== 'paused' || next.pause.reconfirmed?.bidderNumber !== bidderNumber) return next;
  return { ...next, pause: { ...next.pause, reconfirmed: null } };
}

/** A buyer who did not pay bids no more, where the profile says so: its number is barred for every round. */
function annulled(lot: Born, { at, body: { cause, reason } }: Placed<LotAnnulled>): AnnulledLot {
  assert(lot.phase === 'sold', 'what is annulled was sold');
  const bars = cause === 'buyer-default' && lot.terms.rules.buyerDefault.barredFromResale;
  const barred = bars ? new Map(lot.barred).set(lot.winner, 'defaulter') : lot.barred;
  return { ...lot, barred, phase: 'annulled', cause, why: reason, annulledAt: at, offer: null };
}

function isAnnulled(lot: Born): AnnulledLot {
  assert(lot.phase === 'annulled', 'a runner-up comes after a sale that was annulled');
  return lot;
}

/** Whoever confirms a hammer confirms this one too. */
function soldAgain(lot: AnnulledLot, { at, seq, body }: Placed<RunnerUpAccepted>): Born {
  const winner = body.bidderNumber as BidderNumber;
  const hammer = toMoney(body.amount);
  const confirmedAt = stageAtHammer(lot.terms.rules) === 'confirmed' ? at : null;
  const leader = { bidderNumber: winner, amount: hammer, at, seq };
  const sale = { winner, hammer, defaulted: lot.winner, runnerUp: null, confirmedAt };
  return { ...asItRan(lot), ...sale, leader, phase: 'sold', asking: hammer };
}

function nextNotice(lot: Born, { body }: Placed<RoundAnnounced>): Born {
  assert(lot.phase === 'unsold' || lot.phase === 'annulled', 'a round follows one in which nobody bought');
  return {
    ...commonOf(lot),
    terms: { profile: lot.terms.profile, rules: lot.terms.rules, ...roundOf(body) },
    phase: 'notice',
    // A deposit is held for one round: whoever bids in the next one is admitted anew.
    admitted: nobodyAdmitted,
    ranks: new Map(),
    ladder: lot.ladder.slice(1),
  };
}
