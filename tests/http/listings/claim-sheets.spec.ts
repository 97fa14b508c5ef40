import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  ClaimSheetInput,
  ClaimSheetList,
  ClaimSheetView,
} from '@reassign/shared/listings/claim-sheet-api.ts';
import { type BankDesk, openBankDesk, yes } from '../../support/bank-desk.ts';
import type { Browser } from '../../support/browser.ts';
import { claimSheetOf } from '../../support/claim-sheets.ts';
import { caseInput, cny, patent } from '../../support/listings.ts';

/* All that is claimed from a case: stated by one person, in force when another one confirmed it, kept in versions. */

let desk: BankDesk;
let path: string;
let sheet: ClaimSheetInput;
beforeAll(async () => {
  desk = await openBankDesk();
});
afterAll(() => desk.server.close());
beforeEach(async () => {
  const { caseId, rightId } = await desk.readyCase();
  path = `/api/v1/cases/${caseId}/claim-sheets`;
  sheet = claimSheetOf([rightId]);
});

const state = (body: object = sheet, seen = 0, by: Browser = desk.maker) =>
  by.send('POST', path, body, { headers: { 'if-match': `"${String(seen)}"` } });
const confirm = (version: number, by = desk.checker) => by.post(`${path}/${String(version)}/confirmation`);
const listed = () => yes<ClaimSheetList>(desk.checker.get(path));

describe('the claims of a case', () => {
  it('count when a second person confirmed them, and say who did what', async () => {
    expect((await yes<ClaimSheetView>(state())).confirmed).toBeNull();
    expect((await listed()).items).toMatchObject([
      { version: 1, sheet, statedBy: 'maker@bank.example', mine: false, confirmed: null },
    ]);
    const confirmed = await yes<ClaimSheetView>(confirm(1));
    expect(confirmed.confirmed).toMatchObject({ by: 'checker@bank.example' });
    expect(await confirm(1)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('are restated in a next version; the one before stays as it was', async () => {
    await yes(state());
    await yes(confirm(1));
    const next = { ...sheet, costs: [] };
    await yes(state(next, 1));
    expect((await listed()).items).toMatchObject([
      { version: 2, sheet: next, confirmed: null },
      { version: 1, sheet, confirmed: { by: 'checker@bank.example' } },
    ]);
  });

  it('are stated over the newest version that the person saw', async () => {
    expect(await state(sheet, 1)).toMatchObject({ status: 412, body: { facts: { revision: 0 } } });
    await yes(state());
    expect(await state()).toMatchObject({ status: 412, body: { facts: { revision: 1 } } });
    expect(await desk.maker.post(path, sheet)).toMatchObject({ status: 428 });
  });

  it('that were replaced meanwhile are confirmed by nobody', async () => {
    await yes(state());
    await yes(state(sheet, 1));
    expect(await confirm(1)).toMatchObject({ status: 412, body: { facts: { revision: 2 } } });
    expect(await confirm(3)).toMatchObject({ status: 404 });
  });

  it('are nobody’s business outside the bank', async () => {
    await yes(state());
    expect(await desk.stranger.get(path)).toMatchObject({ status: 404 });
    expect(await state(sheet, 1, desk.stranger)).toMatchObject({ status: 404 });
    expect(await confirm(1, desk.stranger)).toMatchObject({ status: 404 });
    expect(await desk.agency.get(path)).toMatchObject({ status: 403 });
  });

  it('are confirmed by somebody else, even where one person has both roles', async () => {
    const other = await desk.server.member({
      ...{ kind: 'bank', roles: ['maker', 'checker'], email: 'both@third.example' },
    });
    const { id } = await yes<{ id: string }>(other.browser.post('/api/v1/cases', caseInput()));
    const { rights } = await yes<{ rights: { id: string }[] }>(
      other.browser.post(`/api/v1/cases/${id}/rights`, { rights: [patent()] }),
    );
    path = `/api/v1/cases/${id}/claim-sheets`;
    await yes(state(claimSheetOf([rights[0]?.id ?? '']), 0, other.browser));
    expect(await confirm(1, other.browser)).toMatchObject({ status: 409, body: { code: 'own-approval' } });
  });
});

type Change = (given: ClaimSheetInput) => object;
const claim =
  (change: object): Change =>
  (given) => ({
    ...given,
    claims: given.claims.map((one, nth) => (nth === 0 ? { ...one, ...change } : one)),
  });
const registration =
  (change: object): Change =>
  (given) =>
    claim({ registrations: [{ ...given.claims[0]?.registrations[0], ...change }] })(given);

describe('what cannot be a sheet', () => {
  it.each<[string, Change, string]>([
    ['a day that does not exist', (given) => ({ ...given, asOf: '2026-02-30' }), '/asOf'],
    ['a day to come', (given) => ({ ...given, asOf: '2999-01-01' }), '/asOf'],
    ['no claim at all', (given) => ({ ...given, claims: [] }), '/claims'],
    ['claims without number', (given) => ({ ...given, claims: Array(21).fill(given.claims[0]) }), '/claims'],
    ['an amount below zero', claim({ penalty: cny(-1) }), '/claims/0/penalty/amount'],
    ['half a fen', claim({ interest: cny(0.5) }), '/claims/0/interest/amount'],
    ['an amount above 10¹³', claim({ principal: cny(10_000_000_000_001) }), '/claims/0/principal/amount'],
    ['another currency', claim({ costs: { amount: 1, currency: 'USD' } }), '/claims/0/costs'],
    [
      'more than 100 % a year',
      claim({ accrual: { daysOfYear: 360, interestBps: 10_001, penaltyBps: 0 } }),
      '/claims/0/accrual/interestBps',
    ],
    ['no registration', claim({ registrations: [] }), '/claims/0/registrations'],
    ['no right', registration({ rightIds: [] }), '/claims/0/registrations/0/rightIds'],
    [
      'a right of nobody',
      registration({ rightIds: ['019a0000-0000-7000-8000-00000000dead'] }),
      '/claims/0/registrations/0/rightIds',
    ],
    ['a holder without a name', claim({ holder: { name: '' } }), '/claims/0/holder/name'],
    [
      'a cost that nobody is paid',
      (given) => ({ ...given, costs: [{ ...given.costs[0], payee: '' }] }),
      '/costs/0/payee',
    ],
    [
      'a cost advanced by nobody’s claim',
      (given) => ({ ...given, costs: [{ ...given.costs[0], advancedBy: 7 }] }),
      '/costs/0/advancedBy',
    ],
  ])('%s: refused where it stands, and nothing is stored', async (_what, change, pointer) => {
    const { status, body } = await state(change(sheet));
    expect([status, body]).toMatchObject([400, { code: 'malformed' }]);
    const { faults } = body as { faults: { pointer: string }[] };
    expect(faults.map((fault) => fault.pointer)).toContain(pointer);
    expect((await listed()).items).toEqual([]);
  });

  it('a holder under a credit code that fails its check: bad-identifier', async () => {
    const answer = await state(claim({ holder: { name: '某行', creditCode: '91140100MA0K00072X' } })(sheet));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'bad-identifier', faults: [{ pointer: '/claims/0/holder/creditCode' }] },
    });
  });

  it.each(['0', '01', '-1', '1.5', '99999999', 'x'])('version %s: malformed', async (version) => {
    const answer = await desk.checker.post(`${path}/${version}/confirmation`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });
});
