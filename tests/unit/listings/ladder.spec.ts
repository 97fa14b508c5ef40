import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type CalendarDay,
  DAY,
  dayOf,
  HOUR,
  type Instant,
  instant,
  later,
  MINUTE,
  startOfDay,
} from '@reassign/shared/kernel/instant.ts';
import { brokenRungs, type LadderFault, nextStart, type Rung } from '@reassign/shared/listings/ladder.ts';
import { suggestRung } from '@reassign/shared/listings/ladder-suggestion.ts';
import { newestProfile, type Profile } from '@reassign/shared/listings/profile.ts';
import type { Route } from '@reassign/shared/listings/route-rules.ts';
import { auctionRules } from '../../support/auction-rules.ts';
import { yuan } from '../../support/lot.ts';

/** A moment in 2026, Asia/Shanghai. */
const at = (text: string): Instant => instant(Date.parse(`2026-${text}+08:00`));
const day = (text: string): Instant => at(`${text}T10:00:00.000`);

/** Ends on 1 June at ten, as in §3.9 case 11. */
const first: Rung = {
  format: 'english',
  start: yuan(700_000),
  opensAt: day('05-31'),
  closesAt: day('06-01'),
};
const second = (change: Partial<Rung> = {}): Rung => {
  const opensAt = change.opensAt ?? day('06-25');
  return { format: 'english', start: yuan(560_000), opensAt, closesAt: later(opensAt, DAY), ...change };
};

const faults = (
  rungs: readonly Rung[],
  route: Route = 'bidding',
  floor = null as Rung['start'] | null,
): LadderFault[] => brokenRungs(rungs, newestProfile(route), floor).map(({ fault }) => fault);

describe('the next round', () => {
  it('starts at 80 % of the one before or more, rounded up to the fen (§3.9 case 11)', () => {
    expect(faults([first, second({ start: yuan(559_999.99) })])).toEqual(['start-out-of-range']);
    expect(faults([first, second({ start: yuan(560_000) })])).toEqual([]);
    expect(nextStart({ start: yuan(333_333.33) }, 'english', newestProfile('bidding')).minimum).toEqual(
      yuan(266_666.67),
    );
  });
  it('is not dearer than the one before', () => {
    expect(faults([first, second({ start: yuan(700_000) })])).toEqual([]);
    expect(faults([first, second({ start: yuan(700_000.01) })])).toEqual(['start-out-of-range']);
  });
  it.each([
    ['bidding', '07-01T23:59:59.999', '07-02T00:00:00.000'],
    ['judicial', '07-01T23:59:59.999', '07-02T00:00:00.000'],
    ['civil-2020', '07-31T23:59:59.999', '08-01T00:00:00.000'],
  ] as const)('`%s`: unsold on 1 June it opens by %s, not at %s (§3.9 case 11)', (route, last, late) => {
    expect(faults([first, second({ opensAt: at(last) })], route)).toEqual([]);
    expect(faults([first, second({ opensAt: at(late) })], route)).toEqual(['opens-too-late']);
  });
  it('opens after a notice of its own', () => {
    expect(faults([first, second({ opensAt: at('06-16T23:59:59.999') })])).toEqual(['opens-too-early']);
    expect(faults([first, second({ opensAt: at('06-17T00:00:00.000') })])).toEqual([]);
  });
  it('lasts as long as the first had to', () => {
    const opensAt = day('06-25');
    expect(faults([first, second({ opensAt, closesAt: later(opensAt, DAY - 1) })])).toEqual([
      'bidding-too-short',
    ]);
  });
  it('says what would be accepted', () => {
    expect(
      brokenRungs([first, second({ opensAt: at('07-02T00:00:00.000') })], newestProfile('judicial')),
    ).toEqual([{ rung: 2, fault: 'opens-too-late', facts: { before: '2026-07-01T16:00:00.000Z' } }]);
  });
  it('follows the court’s own model cases', () => {
    for (const { first: before, second: next, ok } of auctionRules.cases.second)
      expect(
        faults([{ ...first, start: yuan(before) }, second({ start: yuan(next) })], 'judicial').length === 0,
      ).toBe(ok);
  });
});

