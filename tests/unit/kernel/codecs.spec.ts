import { describe, expect, it } from 'vitest';
import { fromInstant, toDay, toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import {
  daySchema,
  idSchema,
  instantSchema,
  moneySchema,
  textSchema,
} from '@reassign/shared/kernel/schemas.ts';
import { MAX_AMOUNT_MINOR } from '@reassign/shared/kernel/money.ts';

const takesMoney = (value: unknown): boolean => moneySchema.safeParse(value).success;

describe('money on the wire', () => {
  it.each([0, 1, MAX_AMOUNT_MINOR])('may be %i', (amount) => {
    expect(takesMoney({ amount, currency: 'CNY' })).toBe(true);
  });
  it.each([-1, 0.5, MAX_AMOUNT_MINOR + 1, '1', null, Number.NaN, Infinity, true, [1], 2 ** 60])(
    'is never %s',
    (amount) => {
      expect(takesMoney({ amount, currency: 'CNY' })).toBe(false);
    },
  );
  it.each(['cny', 'ZZZ', 'CN', 'CNYY', '', 5, null])('is never in %j', (currency) => {
    expect(takesMoney({ amount: 1, currency })).toBe(false);
  });
  it('has no other members, and misses none', () => {
    expect(takesMoney({ amount: 1, currency: 'CNY', scale: 2 })).toBe(false);
    expect(takesMoney({ amount: 1 })).toBe(false);
    expect(takesMoney(1)).toBe(false);
  });
  it('becomes money', () => {
    expect(toMoney({ amount: 1, currency: 'CNY' })).toEqual({ amount: 1, currency: 'CNY' });
  });
});

describe('times, days and ids on the wire', () => {
  it('are taken when they exist', () => {
    expect(instantSchema.safeParse('2026-03-01T08:00:00+08:00').success).toBe(true);
    expect(daySchema.safeParse('2028-02-29').success).toBe(true);
    expect(idSchema.safeParse('019cd000-0000-7000-8000-000000000001').success).toBe(true);
  });
  it('are refused otherwise', () => {
    for (const value of ['2026-03-01', '2026-02-30T00:00:00Z', 0, null, 'x'.repeat(36)]) {
      expect(instantSchema.safeParse(value).success).toBe(false);
    }
    for (const value of ['2026-02-29', '2026-03-01T00:00:00Z', 20260301]) {
      expect(daySchema.safeParse(value).success).toBe(false);
    }
    for (const value of ['1', 1, '019CD000-0000-7000-8000-000000000001']) {
      expect(idSchema.safeParse(value).success).toBe(false);
    }
  });
  it('become instants and days, and go back', () => {
    expect(fromInstant(toInstant('2026-03-01T08:00:00+08:00'))).toBe('2026-03-01T00:00:00.000Z');
    expect(toDay('2026-03-01')).toBe('2026-03-01');
    expect(() => toInstant('never')).toThrow();
  });
});

describe('text', () => {
  it('is neither empty nor too long', () => {
    const lengths = [0, 1, 5, 6].map((length) => textSchema(5).safeParse('x'.repeat(length)).success);
    expect(lengths).toEqual([false, true, true, false]);
  });
});
