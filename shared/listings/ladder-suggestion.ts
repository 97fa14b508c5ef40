import {
  addDays,
  type CalendarDay,
  dayOf,
  HOUR,
  type Instant,
  later,
  MINUTE,
  startOfDay,
} from '../kernel/instant.ts';
import { nextOpening, nextStart, type Rung, sellOffEnd } from './ladder.ts';
import { usualDutch } from './dutch.ts';
import type { Profile } from './profile.ts';
import type { Format } from './route-rules.ts';

/** Midnight is lawful; people are awake at ten. */
export const OPENING_HOUR = 10;

/**
 * The next rung as it is usually planned: the lowest lawful price, opening at ten on the first day that is a workday, as
 * is the next, when bidding ends. No such day in time: the first lawful one, for the law knows no holidays here.
 */
export function suggestRung(
  before: Rung,
  format: Format,
  profile: Profile,
  isWorkday: (day: CalendarDay) => boolean,
): Rung {
  const { earliest, latest } = nextOpening(before, format, profile);
  const first = dayOf(earliest);
  const days = Array.from({ length: DAYS_LOOKED_AT }, (_, index) => addDays(first, index)).filter(
    (day) => latest === null || atTen(day) < latest,
  );
  const day = days.find((candidate) => isWorkday(candidate) && isWorkday(addDays(candidate, 1))) ?? first;
  const opensAt = atTen(day);
  return {
    format,
    start: nextStart(before, format, profile).minimum,
    opensAt,
    closesAt: endOf(format, opensAt, profile),
  };
}

function endOf(format: Format, opensAt: Instant, profile: Profile): Instant {
  if (format === 'selloff') return sellOffEnd(opensAt, profile);
  if (format === 'dutch') return later(opensAt, usualDutch.levels * USUAL_LEVEL);
  return later(opensAt, Math.max(profile.biddingMinMs, USUAL_BIDDING));
}

/** Longer than any public holiday with what is around it. */
const DAYS_LOOKED_AT = 31;
const USUAL_BIDDING = 24 * HOUR;
const USUAL_LEVEL = 5 * MINUTE;

const atTen = (day: CalendarDay): Instant => later(startOfDay(day), OPENING_HOUR * HOUR);
