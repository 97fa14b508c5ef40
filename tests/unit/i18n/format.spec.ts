import { describe, expect, it } from 'vitest';
import { format } from '@reassign/shared/i18n/format.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { HOUR, instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { MAX_AMOUNT_MINOR, money } from '@reassign/shared/kernel/money.ts';

const zh = format('zh');
const en = format('en');
const yuan = (amount: number) => money(amount * 100, CNY);
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
    expect(format('en', 'America/New_York').dateTime(at)).toBe('23 Nov 2026, 01:05:09');
  });

  it('is shown to the millisecond for bids', () => {
    expect(zh.exactTime(at)).toBe('14:05:09.123');
  });

  it('leaves calendar days where they are', () => {
    expect(format('zh', 'America/New_York').day('2026-11-23')).toBe('2026年11月23日');
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
