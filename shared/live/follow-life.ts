import type { LotSummary, LotView } from '../auctions/api.ts';
import type { Registered, UnsoldReason } from '../auctions/events.ts';
import type { LifeEvent } from '../auctions/life-events.ts';
import { offerIn } from '../auctions/offer.ts';
import { rulesOf } from '../listings/lot-rules.ts';
import { placeOf } from '../auctions/priority.ts';
import { toInstant } from '../kernel/codecs.ts';
import type { LotId } from '../kernel/ids.ts';
import { changeAfterPause } from './bidding.ts';

/** A row knows less of a lot than its page does: what it does not know is left out. */
type Page = Pick<
  LotView,
  | 'pause'
  | 'ended'
  | 'runnerUp'
  | 'corrections'
  | 'failedRounds'
  | 'nextRounds'
  | 'unsoldReason'
  | 'priority'
  | 'profile'
  | 'rules'
>;

const onPage = (lot: LotSummary, said: (page: Page) => Partial<Page>): Partial<Page> =>
  'corrections' in lot ? said(lot as LotSummary & Page) : {};

/** `lot` is what was known before; `next` the same, one entry further. */
export function afterMove<Lot extends LotSummary>(
  lot: LotSummary,
  next: Lot,
  { type, body }: LifeEvent,
  { at }: { readonly at: string },
): Lot {
  switch (type) {
    case 'LotPaused': {
      const { cause, reason } = body;
      const pause = { cause, reason, since: at };
      return {
        ...next,
        ...{ phase: 'paused', asking: lot.price ?? lot.start, course: standing(lot, at) },
        ...onPage(lot, () => ({ pause })),
      };
    }
    case 'PauseCauseEnded':
    case 'PaymentNotified':
      return next;
    case 'LotResumed':
      return { ...next, ...resumed(lot, body, at), ...onPage(lot, () => ({ pause: null })) };
    case 'BidderBarred':
      return body.bidderNumber === lot.leader
        ? { ...next, price: null, leader: null, asking: lot.start }
        : next;
    case 'BidReconfirmed': {
      const { bidderNumber, amount } = body;
      return { ...next, price: amount, leader: bidderNumber, asking: amount };
    }
    case 'LotWithdrawn':
    case 'LotAnnulled': {
      const { cause, reason } = body;
      const phase = type === 'LotAnnulled' ? 'annulled' : 'withdrawn';
      const ended = { pause: null, ended: { cause, reason }, runnerUp: null };
      return { ...next, ...stopped(lot), phase, stage: null, ...onPage(lot, () => ended) };
    }
    case 'LotSettledBeforeSale': {
      const ended = { pause: null, ended: { cause: null, reason: body.reason } };
      return { ...next, ...stopped(lot), phase: 'settled-before-sale', ...onPage(lot, () => ended) };
    }
    case 'SaleConfirmed':
      return { ...next, stage: 'confirmed' };
    case 'NoticeCorrected': {
      const { changes, reason } = body;
      const correction = { at, changes: changes.map((change) => ({ ...change })), reason };
      return {
        ...next,
        ...onPage(lot, ({ corrections }) => ({ corrections: [...corrections, correction] })),
      };
    }
    case 'LadderStopped': {
      const isCalledOff = lot.phase === 'notice' && lot.round > 1;
      const page: Partial<Page> = { nextRounds: [], ...(isCalledOff && { unsoldReason: 'ladder-stopped' }) };
      return { ...next, ...(isCalledOff && { phase: 'unsold' }), ...onPage(lot, () => page) };
    }
    case 'RoundAnnounced': {
      const { round, start, deposit, opensAt, closesAt } = body;
      const fresh = { phase: 'notice', price: null, leader: null, bidCount: 0, asking: start } as const;
      const page = ({ nextRounds }: Page) => ({
        ...{ unsoldReason: null, ended: null, priority: [] },
        nextRounds: nextRounds.slice(1),
      });
      const terms = { round, start, deposit, opensAt, closesAt, offer: offerIn(body) };
      return { ...next, ...terms, ...fresh, ...onPage(lot, page) };
    }
    case 'RunnerUpOffered': {
      const { bidderNumber, amount, until } = body;
      return { ...next, ...onPage(lot, () => ({ runnerUp: { bidderNumber, amount, until } })) };
    }
    case 'RunnerUpAccepted': {
      const { bidderNumber, amount } = body;
      const sold = { phase: 'sold', stage: 'confirmed', price: amount, asking: amount } as const;
      return {
        ...next,
        ...sold,
        leader: bidderNumber,
        ...onPage(lot, () => ({ ended: null, runnerUp: null })),
      };
    }
    case 'RunnerUpDeclined':
    case 'RunnerUpLapsed':
      return { ...next, ...onPage(lot, () => ({ runnerUp: null })) };
  }
}

/** Whoever goes first stands in the log with its rank. */
export const afterRegistration = <Lot extends LotSummary>(
  lot: LotSummary,
  next: Lot,
  body: Registered['body'],
): Lot => ({
  ...next,
  ...onPage(lot, ({ priority, profile, rules: brought }) => {
    const rules = rulesOf({ profile, rules: brought }) ?? { equalRank: 'earlier' };
    const place = placeOf({ lotId: lot.id as LotId, terms: { rules } }, body);
    return place === null ? {} : { priority: [...priority, { bidderNumber: body.bidderNumber, place }] };
  }),
});

/** A lot that was paused in its notice is in notice again; its opening has not come. */
function resumed(
  lot: LotSummary,
  { opensAt, closesAt }: { readonly opensAt: string; readonly closesAt: string },
  at: string,
): Partial<LotSummary> {
  if (toInstant(opensAt) >= toInstant(at)) return { phase: 'notice', opensAt, closesAt, asking: lot.start };
  return { phase: 'open', closesAt, ...changeAfterPause(lot, closesAt, at) };
}

/** A lot that is paused stands where it stood. */
const standing = ({ course }: LotSummary, at: string): LotSummary['course'] =>
  course !== null && 'pausedAt' in course ? { ...course, pausedAt: at } : course;

/** What is over asks for nothing: the price that was reached stays to be seen. */
const stopped = ({ price, start }: LotSummary) => ({ asking: price ?? start, course: null });

/** Nobody bought in this round. */
export function afterUnsold<Lot extends LotSummary>(
  lot: LotSummary,
  next: Lot,
  reason: UnsoldReason,
  at: string,
): Lot {
  const failed = { round: lot.round, start: lot.start, reason, at };
  const page = ({ failedRounds }: Page) => ({
    unsoldReason: reason,
    failedRounds: [...failedRounds, failed],
  });
  return { ...next, phase: 'unsold', ...onPage(lot, page) };
}
