import { assert, never } from '../kernel/assert.ts';
import { accept, refuse } from '../kernel/decision.ts';
import { dayOf, type Instant, startOfDay, toRfc3339 } from '../kernel/instant.ts';
import { isLess, isSame } from '../kernel/money.ts';
import type { Json } from '../verify/canonical-json.ts';
import {
  afterDefault,
  type AnnulledLot,
  lapseOffer,
  mayRoundFollow,
  owedAfterDefault,
} from './after-default.ts';
import { endOf } from './end.ts';
import type { AuctionEvent } from './events.ts';
import type { LotDecision } from './formats/format.ts';
import { actors, mayAnnulFor, mayPauseFor, mayWithdrawFor, type Move, sellerRole } from './life.ts';
import type { Actor, LifeEvent, NoticeChange } from './life-events.ts';
import { materialIn } from './material.ts';
import { textAt } from './notice-places.ts';
import { followsByItself, isTooLate, nextRound, opensBefore } from './next-round.ts';
import { awaitsReconfirmation, highestOf, resumesBy, timesAfterPause } from './pauses.ts';
import type { Bid, Born, LotCommand, LotRefusal, Terms } from './types.ts';

type Of<Type extends LotCommand['type']> = Extract<LotCommand, { type: Type }>;

const no = (code: LotRefusal['code'], facts: Omit<LotRefusal, 'code'> = {}): LotDecision =>
  refuse({ code, ...facts });

/** A move in the life of a lot that its phase allows (`life`): who makes it, for what cause, and in time. */
export function move(lot: Born, command: Of<Move>): LotDecision {
  if (!actors(command.type, lot.terms.rules).includes(command.actor.role)) return no('not-your-move');
  const decision = decideMove(lot, command);
  const { behind } = command;
  if (!decision.ok || behind === undefined) return decision;
  const [first, ...others] = decision.events;
  return first === undefined
    ? decision
    : accept<AuctionEvent>({ ...first, sealed: behind } as LifeEvent, ...others);
}

function decideMove(lot: Born, command: Of<Move>): LotDecision {
  const { rules } = lot.terms;
  switch (command.type) {
    case 'PauseLot':
      if (command.at >= endOf(lot)) return no('lot-closed', { closesAt: endOf(lot) });
      if (!mayPauseFor(command.actor.role, command.cause, rules)) return no('cause-not-allowed');
      return accept({ type: 'LotPaused', body: { ...saying(command), cause: command.cause } });
    case 'EndPauseCause':
      return endPauseCause(lot, command);
    case 'ResumeLot':
      return resume(lot, command);
    case 'CorrectNotice':
      return correct(lot, command);
    case 'BarBidder':
      return bar(lot, command);
    case 'WithdrawLot':
      return withdraw(lot, command);
    case 'NotifyPayment':
      return notifyPayment(lot, command);
    case 'SettleLot':
      return settle(lot, command);
    case 'StopLadder':
      return stopLadder(lot, command);
    case 'AnnounceRound':
      return announceRound(lot, command);
    case 'ConfirmSale':
      return confirm(lot, command);
    case 'AnnulSale':
      return annul(lot, command);
    case 'OfferToRunnerUp':
      return offer(lot, command);
    case 'LapseOffer':
      assert(lot.phase === 'annulled', 'the life of a lot says so');
      return lapseOffer(lot, command);
    default:
      return never(command);
  }
}

const saying = ({ actor, reason }: { readonly actor: Actor; readonly reason: string }) => ({ actor, reason });

function endPauseCause(lot: Born, command: Of<'EndPauseCause'>): LotDecision {
  assert(lot.phase === 'paused', 'the life of a lot says so');
  if (lot.pause.causeEndedAt !== null) return no('nothing-changes');
  return accept({ type: 'PauseCauseEnded', body: saying(command) });
}

/** On time by a person, or at the last instant by the platform, which may have slept. */
function resume(lot: Born, command: Of<'ResumeLot'>): LotDecision {
  assert(lot.phase === 'paused', 'the life of a lot says so');
  const { actor, at } = command;
  const until = resumesBy(lot);
  if (actor.role === 'platform') {
    if (until === null || at < until) return accept();
  } else if (until !== null && at > until) return no('too-late', { until });
  const { opensAt, closesAt } = timesAfterPause(lot, at);
  const times = { opensAt: toRfc3339(opensAt), closesAt: toRfc3339(closesAt) };
  return accept({ type: 'LotResumed', body: { ...saying(command), ...times } });
}

