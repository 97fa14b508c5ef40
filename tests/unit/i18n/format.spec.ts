import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '@reassign/shared/i18n/format.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { DAY, dayOf, HOUR, instant, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import { MAX_AMOUNT_MINOR, money } from '@reassign/shared/kernel/money.ts';

const zh = format('zh');
const en = format('en');
const yuan = (amount: number) => money(amount * 100, CNY);
const newYork = { name: 'America/New_York', aheadMs: () => -5 * HOUR };
/** 2026-11-23 14:05:09.123 in Shanghai. */
const at = instant(Date.UTC(2026, 10, 23, 6, 5, 9, 123));

describe('money', () => {
  it('is exact to the fen in both languages', () => {
    expect(zh.money(yuan(1_250_000))).toBe('¥1,250,000.00');
    expect(en.money(yuan(1_250_000))).toBe('¥1,250,000.00');
    expect(zh.money(money(MAX_AMOUNT_MINOR - 1, CNY))).toBe('¥99,999,999,999.99');
  });

  it('leaves out fen that are not there in prices, and never one that is', () => {
    expect(zh.price(yuan(820_000))).toBe('¥820,000');
    expect(zh.price(money(82_000_050, CNY))).toBe('¥820,000.50');
  });

  it('says which currency it is when it is not yuan', () => {
    expect(en.money(money(123_456, currency('USD')))).toBe('US$1,234.56');
  });

  it('is short only where nothing is rounded', () => {
    expect(zh.brief(yuan(1_250_000))).toBe('125万');
    expect(zh.brief(yuan(1_255_000))).toBe('125.5万');
    expect(zh.brief(yuan(125_000_000))).toBe('1.25亿');
    expect(zh.brief(yuan(9_999))).toBeNull();
    expect(zh.brief(yuan(10_000))).toBe('1万');
    expect(zh.brief(money(100_000_001, CNY))).toBeNull();
    expect(en.brief(yuan(1_250_000))).toBe('¥1.25M');
  });
});

describe('time', () => {
  it('is shown in Shanghai unless the reader is elsewhere', () => {
    expect(zh.dateTime(at)).toBe('2026年11月23日 14:05:09');
    expect(en.dateTime(at)).toBe('23 Nov 2026, 14:05:09');
    expect(format('en', newYork).dateTime(at)).toBe('23 Nov 2026, 01:05:09');
  });

  it('is shown to the millisecond for bids', () => {
    expect(zh.exactTime(at)).toBe('14:05:09.123');
  });

  it('leaves calendar days where they are', () => {
    expect(format('zh', newYork).day('2026-11-23')).toBe('2026年11月23日');
    expect(en.day('2026-11-23')).toBe('23 Nov 2026');
  });

  it('midnight is 00, not 24', () => {
    expect(zh.clockTime(instant(Date.UTC(2026, 10, 22, 16)))).toBe('00:00');
  });

  it.each([
    [-1, '00:00'],
    [0, '00:00'],
    [1, '00:01'],
    [5 * MINUTE, '05:00'],
    [5 * MINUTE - 1, '05:00'],
    [5 * MINUTE - 1_000, '04:59'],
    [HOUR, '01:00:00'],
    [24 * HOUR, '1天 00:00:00'],
    [76 * HOUR + 5 * MINUTE + 9_000, '3天 04:05:09'],
  ])('counts %i ms down as %s', (ms, text) => {
    expect(zh.countdown(ms)).toBe(text);
  });

  it('says durations in the largest unit that fits', () => {
    expect(zh.duration(5 * MINUTE)).toBe('5分钟');
    expect(en.duration(5 * MINUTE)).toBe('5 minutes');
    expect(en.duration(90 * MINUTE)).toBe('90 minutes');
  });

  it('writes basis points as percent', () => {
    expect(zh.percent(7_000)).toBe('70%');
    expect(en.percent(7_003)).toBe('70.03%');
  });
});

describe('what is written by hand', () => {
  const locales = { zh: 'zh-CN', en: 'en-GB' } as const;
  const languages = ['zh', 'en'] as const;
  const zone = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;

  it.each(languages)('is what Intl writes for numbers in %s', (language) => {
    const mine = format(language);
    const exact = new Intl.NumberFormat(locales[language], {
      style: 'currency',
      currency: 'CNY',
      currencyDisplay: 'narrowSymbol',
    });
    const percent = new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }), (minor) => {
        expect(mine.money(money(minor, CNY))).toBe(exact.format(minor / 100));
        expect(mine.integer(minor)).toBe(new Intl.NumberFormat(locales[language]).format(minor));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (bps) => {
        expect(mine.percent(bps)).toBe(percent.format(bps / 10_000));
      }),
    );
  });

  it.each(languages)('is what Intl writes for dates in %s', (language) => {
    const mine = format(language);
    const month = language === 'zh' ? 'long' : 'short';
    const write = (at: number, options: Intl.DateTimeFormatOptions): string =>
      new Intl.DateTimeFormat(locales[language], { ...zone, ...options }).format(at);
    const twoDigits = { hour: '2-digit', minute: '2-digit' } as const;
    const anyTime = fc.integer({ min: Date.UTC(1992, 0), max: Date.UTC(2099, 0) });
    fc.assert(
      fc.property(anyTime, (ms) => {
        const when = instant(ms);
        const dateStyle = language === 'zh' ? 'long' : 'medium';
        expect(mine.dateTime(when)).toBe(write(ms, { dateStyle, timeStyle: 'medium' }));
        expect(mine.shortDateTime(when)).toBe(write(ms, { month, day: 'numeric', ...twoDigits }));
        expect(mine.shortDay(when)).toBe(write(ms, { month, day: 'numeric' }));
        expect(mine.date(when)).toBe(write(ms, { year: 'numeric', month, day: 'numeric' }));
        expect(mine.clockTime(when)).toBe(write(ms, twoDigits));
        const exact = { ...twoDigits, second: '2-digit', fractionalSecondDigits: 3 } as const;
        expect(mine.exactTime(when)).toBe(write(ms, exact));
        const wholeMonth = write(ms, { year: 'numeric', month: 'long' });
        expect(mine.month(dayOf(when).slice(0, 7))).toBe(wholeMonth);
      }),
      { numRuns: 200 },
    );
  });

  it.each(languages)('is what Intl writes for durations in %s', (language) => {
    for (const [unit, size] of Object.entries({ day: DAY, hour: HOUR, minute: MINUTE, second: SECOND })) {
      for (const count of [1, 2, 21]) {
        const intl = new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' });
        expect(format(language).duration(count * size)).toBe(intl.format(count));
      }
    }
  });
});
