import type { LotSummary } from '../auctions/api.ts';
import type { CourseView } from '../auctions/course-view.ts';
import type { HiddenBidOpened, LevelAccepted } from '../auctions/formats/dutch-events.ts';
import { above, bestAsking, levelAt, priceOfLevel } from '../auctions/formats/dutch-prices.ts';
import { fromInstant, toInstant, toMoney } from '../kernel/codecs.ts';
import { type Instant, later } from '../kernel/instant.ts';
import { isLess, type Money } from '../kernel/money.ts';

type Change = Partial<LotSummary>;
export type DutchCourseView = Extract<CourseView, { pausedAt: unknown }>;

const laterBy = (instant: string, ms: number): string => fromInstant(later(toInstant(instant), ms));

/** Somebody stopped the fall: the sealed phase follows its scheduled end. */
export function afterLevel(lot: LotSummary, { body }: LevelAccepted, at: string): Change {
  const { course, offer, closesAt } = lot;
  if (offer.format !== 'dutch' || course?.step !== 'fall') return {};
  const { bidderNumber, amount: price } = body;
  return {
    price: toMoney(price),
    leader: bidderNumber,
    bidCount: lot.bidCount + 1,
    asking: above(toMoney(price)),
    closesAt: laterBy(closesAt, offer.sealedMs),
    course: {
      step: 'sealed',
      fall: course.fall,
      taken: { bidderNumber, price: toMoney(price), at: fromInstant(toInstant(at)) },
      opensAt: closesAt,
      pausedAt: null,
    },
  };
}

/** The highest bid under seal leads, of equal ones the one that was opened first; the best bid is due over it. */
export function afterHiddenOpened(lot: LotSummary, { body }: HiddenBidOpened): Change {
  const { course, offer, price } = lot;
  if (offer.format !== 'dutch' || course === null || !('taken' in course)) return {};
  const opening: Change =
    course.step === 'sealed'
      ? { course: { ...course, step: 'best' }, closesAt: laterBy(lot.closesAt, offer.bestMs) }
      : {};
  const amount = toMoney(body.amount);
  if (price !== null && !isLess(toMoney(price), amount)) return opening;
  const asking = bestAsking(toMoney(lot.start), amount, amount);
  return { ...opening, price: amount, leader: body.bidderNumber, asking };
}

/** What begins later begins as much later as the lot stood still; without a leader the fall goes on where it was stopped. */
export function afterPause(lot: LotSummary, course: DutchCourseView, closesAt: string, at: string): Change {
  const stood = toInstant(at) - toInstant(course.pausedAt ?? at);
  const fallFrom = (ms: number) => ({ beganAt: laterBy(course.fall.beganAt, ms), endsAt: closesAt });
  const start = toMoney(lot.start);
  if (course.step === 'fall')
    return { asking: start, course: { step: 'fall', fall: fallFrom(stood), pausedAt: null } };
  if (lot.leader === null || lot.price === null) {
    const fall = fallFrom(toInstant(at) - toInstant(course.taken.at));
    return { asking: start, course: { step: 'fall', fall, pausedAt: null } };
  }
  const price = toMoney(lot.price);
  const isOwn =
    lot.leader === course.taken.bidderNumber &&
    (course.step === 'sealed' || isLess(toMoney(course.taken.price), price));
  return {
    asking: isOwn ? above(price) : bestAsking(start, price, price),
    course: { ...course, opensAt: laterBy(course.opensAt, stood), pausedAt: null },
  };
}

/** The level that can be taken now, and when the next one comes; `null` when the price of this lot does not fall now. */
export interface FallNow {
  readonly level: number;
  readonly price: Money;
  readonly next: { readonly price: Money; readonly at: Instant } | null;
}

export function fallAt(
  {
    phase,
    course,
    offer,
    start,
    closesAt,
  }: Pick<LotSummary, 'phase' | 'course' | 'offer' | 'start' | 'closesAt'>,
  now: Instant,
): FallNow | null {
  if (phase !== 'open' || course?.step !== 'fall' || offer.format !== 'dutch') return null;
  const beganAt = toInstant(course.fall.beganAt);
  const level = Math.max(0, levelAt({ beganAt }, offer, now));
  const next = later(beganAt, (level + 1) * offer.levelMs);
  const isLast = level + 1 >= offer.levels || next >= toInstant(closesAt);
  return {
    level,
    price: priceOfLevel(toMoney(start), level),
    next: isLast ? null : { price: priceOfLevel(toMoney(start), level + 1), at: next },
  };
}

/** What is asked for now, also where that changes by itself. */
export const askingNow = (lot: LotSummary, now: Instant): Money =>
  fallAt(lot, now)?.price ?? toMoney(lot.asking);

/** A lot as whoever asks at `now` is told of it. */
export const asOf = <Lot extends LotSummary>(lot: Lot, now: Instant): Lot => ({
  ...lot,
  asking: askingNow(lot, now),
});

/** How many bidders have a bid under seal now, by the entries held: each has one at most, whatever its versions. */
export function hiddenBids(
  entries: readonly { readonly type: string; readonly body: Readonly<Record<string, unknown>> }[],
): number {
  const live = new Set<unknown>();
  for (const { type, body } of entries) {
    if (type === 'LevelAccepted') live.clear();
    if (type === 'HiddenBidPlaced') live.add(body['bidderNumber']);
    if (type === 'HiddenBidWithdrawn') live.delete(body['bidderNumber']);
  }
  return live.size;
}