describe('the rounds of a route', () => {
  /** So many English rounds, each as suggested after the one before. */
  const rounds = (count: number, route: Route): Rung[] => {
    const plan = [first];
    while (plan.length < count)
      plan.push(suggestRung(plan.at(-1) ?? first, 'english', newestProfile(route), () => true));
    return plan;
  };
  it.each([
    ['judicial', 2],
    ['civil-2020', 3],
  ] as const)('`%s`: at most %i, and then a sell-off', (route, most) => {
    const plan = rounds(most, route);
    expect(faults(plan, route)).toEqual([]);
    expect(faults(rounds(most + 1, route), route)).toEqual(['too-many-rounds']);
    const last = plan.at(-1) ?? first;
    expect(faults([...plan, suggestRung(last, 'selloff', newestProfile(route), () => true)], route)).toEqual(
      [],
    );
  });
  it('are in the formats of the route', () => {
    const fall = second({ format: 'dutch', closesAt: later(day('06-25'), 81 * 5 * MINUTE) });
    expect(faults([first, fall], 'judicial')).toEqual(['format-not-of-route']);
    expect(faults([first, fall])).toEqual([]);
  });
  it.each([
    [81 * MINUTE - 81, ['fall-off-schedule']],
    [81 * MINUTE, []],
    [81 * 5 * MINUTE + 1, ['fall-off-schedule']],
    [81 * DAY, []],
    [81 * DAY + 81, ['fall-off-schedule']],
  ])('a fall of %d ms has 81 levels of equal length, from a minute to a day each', (ms, expected) => {
    const fall = second({ format: 'dutch', closesAt: later(day('06-25'), ms) });
    expect(faults([first, fall])).toEqual(expected);
  });
  it('are under sealed bids only if they are the first: the key is made with its notice', () => {
    const sealed = { format: 'sealed' as const };
    expect(faults([{ ...first, ...sealed }, second()])).toEqual([]);
    expect(faults([first, second(sealed)])).toEqual(['sealed-not-first']);
  });
  it('never start below the agreed floor', () => {
    expect(faults([first, second()], 'bidding', yuan(560_000))).toEqual([]);
    expect(faults([first, second()], 'bidding', yuan(560_000.01))).toEqual(['below-floor']);
  });
});

describe('a sell-off', () => {
  const sellOff = (change: Partial<Rung> = {}): Rung => ({
    format: 'selloff',
    start: yuan(700_000),
    opensAt: day('06-25'),
    closesAt: at('08-25T00:00:00.000'),
    ...change,
  });
  it('is at the price at which nobody bought', () => {
    expect(faults([first, sellOff()])).toEqual([]);
    for (const start of [699_999.99, 700_000.01])
      expect(faults([first, sellOff({ start: yuan(start) })])).toEqual(['start-out-of-range']);
  });
  it('is open until day 60, 24:00', () => {
    expect(faults([first, sellOff({ closesAt: at('08-25T00:00:00.001') })])).toEqual(['sell-off-too-long']);
  });
  it('comes last', () => {
    const after = second({ opensAt: day('09-15'), start: yuan(600_000) });
    expect(faults([first, sellOff(), after])).toEqual(['sell-off-not-last']);
  });
});

describe('a suggested round', () => {
  const bidding = newestProfile('bidding');
  it('opens at ten on a workday after which there is another', () => {
    const off = new Set(['2026-06-17', '2026-06-19', '2026-06-20', '2026-06-21']);
    const isWorkday = (candidate: CalendarDay) => !off.has(candidate);
    expect(suggestRung(first, 'english', bidding, isWorkday)).toEqual({
      format: 'english',
      start: yuan(560_000),
      opensAt: day('06-22'),
      closesAt: day('06-23'),
    });
  });
  it('opens on the first lawful day where there is no workday in time: no holiday moves a rule', () => {
    expect(suggestRung(first, 'english', bidding, () => false).opensAt).toBe(day('06-17'));
  });
  it('is lawful after any round, on any calendar', () => {
    const profiles: Profile[] = [bidding, newestProfile('judicial'), newestProfile('civil-2020')];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000 * 24 }),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.constantFrom(...profiles),
        fc.constantFrom('english' as const, 'selloff' as const),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        (hours, price, profile, format, week) => {
          const closesAt = later(startOfDay('2026-01-01' as CalendarDay), hours * HOUR);
          const start = { ...first.start, amount: price };
          const before = { ...first, start, opensAt: later(closesAt, -DAY), closesAt };
          const isWorkday = (candidate: CalendarDay) =>
            week[((startOfDay(candidate) / DAY + 0.5) % 7) | 0] ?? false;
          expect(brokenRungs([before, suggestRung(before, format, profile, isWorkday)], profile)).toEqual([]);
        },
      ),
    );
  });
  it('knows the days around the end of a month', () => {
    expect(
      dayOf(suggestRung({ ...first, closesAt: day('02-10') }, 'english', bidding, () => true).opensAt),
    ).toBe(addDays('2026-02-10' as CalendarDay, 16));
  });
});