/** Whoever corrects says what the notice says now: two who did not know of each other do not both have the last word. */
function correct(lot: Born, { changes, notice, ...command }: Of<'CorrectNotice'>): LotDecision {
  const pointers = materialIn(changes);
  if (pointers.length > 0) return no('material-change', { pointers });
  if (changes.length === 0 || changes.some(({ before, after }) => before === after))
    return no('nothing-changes');
  const differs = differencesIn(changes, lot, notice);
  if (differs.length > 0) return no('before-differs', { differs });
  return accept({ type: 'NoticeCorrected', body: { ...saying(command), changes } });
}

function differencesIn(
  changes: readonly NoticeChange[],
  { corrections }: Born,
  notice: Json | undefined,
): NonNullable<LotRefusal['differs']> {
  const known = corrections.flatMap((correction) => correction.changes);
  return changes.flatMap(({ pointer, before }, nth) => {
    const stands = textAt(notice, [...known, ...changes.slice(0, nth)], pointer);
    const isUnknown = stands === undefined && notice === undefined;
    return isUnknown || stands === before ? [] : [{ pointer, stands: stands ?? null }];
  });
}

/** A leader who may not bid loses the lead, and the lot waits until others stand by their bids. */
function bar(lot: Born, { at, actor, bidderNumber, ground }: Of<'BarBidder'>): LotDecision {
  assert(lot.phase === 'open' || lot.phase === 'paused', 'the life of a lot says so');
  if (lot.phase === 'open' && at >= lot.closesAt) return no('lot-closed', { closesAt: lot.closesAt });
  if (!lot.admitted.has(bidderNumber)) return no('unknown-bidder');
  if (lot.barred.has(bidderNumber)) return no('nothing-changes');
  const barred: LifeEvent = { type: 'BidderBarred', body: { actor, bidderNumber, ground } };
  if (lot.phase === 'paused' || lot.leader?.bidderNumber !== bidderNumber) return accept(barred);
  const pause = { actor: { role: 'platform' }, cause: 'leader-voided', reason: '' } as const;
  return accept<LifeEvent>(barred, { type: 'LotPaused', body: pause });
}

/** Until when a lot can be taken back: a house's until the opening (拍卖法 art. 29), else until the hammer. */
const withdrawsUntil = (lot: Born): Instant | null =>
  lot.terms.rules.settleBeforeSaleUntil === 'opening' && sellerRole(lot.terms.rules) === 'seller'
    ? lot.terms.opensAt
    : untilHammer(lot);

/** Until when paying debt and costs still stops the sale, as the profile says. */
function settlesUntil(lot: Born): Instant | null {
  const { opensAt, rules } = lot.terms;
  if (lot.phase === 'unsold') return null;
  switch (rules.settleBeforeSaleUntil) {
    case 'hammer':
      return untilHammer(lot);
    case 'opening':
      return opensAt;
    case 'day-before':
      return startOfDay(dayOf(opensAt));
  }
}

/** While a lot is paused its end does not come. */
const untilHammer = (lot: Born): Instant | null => (lot.phase === 'paused' ? null : endOf(lot));

function withdraw(lot: Born, command: Of<'WithdrawLot'>): LotDecision {
  const until = command.cause === 'debt-covered' ? untilHammer(lot) : withdrawsUntil(lot);
  if (!mayWithdrawFor(command.actor.role, command.cause)) return no('cause-not-allowed');
  if (until !== null && command.at >= until) return no('too-late', { until });
  return accept({ type: 'LotWithdrawn', body: { ...saying(command), cause: command.cause } });
}

/** Once: a debtor that has said so in time need not say it again. */
function notifyPayment(lot: Born, { at, actor }: Of<'NotifyPayment'>): LotDecision {
  if (lot.phase === 'unsold' && lot.ladder.length === 0) return no('wrong-state');
  const until = settlesUntil(lot);
  if (until !== null && at >= until) return no('too-late', { until });
  if (lot.paidNotifiedAt !== null) return no('nothing-changes');
  return accept({ type: 'PaymentNotified', body: { actor } });
}

/** By the profile's cut-off; until the hammer, when the debtor gave notice of its payment by then (2020 rules art. 19). */
function settle(lot: Born, command: Of<'SettleLot'>): LotDecision {
  if (lot.phase === 'unsold' && lot.ladder.length === 0) return no('wrong-state');
  const until = lot.paidNotifiedAt === null || lot.phase === 'unsold' ? settlesUntil(lot) : untilHammer(lot);
  if (until !== null && command.at >= until) return no('too-late', { until });
  return accept({ type: 'LotSettledBeforeSale', body: saying(command) });
}

