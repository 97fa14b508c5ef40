import { addDays, dayOf, type Instant, startOfDay, toRfc3339 } from '../kernel/instant.ts';
import { type Money, percent } from '../kernel/money.ts';
import { dutchLimits, usualDutch, usualFall } from './dutch.ts';
import { earliestOpening } from './notice-period.ts';
import type { Profile } from './profile.ts';
import type { Format } from './route-rules.ts';

/** One round of a ladder, as it is published before the first. */
export interface Rung {
  readonly format: Format;
  readonly start: Money;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

export const ladderFaults = [
  'format-not-of-route',
  'too-many-rounds',
  'sell-off-not-last',
  'sealed-not-first',
  'currency-mixed',
  'start-out-of-range',
  'below-floor',
  'opens-too-early',
  'opens-too-late',
  'bidding-too-short',
  'sell-off-too-long',
  'fall-off-schedule',
] as const;
export type LadderFault = (typeof ladderFaults)[number];

/** Why a plan is refused: `rung` counts from 1, and the facts say what would be accepted. */
export interface BrokenRung {
  readonly rung: number;
  readonly fault: LadderFault;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Whether every rung follows from the one before it as if nobody bought there (3-trading-rules §3.2, §3.3). The first rung
 * is the listing itself and has gates of its own; no holiday moves a date. `floor`: no rung starts below it.
 */
export function brokenRungs(
  rungs: readonly Rung[],
  profile: Profile,
  floor: Money | null = null,
): BrokenRung[] {
  return rungs.flatMap((rung, index) => {
    const before = rungs[index - 1];
    const faults: BrokenRung[] = [];
    const refuse = (fault: LadderFault, facts: BrokenRung['facts'] = {}): void => {
      faults.push({ rung: index + 1, fault, facts });
    };
    if (!profile.formats.includes(rung.format)) refuse('format-not-of-route', { formats: profile.formats });
    if (isRoundTooMany(rungs, index, profile)) refuse('too-many-rounds', { maximum: profile.maxRounds });
    if (floor !== null && rung.start.amount < floor.amount) refuse('below-floor', { minimum: floor });
    if (before === undefined) return faults;
    if (before.format === 'selloff') refuse('sell-off-not-last');
    // Its key is made at the publication of its own notice.
    if (rung.format === 'sealed') refuse('sealed-not-first');
    if (rung.start.currency !== before.start.currency) refuse('currency-mixed');
    else {
      const range = nextStart(before, rung.format, profile);
      const isBeyond = rung.start.amount < range.minimum.amount || rung.start.amount > range.maximum.amount;
      if (isBeyond) refuse('start-out-of-range', { ...range });
    }
    const { earliest, latest } = nextOpening(before, rung.format, profile);
    if (rung.opensAt < earliest) refuse('opens-too-early', { earliest: toRfc3339(earliest) });
    if (latest !== null && rung.opensAt >= latest) refuse('opens-too-late', { before: toRfc3339(latest) });
    refuseDuration(rung, profile, refuse);
    return faults;
  });
}

/** A sell-off that does not follow enough rounds in which nobody bought. */
export interface EarlySellOff {
  readonly rung: number;
  /** Failed rounds before it: those of the plan, as if nobody bought, and those of before. */
  readonly failed: number;
  readonly needed: number;
}

/**
 * 变卖 comes after failed rounds only: after all that the route has (法释〔2016〕18号 art. 26; 2020 rules art. 25), where it sets
 * no number after one. `failedBefore`: rounds of earlier lots.
 */
export function earlySellOff(
  rungs: readonly Pick<Rung, 'format'>[],
  profile: Profile,
  failedBefore: number,
): EarlySellOff | null {
  const at = rungs.findIndex(({ format }) => format === 'selloff');
  const failed = at + failedBefore;
  const needed = roundsBeforeSellOff(profile);
  return at === -1 || failed >= needed ? null : { rung: at + 1, failed, needed };
}

/** How many rounds have to fail before a sell-off. */
export const roundsBeforeSellOff = ({ maxRounds }: Pick<Profile, 'maxRounds'>): number =>
  Math.max(1, maxRounds ?? 1);

/** English rounds up to and with this one. */
function isRoundTooMany(rungs: readonly Rung[], index: number, { maxRounds }: Profile): boolean {
  if (maxRounds === null || rungs[index]?.format !== 'english') return false;
  return rungs.slice(0, index + 1).filter(({ format }) => format === 'english').length > maxRounds;
}

function refuseDuration(
  rung: Rung,
  profile: Profile,
  refuse: (fault: LadderFault, facts?: BrokenRung['facts']) => void,
): void {
  const { format, opensAt, closesAt } = rung;
  if (format === 'selloff') {
    const latest = sellOffEnd(opensAt, profile);
    if (closesAt > latest) refuse('sell-off-too-long', { latest: toRfc3339(latest) });
  }
  const isOffSchedule = Object.values(dutchLimits).some((isBeyond) =>
    isBeyond({ ...usualFall(rung), ...rung }),
  );
  if (format === 'dutch' && isOffSchedule) refuse('fall-off-schedule', { levels: usualDutch.levels });
  const minimum = format === 'english' ? profile.biddingMinMs : 0;
  if (closesAt <= opensAt || closesAt - opensAt < minimum) {
    refuse('bidding-too-short', { biddingMinMs: minimum });
  }
}

/** The first bid of a sell-off may come until day 60, 24:00; the day of its opening does not count. */
export const sellOffEnd = (opensAt: Instant, { sellOff }: Profile): Instant =>
  startOfDay(addDays(dayOf(opensAt), (sellOff?.openDays ?? 0) + 1));

/** A sell-off is at the price where nobody bought; another rung is cut by at most so much, rounded up to the fen. */
export function nextStart(
  { start }: Pick<Rung, 'start'>,
  format: Format,
  { nextRound: { cutMaxBps } }: Profile,
): { readonly minimum: Money; readonly maximum: Money } {
  if (format === 'selloff') return { minimum: start, maximum: start };
  const minimum = cutMaxBps === null ? { ...start, amount: 1 } : percent(start, 10_000 - cutMaxBps, 'up');
  return { minimum, maximum: start };
}

/**
 * When the rung after one that nobody bought in may open: after its own notice, and (other than a sell-off) on a day
 * within the days of the route. `latest` is the first instant that is too late.
 */
export function nextOpening(
  { closesAt }: Pick<Rung, 'closesAt'>,
  format: Format,
  { nextNoticeDays, nextRound: { withinDays } }: Profile,
): { readonly earliest: Instant; readonly latest: Instant | null } {
  const isOpenEnded = withinDays === null || format === 'selloff';
  return {
    earliest: earliestOpening(closesAt, nextNoticeDays),
    latest: isOpenEnded ? null : startOfDay(addDays(dayOf(closesAt), withinDays + 1)),
  };
}
