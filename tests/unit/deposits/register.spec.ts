import { describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { Actor } from '@reassign/shared/deposits/admission.ts';
import {
  type LotForRegistration,
  outcomeOf,
  refuseReceipt,
  refuseRegistration,
} from '@reassign/shared/deposits/register.ts';
import { barGrounds } from '@reassign/shared/deposits/types.ts';
import { en } from '@reassign/shared/i18n/common.en.ts';
import { zh } from '@reassign/shared/i18n/common.zh.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';

const lot: LotForRegistration = {
  opensAt: instant(500),
  closesAt: instant(1_000),
  rules: bidding,
  bars: {
    relations: [{ ground: 'seller', creditCode: 'BANK', person: null }],
    exportControl: null,
    hasLetterOfIntent: false,
    sellerMayBid: false,
    creditorMayBid: false,
    debtorMayBid: false,
  },
};
const broker: Actor = { organisation: { kind: 'agency', accredited: true }, roles: ['broker'] };
const wish: Parameters<typeof refuseRegistration>[1] = {
  creditCode: 'AGENCY',
  memberships: [{ kind: 'agency', creditCode: 'AGENCY' }],
  person: null,
  principal: null,
  actor: broker,
  conditionsVersion: conditions.version,
  conditionsHash: conditions.hash,
  at: instant(999),
};
const client = { creditCode: 'CLIENT', person: null, country: 'CN' };

describe('registering for a lot', () => {
  it('is open until the end, exclusive', () => {
    expect(refuseRegistration(lot, wish)).toBeNull();
    expect(refuseRegistration(lot, { ...wish, at: instant(1_000) })).toEqual({ code: 'registration-closed' });
  });

  it('is barred to the parties of the case', () => {
    const refusal = { code: 'barred', ground: 'seller' };
    expect(refuseRegistration(lot, { ...wish, creditCode: 'BANK' })).toEqual(refusal);
    expect(refuseRegistration(lot, { ...wish, principal: { ...client, creditCode: 'BANK' } })).toEqual(
      refusal,
    );
    expect(refuseRegistration(lot, { ...wish, principal: client })).toBeNull();
  });

  it.each([
    ['a party', { kind: 'valuer', creditCode: 'BANK' }, 'seller'],
    ['the platform', { kind: 'operator', creditCode: 'PLATFORM' }, 'platform'],
    ['another bank', { kind: 'bank', creditCode: 'OTHER' }, null],
  ] as const)('looks at the person too: one of %s', (_what, other, ground) => {
    expect(refuseRegistration(lot, { ...wish, memberships: [...wish.memberships, other] })).toEqual(
      ground && { code: 'barred', ground },
    );
  });

  it('accepts the conditions in force, by version and hash', () => {
    const stale = { code: 'stale-conditions' };
    expect(refuseRegistration(lot, { ...wish, conditionsVersion: 0 })).toEqual(stale);
    expect(refuseRegistration(lot, { ...wish, conditionsHash: '0'.repeat(64) })).toEqual(stale);
  });

  it('answers the end before the conditions, those before who one is, and that before the bar (§3.4)', () => {
    const nobody = { organisation: null, roles: [] };
    const late = { ...wish, at: instant(1_000), creditCode: 'BANK', conditionsVersion: 0, actor: nobody };
    expect(refuseRegistration(lot, late)?.code).toBe('registration-closed');
    expect(refuseRegistration(lot, { ...late, at: instant(999) })?.code).toBe('stale-conditions');
    expect(refuseRegistration(lot, { ...wish, creditCode: 'BANK', actor: nobody })?.code).toBe('forbidden');
    expect(refuseRegistration(lot, { ...wish, creditCode: 'BANK' })?.code).toBe('barred');
  });

  it('has a sentence for every ground in both languages', () => {
    for (const words of [zh, en])
      for (const ground of barGrounds) expect(words[`problem-barred-${ground}`]).toBeTruthy();
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