/** Calls off what was published and has not begun: the later rounds, and one that is still in its notice. */
function stopLadder(lot: Born, command: Of<'StopLadder'>): LotDecision {
  const isOver = lot.phase === 'unsold' || lot.phase === 'annulled';
  if (!isOver && lot.phase !== 'paused' && command.at >= endOf(lot))
    return no('lot-closed', { closesAt: endOf(lot) });
  const isLaterNotice = lot.phase === 'notice' && lot.terms.round > 1;
  if (lot.ladder.length === 0 && !isLaterNotice) return no('nothing-changes');
  return accept({ type: 'LadderStopped', body: saying(command) });
}

/** Once, and only where the hammer waits for it. */
function confirm(lot: Born, command: Of<'ConfirmSale'>): LotDecision {
  assert(lot.phase === 'sold', 'the life of a lot says so');
  return lot.confirmedAt === null
    ? accept({ type: 'SaleConfirmed', body: saying(command) })
    : no('nothing-changes');
}

/** Where the round did not follow by itself. */
function announceRound(lot: Born, { at, actor }: Of<'AnnounceRound'>): LotDecision {
  assert(lot.phase === 'unsold' || lot.phase === 'annulled', 'the life of a lot says so');
  const round = nextRound(lot, at);
  if (round === null || (lot.phase === 'annulled' && !mayFollowDefault(lot))) return no('wrong-state');
  const byItself =
    lot.phase === 'annulled'
      ? owedAfterDefault(lot, at) === 'RoundAnnounced'
      : followsByItself(lot, lot.reason, at);
  if ((actor.role === 'platform') !== byItself) return no('not-your-move');
  const ending = lot.phase === 'annulled' ? { ...lot, closesAt: lot.annulledAt } : lot;
  const until = opensBefore(ending);
  if (until !== null && isTooLate(ending, round)) return no('too-late', { until });
  return accept({ type: 'RoundAnnounced', body: { actor, ...round } });
}

/** Nothing follows a sale that was annulled for another cause, nor while the runner-up has the right to it. */
const mayFollowDefault = (lot: AnnulledLot): boolean =>
  lot.cause === 'buyer-default' && lot.offer === null && mayRoundFollow(lot);

/** By whoever may for another cause; by the platform for the buyer's default, with what follows it. */
function annul(lot: Born, command: Of<'AnnulSale'>): LotDecision {
  assert(lot.phase === 'sold', 'the life of a lot says so');
  const { actor, cause, at } = command;
  if (!mayAnnulFor(actor.role, cause)) return no('cause-not-allowed');
  if (command.of !== undefined && command.of !== lot.winner) return no('wrong-state');
  const annulled: LifeEvent = { type: 'LotAnnulled', body: { ...saying(command), cause } };
  return accept<LifeEvent>(annulled, ...(cause === 'buyer-default' ? afterDefault(lot, at) : []));
}

function offer(lot: Born, { at }: Of<'OfferToRunnerUp'>): LotDecision {
  assert(lot.phase === 'annulled', 'the life of a lot says so');
  return owedAfterDefault(lot, at) === 'RunnerUpOffered'
    ? accept(...afterDefault(lot, at))
    : no('wrong-state');
}

/** A bidder stands by its highest bid; only a higher one can take its place. */
export function reconfirm(lot: Born, { standing }: Of<'ReconfirmBid'>): LotDecision {
  assert(lot.phase === 'paused', 'the life of a lot says so');
  if (!awaitsReconfirmation(lot)) return no('wrong-state');
  if (standing.kind !== 'bidder' || !lot.admitted.has(standing.bidderNumber)) return no('not-registered');
  const { bidderNumber } = standing;
  const ground = lot.barred.get(bidderNumber);
  if (ground !== undefined) return no('barred', { ground });
  const bid = highestOf(lot, bidderNumber);
  if (bid === null) return no('wrong-state');
  const { reconfirmed } = lot.pause;
  if (reconfirmed !== null && !goesBefore(bid, reconfirmed, lot.terms))
    return no(reconfirmed.bidderNumber === bidderNumber ? 'already-leading' : 'below-asking', {
      asking: reconfirmed.amount,
    });
  return accept({ type: 'BidReconfirmed', body: { bidderNumber, amount: bid.amount } });
}

/** The higher bid; of equal ones the later, which was a match of the other by rank. Of bids under seal the earlier. */
function goesBefore(bid: Bid, other: Bid, { format }: Terms): boolean {
  if (!isSame(bid.amount, other.amount)) return isLess(other.amount, bid.amount);
  return format === 'dutch' ? bid.seq < other.seq : other.seq < bid.seq;
}
