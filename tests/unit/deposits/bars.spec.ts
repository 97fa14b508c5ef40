import { describe, expect, it } from 'vitest';
import {
  type Applicant,
  barOf,
  type LotForBars,
  type LotRelation,
  relationGrounds,
} from '@reassign/shared/deposits/bars.ts';

const agency: Applicant = {
  creditCode: 'AGENCY',
  memberCreditCodes: [],
  isOfPlatform: false,
  person: 'broker',
  relatives: [],
  mandates: [],
  bidsForItself: true,
};
const lot: LotForBars = {
  relations: [],
  exportControl: null,
  hasLetterOfIntent: false,
  sellerMayBid: false,
  creditorMayBid: false,
  debtorMayBid: false,
};
const relation = (
  ground: LotRelation['ground'],
  creditCode: string | null,
  person: string | null = null,
): LotRelation => ({ ground, creditCode, person });
const client = { creditCode: 'CLIENT', person: null, country: 'CN' };
const abroad = { creditCode: null, person: 'client', country: 'DE' };
const onlyFor = (...mandates: Applicant['mandates']) => ({ ...agency, mandates, bidsForItself: false });

it('whoever has nothing to do with the lot may bid', () => {
  expect(barOf({ ...lot, relations: [relation('seller', 'BANK')] }, agency)).toBeNull();
});

describe.each(relationGrounds)('%s', (ground) => {
  it('may not bid itself, nor have a mandate, nor act through its people', () => {
    const byCode = { ...lot, relations: [relation(ground, 'CODE')] };
    expect(barOf(byCode, { ...agency, creditCode: 'CODE' })).toBe(ground);
    expect(barOf(byCode, { ...agency, memberCreditCodes: ['CODE'] })).toBe(ground);
    expect(barOf(byCode, onlyFor({ ...client, creditCode: 'CODE' }))).toBe(ground);
    const byPerson = { ...lot, relations: [relation(ground, null, 'broker')] };
    expect(barOf(byPerson, agency)).toBe(ground);
    expect(barOf({ ...lot, relations: [relation(ground, null, 'client')] }, onlyFor(abroad))).toBe(ground);
  });
  it('bars near relatives', () => {
    const byPerson = { ...lot, relations: [relation(ground, null, 'father')] };
    expect(barOf(byPerson, { ...agency, relatives: ['father'] })).toBe('near-relative');
    expect(barOf(byPerson, { ...agency, relatives: ['cousin'] })).toBeNull();
  });
});

it('a relation without a code matches nobody without one', () => {
  expect(barOf({ ...lot, relations: [relation('debtor', null, 'x')] }, onlyFor(abroad))).toBeNull();
});

it('people of the platform do not bid', () => {
  expect(barOf(lot, { ...agency, isOfPlatform: true })).toBe('platform');
});

describe('the profile lets some bid', () => {
  it.each([
    ['seller', 'sellerMayBid'],
    ['seller-related', 'sellerMayBid'],
    ['creditor', 'creditorMayBid'],
    ['debtor', 'debtorMayBid'],
    ['pledgor', 'debtorMayBid'],
  ] as const)('%s where it says %s', (ground, member) => {
    const relations = [relation(ground, 'AGENCY')];
    expect(barOf({ ...lot, relations }, agency)).toBe(ground);
    expect(barOf({ ...lot, relations, [member]: true }, agency)).toBeNull();
  });
});

describe('an agency bids for one', () => {
  it('mandate, or for itself', () => {
    expect(barOf(lot, agency)).toBeNull();
    expect(barOf(lot, onlyFor(client))).toBeNull();
  });
  it('not for two, nor for one and itself', () => {
    expect(barOf(lot, onlyFor(client, abroad))).toBe('two-mandates');
    expect(barOf(lot, { ...agency, mandates: [client] })).toBe('mandate-and-own-account');
  });
});

describe('a principal abroad', () => {
  const of = (exportControl: LotForBars['exportControl'], hasLetterOfIntent = false) =>
    barOf({ ...lot, exportControl, hasLetterOfIntent }, onlyFor(abroad));
  it('never gets prohibited technology', () => {
    expect(of('prohibited', true)).toBe('prohibited-technology');
  });
  it('gets restricted technology only with the letter of intent', () => {
    expect(of('restricted')).toBe('restricted-technology');
    expect(of('restricted', true)).toBeNull();
  });
  it('may bid for what is free, and for what is not gated', () => {
    expect(of('free')).toBeNull();
    expect(of(null)).toBeNull();
  });
  it('is one outside the mainland: at home nothing is asked', () => {
    expect(barOf({ ...lot, exportControl: 'prohibited' }, onlyFor(client))).toBeNull();
    expect(barOf({ ...lot, exportControl: 'prohibited' }, onlyFor({ ...client, country: 'HK' }))).toBe(
      'prohibited-technology',
    );
  });
});
