import { describe, expect, it } from 'vitest';
import { shareBps, soldShareBps } from '@reassign/shared/auctions/recovery.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { type Month } from '@reassign/shared/kernel/month.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { calendarDays } from '../../../web/auctions/market/calendar-days.ts';
import { ruleNumbers } from '../../../web/home/about/rule-values.ts';
import { lotView } from '../../support/lot-views.ts';

describe('a month of the calendar', () => {
  it('puts every moment on its day in Shanghai, on both sides of midnight', () => {
    const item = (at: string) => ({ at, what: 'opens', lot: lotView() }) as const;
    const days = calendarDays('2026-11' as Month, [
      item('2026-11-22T15:59:59.999Z'),
      item('2026-11-22T16:00:00.000Z'),
    ]);
    expect(days).toHaveLength(30);
    expect(days.filter(({ items }) => items.length > 0).map(({ day }) => day)).toEqual([
      '2026-11-22',
      '2026-11-23',
    ]);
    expect(days[0]).toMatchObject({ number: 1, weekday: 6 });
  });
});

describe('shares', () => {
  it('are basis points, and nothing where there is nothing to compare', () => {
    expect(shareBps({ amount: 785 }, { amount: 1_000 })).toBe(7_850);
    expect(shareBps({ amount: 1_500 }, { amount: 1_000 })).toBe(15_000);
    expect(shareBps(null, { amount: 1_000 })).toBeNull();
    expect(shareBps({ amount: 1 }, { amount: 0 })).toBeNull();
    expect(soldShareBps({ sold: 1, unsold: 2 })).toBe(3_333);
    expect(soldShareBps({ sold: 0, unsold: 0 })).toBeNull();
  });
});

describe('the rules in words', () => {
  const page = { t: translator(en), format: format('en') };

  it('read every number from the profile', () => {
    const changed = {
      ...bidding,
      noticeDays: 21,
      start: { basis: 'appraisal-share', minBps: 6_250 } as const,
      deposit: { basis: 'start-share', minBps: 300, maxBps: 1_100 } as const,
      biddingMinMs: 2 * bidding.biddingMinMs,
      extensionWindowMs: 3 * 60_000,
      extensionMs: 4 * 60_000,
      limitTimes: 7,
      losersRefundMs: 3 * 3_600_000,
    };
    const text = ruleNumbers(changed, page)
      .map(({ value }) => value)
      .join('; ');
    for (const number of [
      '21 days',
      '62.5%',
      '3% to 11%',
      '48 hours',
      '3 minutes',
      '4 minutes',
      '7 times',
      '3 hours',
    ])
      expect(text).toContain(number);
  });
});
