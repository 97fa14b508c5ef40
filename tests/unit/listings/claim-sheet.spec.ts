import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { type ClaimSheetInput, claimSheetInput } from '@reassign/shared/listings/claim-sheet-api.ts';
import { sheetFaultsOf } from '@reassign/shared/listings/claim-sheet.ts';
import { claimSheetOf } from '../../support/claim-sheets.ts';
import { cny } from '../../support/listings.ts';

const [first, second] = ['019cd000-0000-7000-8000-00000000000a', '019cd000-0000-7000-8000-00000000000b'];
const good = claimSheetOf([first]);
const [own, other] = good.claims as [ClaimSheetInput['claims'][0], ClaimSheetInput['claims'][0]];
const [registration] = own.registrations as [ClaimSheetInput['claims'][0]['registrations'][0]];

const check = (sheet: ClaimSheetInput) => {
  // What a schema refuses already is another table.
  expect(claimSheetInput.safeParse(sheet).success).toBe(true);
  return sheetFaultsOf(sheet, {
    ...{ currency: 'CNY', rightIds: [first, second], today: '2026-02-20' as CalendarDay },
  });
};
const withClaim = (change: Partial<typeof own>): ClaimSheetInput => ({
  ...good,
  claims: [{ ...own, ...change }, other],
});
const withRegistration = (change: Partial<typeof registration>): ClaimSheetInput =>
  withClaim({ registrations: [{ ...registration, ...change }] });
const cost = { kind: 'court', amount: cny(1), payee: '太原示范法院', voucher: 'F-1' } as const;
const usd = { amount: 1, currency: 'USD' };

describe('the claims of a case', () => {
  it('can stand: the seller’s own beside one with a maximum', () => {
    expect(check(good)).toEqual([]);
  });

  it.each<[string, ClaimSheetInput]>([
    ['as of today', { ...good, asOf: '2026-02-20' }],
    ['registered on the very day', withRegistration({ registeredOn: good.asOf })],
    ['nothing but a penalty', withClaim({ principal: cny(0), interest: cny(0), penalty: cny(1) })],
    ['two rights under one registration', withRegistration({ rightIds: [first, second] })],
    [
      'the same voucher number of two payees',
      { ...good, costs: [cost, { ...cost, payee: '太原示范评估所' }] },
    ],
    ['advanced by the last claim', { ...good, costs: [{ ...cost, advancedBy: 1 }] }],
  ])('can stand: %s', (_what, sheet) => {
    expect(check(sheet)).toEqual([]);
  });

  it.each<[string, ClaimSheetInput, string, string]>([
    ['as of tomorrow', { ...good, asOf: '2026-02-21' }, '/asOf', 'in-the-future'],
    ['none of the seller', withClaim({ isOwn: false }), '/claims', 'own-claim-missing'],
    [
      'one of nothing',
      withClaim({ principal: cny(0), interest: cny(0), penalty: cny(0), costs: cny(0) }),
      '/claims/0',
      'nothing-claimed',
    ],
    ['another currency than the case', withClaim({ penalty: usd }), '/claims/0/penalty', 'other-currency'],
    [
      'a maximum in another currency',
      withRegistration({ maximum: { cap: usd, covers: 'everything' } }),
      '/claims/0/registrations/0/maximum/cap',
      'other-currency',
    ],
    [
      'a right that the case has not',
      withRegistration({ rightIds: [first, '019cd000-0000-7000-8000-00000000000c'] }),
      '/claims/0/registrations/0/rightIds',
      'unknown-right',
    ],
    [
      'a right pledged twice for one claim',
      withClaim({ registrations: [registration, { ...registration, number: 'Y2024980009999' }] }),
      '/claims/0/registrations/1/rightIds',
      'repeated-right',
    ],
    [
      'one registration for two claims',
      { ...good, claims: [own, { ...other, registrations: own.registrations }] },
      '/claims/1/registrations/0/number',
      'repeated-registration',
    ],
    [
      'registered a day later',
      withRegistration({ registeredOn: '2026-02-02' }),
      '/claims/0/registrations/0/registeredOn',
      'after-as-of',
    ],
    [
      'a cost in another currency',
      { ...good, costs: [{ ...cost, amount: usd }] },
      '/costs/0/amount',
      'other-currency',
    ],
    ['one voucher twice', { ...good, costs: [cost, cost] }, '/costs/1/voucher', 'repeated-voucher'],
    [
      'advanced by nobody’s claim',
      { ...good, costs: [{ ...cost, advancedBy: 2 }] },
      '/costs/0/advancedBy',
      'unknown-claim',
    ],
  ])('cannot stand: %s', (_what, sheet, pointer, reason) => {
    expect(check(sheet)).toEqual([{ pointer, reason }]);
  });
});
