import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '@reassign/shared/i18n/format.ts';
import { readMoney } from '@reassign/shared/i18n/read-money.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { MAX_AMOUNT_MINOR, money } from '@reassign/shared/kernel/money.ts';

const fen = (typed: string): number | string => {
  const reading = readMoney(typed, CNY);
  return reading.ok ? reading.value.amount : reading.fault;
};

describe('an amount as people type it', () => {
  it.each([
    ['1,250,000', 125_000_000],
    ['1250000', 125_000_000],
    ['1250000.50', 125_000_050],
    [' ¥1,250,000.5 元', 125_000_050],
    ['125万', 125_000_000],
    ['125 万', 125_000_000],
    ['125.5万元', 125_500_000],
    ['1.25亿', 12_500_000_000],
    ['３百万', 300_000_000],
    ['１２５万', 125_000_000],
    ['１，２５０，０００', 125_000_000],
    ['¥1,250,000.50', 125_000_050],
    ['￥１，２５０，０００．５０', 125_000_050],
    ['人民币 1,250,000.00 元整', 125_000_000],
    ['RMB125万', 125_000_000],
    ['CNY 1,250,000', 125_000_000],
    ['0.01', 1],
    ['0.010', 1],
    ['0', 0],
  ])('reads %s', (typed, expected) => {
    expect(fen(typed)).toBe(expected);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['abc', 'unreadable'],
    ['-5', 'unreadable'],
    ['1e6', 'unreadable'],
    ['1,25', 'unreadable'],
    ['12,50,000', 'unreadable'],
    ['1.2.3', 'unreadable'],
    ['万', 'unreadable'],
    ['人民币', 'unreadable'],
    ['USD 5', 'unreadable'],
    ['0.001', 'too-precise'],
    ['1.0000001万', 'too-precise'],
    ['100,000,000,000.01', 'too-large'],
    ['1001亿', 'too-large'],
    ['9'.repeat(400), 'too-large'],
  ])('says what is wrong with "%s": %s', (typed, fault) => {
    expect(fen(typed)).toBe(fault);
  });

  it('takes the largest amount and not one fen more', () => {
    expect(fen('1000亿')).toBe(MAX_AMOUNT_MINOR);
    expect(fen('100000000000.01')).toBe('too-large');
  });

  it('counts in the minor units of the currency', () => {
    expect(readMoney('1,500', currency('JPY'))).toEqual({ ok: true, value: money(1_500, currency('JPY')) });
    expect(readMoney('CNY 1,500', currency('JPY'))).toEqual({ ok: false, fault: 'unreadable' });
    expect(readMoney('1.5', currency('JPY'))).toEqual({ ok: false, fault: 'too-precise' });
  });

  it('reads back whatever is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }), (amount) => {
        const value = money(amount, CNY);
        expect(readMoney(format('zh').money(value), CNY)).toEqual({ ok: true, value });
        expect(readMoney(format('zh').price(value), CNY)).toEqual({ ok: true, value });
        const brief = format('zh').brief(value);
        if (brief !== null) expect(readMoney(brief, CNY)).toEqual({ ok: true, value });
      }),
    );
  });
});
