import { accept, refuse } from '../kernel/decision.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import { addDays, dayOf, type Instant, startOfDay, toRfc3339 } from '../kernel/instant.ts';
import { isLess } from '../kernel/money.ts';
import { exceedsAuthority } from './authority.ts';
import type { LotDecision } from './formats/format.ts';
import type { LifeEvent } from './life-events.ts';
import { opensBefore, nextRound } from './next-round.ts';
import type { Born, LotCommand, LotRefusal, OpenOffer, Running, RunnerUp } from './types.ts';

/*
 * After a buyer's default (3-trading-rules §3.1): the platform annuls the sale; where the notice said so the runner-up is
 * offered the right at its own highest bid; else, or when it does not take it, the next round of the ladder follows.
 */

type Of<Type extends LotCommand['type']> = Extract<LotCommand, { type: Type }>;
export type AnnulledLot = Extract<Born, { phase: 'annulled' }>;

const no = (code: LotRefusal['code'], facts: Omit<LotRefusal, 'code'> = {}): LotDecision =>
  refuse({ code, ...facts });

/**
 * Whoever bid highest beside the winner, at that bid; `null` when nobody did, or only below a reserve. Of equal bids the one
 * that led later: it matched the other by rank. Only a price that rises has one: under seal nobody saw whom it was against.
 */
export function runnerUpOf(lot: LotAtHammer, winner: BidderNumber): RunnerUp | null {
  const { barred, reserve, terms } = lot;
  if (terms.format !== 'english' && terms.format !== 'selloff') return null;
  let best: RunnerUp | null = null;
  for (const { bidderNumber, amount } of bidsOf(lot)) {
    if (bidderNumber === winner || barred.has(bidderNumber)) continue;
    if (best === null || isLess(best.amount, amount)) best = { bidderNumber, amount };
  }
  const least = reserve?.opened ?? null;
  return best !== null && least !== null && isLess(best.amount, least) ? null : best;
}

/** A maximum that was beaten was a bid, however far its open bids went. */
function* bidsOf({ opened, beaten }: Pick<Running, 'beaten' | 'opened'>): Generator<RunnerUp> {
  for (let one = opened; one !== undefined; one = one.before) yield one;
  for (let one = beaten; one !== null; one = one.before) yield one.bid;
}

type LotAtHammer = Pick<Running, 'beaten' | 'opened' | 'barred' | 'reserve' | 'terms'>;

/** 24:00 of the last day of an offer; the day on which it is made does not count (民法典 201). */
export const offerEndsAt = (at: Instant, days: number): Instant => startOfDay(addDays(dayOf(at), days + 1));

/** What is owed to the runner-up of a sale that failed by default: where its notice said so, and somebody is there. */
export function offerAfter(
  { runnerUp, runnerUpDays, terms }: SaleThatFailed,
  at: Instant,
): (RunnerUp & { readonly until: Instant }) | null {
  if (runnerUp === null || runnerUpDays === null || !terms.rules.runnerUpOffer) return null;
  return { ...runnerUp, until: offerEndsAt(at, runnerUpDays) };
}

type SaleThatFailed = Pick<AnnulledLot, 'runnerUp' | 'runnerUpDays' | 'terms'>;

/**
 * Whether a next round begins its notice with the end of a sale that failed by default. What the profile says of the time
 * to it is counted from there: the round itself had a buyer. A reserve that was opened cannot be hidden again.
 */
export const mayRoundFollow = ({ ladder, reserve }: Pick<Born, 'ladder' | 'reserve'>): boolean =>
  ladder.length > 0 && reserve === null;

function roundAfter(lot: Ending, at: Instant) {
  if (!lot.terms.rules.nextRound.byItself || !mayRoundFollow(lot)) return null;
  const round = nextRound(lot, at);
  const until = opensBefore({ ...lot, closesAt: at });
  return round !== null && (until === null || Date.parse(round.opensAt) < until) ? round : null;
}
type Ending = Pick<Born, 'ladder' | 'reserve' | 'terms'>;

/** What follows at once: the offer, else the next round, else nothing. */
export function afterDefault(lot: Ending & SaleThatFailed, at: Instant): readonly LifeEvent[] {
  const offer = offerAfter(lot, at);
  if (offer !== null) {
    const { bidderNumber, amount, until } = offer;
    const body = { actor: { role: 'platform' }, bidderNumber, amount, until: toRfc3339(until) } as const;
    return [{ type: 'RunnerUpOffered', body }];
  }
  const round = roundAfter(lot, at);
  return round === null ? [] : [{ type: 'RoundAnnounced', body: { actor: { role: 'platform' }, ...round } }];
}

/** What an annulled lot still has to say, at the instant of its last entry; `null`: nothing. */
export const owedAfterDefault = (lot: Born, at: Instant): LifeEvent['type'] | null =>
  lot.phase === 'annulled' && lot.cause === 'buyer-default' && lot.offer === null
    ? (afterDefault(lot, at)[0]?.type ?? null)
    : null;

/** Whether a lot whose sale was annulled may still be sold: to the runner-up, or in a round that was published. */
export const mayGoOn = (lot: AnnulledLot): boolean =>
  lot.cause === 'buyer-default' && (lot.offer !== null || mayRoundFollow(lot));

/** By the runner-up itself, before the end of its offer, within its mandate. */
export function answerOffer(lot: AnnulledLot, { standing, accepts, at }: Of<'AnswerOffer'>): LotDecision {
  const { offer } = lot;
  if (offer === null) return no('wrong-state');
  if (standing.kind === 'barred') return no('barred', { ground: standing.ground });
  if (standing.kind !== 'bidder') return no('not-registered');
  const { bidderNumber, authority } = standing;
  if (bidderNumber !== offer.bidderNumber) return no('not-your-turn');
  if (at >= offer.until) return no('too-late', { until: offer.until });
  if (!accepts) return ended(lot, { type: 'RunnerUpDeclined', body: { bidderNumber } }, at);
  const ground = lot.barred.get(bidderNumber);
  if (ground !== undefined) return no('barred', { ground });
  if (authority !== undefined && exceedsAuthority(authority, [offer.amount], at))
    return no('authority-exceeded');
  return accept<LifeEvent>({ type: 'RunnerUpAccepted', body: { bidderNumber, amount: offer.amount } });
}

/** Early, nothing happens: a timer may come before its time. */
export function lapseOffer(lot: AnnulledLot, { actor, at }: Of<'LapseOffer'>): LotDecision {
  if (lot.offer === null || at < lot.offer.until) return accept();
  return ended(lot, { type: 'RunnerUpLapsed', body: { actor } }, at);
}

const ended = (lot: AnnulledLot, event: LifeEvent, at: Instant): LotDecision =>
  accept<LifeEvent>(event, ...afterDefault({ ...lot, runnerUp: null }, at));

/** An offer as the log says it. */
export const openOffer = (bidderNumber: string, amount: OpenOffer['amount'], until: Instant): OpenOffer => ({
  bidderNumber: bidderNumber as BidderNumber,
  amount,
  until,
});
