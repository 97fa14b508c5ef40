import { describe, expect, it } from 'vitest';
import {
  type Applicant,
  barOf,
  conflictOf,
  exportControlOf,
  type LotForBars,
  type LotRelation,
  partiesOf,
  relationGrounds,
} from '@reassign/shared/deposits/bars.ts';

const agency: Applicant = {
  creditCode: 'AGENCY',
  memberCreditCodes: [],
  isOfPlatform: false,
  person: 'broker',
  country: 'CN',
  principal: null,
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
const onlyFor = (principal: Applicant['principal']) => ({ ...agency, principal });

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

describe('declared as a near relative of one who may not bid', () => {
  const near = { ...relation('court', null, 'daughter'), isRelative: true };
  it('is barred as that, itself, as a principal and as who acts', () => {
    const relations = [near];
    expect(barOf({ ...lot, relations }, { ...agency, person: 'daughter' })).toBe('near-relative');
    const behind = onlyFor({ ...client, person: 'daughter' });
    expect(barOf({ ...lot, relations }, behind)).toBe('near-relative');
    expect(barOf({ ...lot, relations }, agency)).toBeNull();
  });
  it('is admitted where its relative is', () => {
    const relations = [{ ...near, ground: 'debtor' as const }];
    const daughter = { ...agency, person: 'daughter' };
    expect(barOf({ ...lot, relations }, daughter)).toBe('near-relative');
    expect(barOf({ ...lot, relations, debtorMayBid: true }, daughter)).toBeNull();
  });
});

it('nobody is recognised who never said who it is', () => {
  const relations = [relation('court', null, 'broker')];
  expect(barOf({ ...lot, relations }, agency)).toBe('court');
  expect(barOf({ ...lot, relations }, { ...agency, person: null })).toBeNull();
});

describe('nobody bids against itself', () => {
  const own = partiesOf('AGENCY', 'broker', null);
  const mandate = partiesOf('AGENCY', 'broker', 'CLIENT');

  it('a person that bids for itself has one part', () => {
    expect(partiesOf('broker', 'broker', null)).toEqual([{ tag: 'broker', part: 'bidder' }]);
  });
  it.each([
    ['an agency twice', own, own, 'same-bidder'],
    ['one principal through two agencies', mandate, partiesOf('OTHER', 'colleague', 'CLIENT'), 'same-bidder'],
    ['a principal that also bids itself', mandate, partiesOf('CLIENT', 'owner', null), 'same-bidder'],
    ['an agency for another and itself', mandate, own, 'mandate-and-own-account'],
    ['an agency for itself and another', own, mandate, 'mandate-and-own-account'],
    ['its broker for itself', own, partiesOf('broker', 'broker', null), 'mandate-and-own-account'],
    ['an agency for two', mandate, partiesOf('AGENCY', 'colleague', 'ANOTHER'), 'two-mandates'],
    ['a broker of two agencies', own, partiesOf('OTHER', 'broker', null), 'two-mandates'],
    ['strangers', mandate, partiesOf('OTHER', 'colleague', 'ANOTHER'), null],
  ])('%s', (_, one, other, ground) => {
    expect(conflictOf(one, other)).toBe(ground);
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
  it('is also who bids for itself from abroad', () => {
    const itself = { ...agency, creditCode: null, country: 'DE' };
    expect(barOf({ ...lot, exportControl: 'restricted' }, itself)).toBe('restricted-technology');
    expect(barOf({ ...lot, exportControl: 'restricted', hasLetterOfIntent: true }, itself)).toBeNull();
    // An agent from abroad with a principal at home buys nothing for itself.
    expect(barOf({ ...lot, exportControl: 'restricted' }, { ...onlyFor(client), country: 'DE' })).toBeNull();
  });
  it('meets what nobody looked up as if it were restricted', () => {
    expect(exportControlOf(false, 'prohibited')).toBeNull();
    expect(exportControlOf(true, null)).toBe('restricted');
    expect(exportControlOf(true, 'free')).toBe('free');
  });
  it('is one outside the mainland: at home nothing is asked', () => {
    expect(barOf({ ...lot, exportControl: 'prohibited' }, onlyFor(client))).toBeNull();
    expect(barOf({ ...lot, exportControl: 'prohibited' }, onlyFor({ ...client, country: 'HK' }))).toBe(
      'prohibited-technology',
    );
  });
});
