import { describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { outcomeOf, refuseReceipt, refuseRegistration } from '@reassign/shared/deposits/register.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';

const lot = { closesAt: instant(1_000), barredCreditCodes: ['BANK'] };
const wish = {
  creditCode: 'AGENCY',
  conditionsVersion: conditions.version,
  conditionsHash: conditions.hash,
  at: instant(999),
};

describe('registering for a lot', () => {
  it('is open until the announced end, exclusive', () => {
    expect(refuseRegistration(lot, wish)).toBeNull();
    expect(refuseRegistration(lot, { ...wish, at: instant(1_000) })).toBe('registration-closed');
  });

  it('is barred to the parties of the case', () => {
    expect(refuseRegistration(lot, { ...wish, creditCode: 'BANK' })).toBe('barred');
  });

  it('accepts the conditions in force, by version and hash', () => {
    expect(refuseRegistration(lot, { ...wish, conditionsVersion: 0 })).toBe('stale-conditions');
    expect(refuseRegistration(lot, { ...wish, conditionsHash: '0'.repeat(64) })).toBe('stale-conditions');
  });

  it('answers the end before the bar, and the bar before the conditions', () => {
    const late = { ...wish, at: instant(1_000), creditCode: 'BANK', conditionsVersion: 0 };
    expect(refuseRegistration(lot, late)).toBe('registration-closed');
    expect(refuseRegistration(lot, { ...late, at: instant(999) })).toBe('barred');
  });
});

describe('a receipt of money', () => {
  const requested = { status: 'requested', amount: money(100_000, CNY) } as const;

  it.each([
    [99_999, 'amount-differs'],
    [100_000, null],
    [100_001, 'amount-differs'],
  ])('of %i fen on a deposit of 100,000: %s', (received, refusal) => {
    expect(refuseReceipt(requested, money(received, CNY))).toBe(refusal);
  });

  it('is booked once', () => {
    expect(refuseReceipt({ ...requested, status: 'held' }, money(100_000, CNY))).toBe('wrong-state');
  });
});

describe('at the hammer', () => {
  it("the winner's deposit is applied, the others are released; unsold releases all", () => {
    expect(outcomeOf('123456', '123456')).toBe('applied');
    expect(outcomeOf('654321', '123456')).toBe('released');
    expect(outcomeOf('123456', null)).toBe('released');
  });
});
