import { toInstant } from '../kernel/codecs.ts';
import { type Instant, later, toRfc3339 } from '../kernel/instant.ts';
import { type Money, money } from '../kernel/money.ts';
import { depositRange } from '../listings/limits.ts';
import { nextOpening } from '../listings/ladder.ts';
import { earliestOpening } from '../listings/notice-period.ts';
import type { UnsoldReason } from './events.ts';
import { formatOf } from './formats/rules.ts';
import type { Announcement } from './life-events.ts';
import type { Born, Terms } from './types.ts';

/** What the next round follows from: a lot at its end. */
type Ending = Pick<Born, 'ladder' | 'terms'> & { readonly closesAt: Instant };

/**
 * Whether the next round begins its notice with the end of this one: a rung is left, in time, and the profile leaves
 * nothing to decide. A round in which nobody could bid, or nobody knows who did, has to be decided about.
 */
export const followsByItself = (lot: Ending, reason: UnsoldReason, at: Instant): boolean => {
  const round = nextRound(lot, at);
  const isOpenQuestion = reason === 'never-open' || reason === 'not-opened' || reason === 'ladder-stopped';
  return round !== null && !isOpenQuestion && lot.terms.rules.nextRound.byItself && !isTooLate(lot, round);
};

/**
 * The next rung as it is announced at `at`: at its published start, and at its published times unless its notice would be
 * too short; then it moves on as a whole. `null` when no rung is left.
 */
export function nextRound(
  { ladder, terms }: Pick<Ending, 'ladder' | 'terms'>,
  at: Instant,
): Announcement | null {
  const [rung] = ladder;
  const offer = rung && formatOf(rung.format).offerAfter(terms, rung);
  if (!offer) return null;
  const earliest = earliestOpening(at, terms.rules.nextNoticeDays);
  const opensAt = rung.opensAt > earliest ? rung.opensAt : earliest;
  return {
    round: terms.round + 1,
    start: rung.start,
    deposit: depositFor(rung.start, terms),
    opensAt: toRfc3339(opensAt),
    closesAt: toRfc3339(later(rung.closesAt, opensAt - rung.opensAt)),
    ...offer,
  };
}

/** The deposit of the round before, as far as a lower start still allows it. */
function depositFor(start: Money, { deposit, rules }: Terms): Money {
  const { minimum, maximum } = depositRange(start, null, rules);
  const most = maximum === null ? deposit.amount : Math.min(deposit.amount, maximum.amount);
  return money(Math.max(most, minimum.amount), deposit.currency);
}

/** The first instant at which the next round can no longer open; `null` when the profile sets none. */
export const opensBefore = ({ closesAt, ladder, terms }: Ending): Instant | null =>
  ladder[0] === undefined ? null : nextOpening({ closesAt }, ladder[0].format, terms.rules).latest;

export function isTooLate(lot: Ending, { opensAt }: Announcement): boolean {
  const until = opensBefore(lot);
  return until !== null && toInstant(opensAt) >= until;
}
