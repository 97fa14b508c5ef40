import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BankDesk, openBankDesk } from '../../support/bank-desk.ts';
import { appraisalOf, caseInput, cnNumber, listingInput, patent } from '../../support/listings.ts';

let desk: BankDesk;
let ready: { readonly caseId: string; readonly rightId: string };
let kept: Record<string, number>;

const tables = [
  'pledge_case',
  'case_right',
  'pledge',
  'appraisal',
  'listing',
  'listing_move',
  'notice',
  'lot_event',
];
const counts = async (): Promise<Record<string, number>> => {
  const { sql } = desk.server.admin;
  const rows = tables.map(async (table) => {
    const [row] = await sql<[{ count: number }]>`select count(*)::int as count from ${sql(table)}`;
    return [table, row.count] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
};

beforeAll(async () => {
  desk = await openBankDesk();
  ready = await desk.readyCase();
  kept = await counts();
});
afterAll(() => desk.server.close());

/** Nothing was stored, and the next request is served. */
const expectUnharmed = async (): Promise<void> => {
  expect(await counts()).toEqual(kept);
  expect((await desk.maker.get(`/api/v1/cases/${ready.caseId}`)).status).toBe(200);
};

describe('amounts', () => {
  const amounts: [string, unknown][] = [
    ['negative', { amount: -1, currency: 'CNY' }],
    ['with a fraction', { amount: 100.5, currency: 'CNY' }],
    ['over 10¹³ minor units', { amount: 10_000_000_000_001, currency: 'CNY' }],
    ['beyond what a number holds', { amount: 1e300, currency: 'CNY' }],
    ['as text', { amount: '70000000', currency: 'CNY' }],
    ['nothing', { amount: null, currency: 'CNY' }],
    ['true', { amount: true, currency: 'CNY' }],
    ['a list', { amount: [1], currency: 'CNY' }],
    ['a bare number', 70_000_000],
    ['without a currency', { amount: 1 }],
    ['in an unknown currency', { amount: 1, currency: 'ZZZ' }],
    ['in a currency in small letters', { amount: 1, currency: 'cny' }],
    ['with a field too many', { amount: 1, currency: 'CNY', minor: 2 }],
  ];

  it.each(amounts)('%s: refused where it stands', async (_what, amount) => {
    const pointer = (field: string) => ({
      status: 400,
      body: {
        code: 'malformed',
        faults: expect.arrayContaining([
          expect.objectContaining({ pointer: expect.stringMatching(`^/${field}(/|$)`) as string }),
        ]) as unknown,
      },
    });
    const listing = { ...listingInput(ready.caseId, [ready.rightId]), start: amount };
    expect(await desk.maker.post('/api/v1/listings', listing)).toMatchObject(pointer('start'));
    expect(await desk.maker.post('/api/v1/cases', { ...caseInput(), principal: amount })).toMatchObject(
      pointer('principal'),
    );
    const path = `/api/v1/cases/${ready.caseId}/rights/${ready.rightId}/appraisal`;
    expect(await desk.maker.put(path, { ...appraisalOf(1), value: amount })).toMatchObject(pointer('value'));
    await expectUnharmed();
  });

  it('principal and interest in two currencies: refused', async () => {
    const input = caseInput({ interest: { amount: 1, currency: 'USD' } });
    expect(await desk.maker.post('/api/v1/cases', input)).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/interest/currency' }] },
    });
  });
});

describe('days for payment and instalments', () => {
  const part = { shareBps: 5_000, days: 10 };
  const last = { shareBps: 5_000, days: 20 };
  const plan = (change: object) => ({ instalments: [{ ...part, ...change }, last] });
  const wrong: [string, object, string][] = [
    ['no day', { paymentDays: 0 }, '/paymentDays'],
    ['more than a year', { paymentDays: 366 }, '/paymentDays'],
    ['half a day', { paymentDays: 1.5 }, '/paymentDays'],
    ['days as text', { paymentDays: '10' }, '/paymentDays'],
    ['nothing for days', { paymentDays: null }, '/paymentDays'],
    ['one part', { instalments: [part] }, '/instalments'],
    ['no part', { instalments: [] }, '/instalments'],
    ['seven parts', { instalments: Array.from({ length: 7 }, () => part) }, '/instalments'],
    ['a share of nothing', plan({ shareBps: 0 }), '/instalments/0/shareBps'],
    ['the whole as a share', plan({ shareBps: 10_000 }), '/instalments/0/shareBps'],
    ['a share of a ten-thousandth’s half', plan({ shareBps: 0.5 }), '/instalments/0/shareBps'],
    ['a part on no day', plan({ days: 0 }), '/instalments/0/days'],
    ['a part after a year', plan({ days: 366 }), '/instalments/0/days'],
    ['an amount beside the share', plan({ amount: 1 }), '/instalments/0/amount'],
    ['a plan that is no list', { instalments: { 0: part, 1: last } }, '/instalments'],
  ];
  it.each(wrong)('%s: refused where it stands', async (_what, change, pointer) => {
    const listing = { ...listingInput(ready.caseId, [ready.rightId]), ...change };
    expect(await desk.maker.post('/api/v1/listings', listing)).toMatchObject({
      status: 400,
      body: { code: 'malformed', faults: [{ pointer }] },
    });
    await expectUnharmed();
  });
});

describe('who was told', () => {
  const telling = { name: '某公司', role: 'party', way: 'told', on: '2026-02-20', how: '邮寄送达' };
  const wrong: [string, Record<string, unknown>, string][] = [
    ['no name', { told: [{ ...telling, name: '' }] }, '/told/0/name'],
    ['an unknown way', { told: [{ ...telling, way: 'rumour' }] }, '/told/0/way'],
    ['an unknown role', { told: [{ ...telling, role: 'friend' }] }, '/told/0/role'],
    ['a day that is none', { told: [{ ...telling, on: '2026-02-30' }] }, '/told/0/on'],
    ['not saying how', { told: [{ ...telling, how: '' }] }, '/told/0/how'],
    ['more than fifty', { told: Array.from({ length: 51 }, () => telling) }, '/told'],
    [
      'a holder of a priority beside the word that there is none',
      { told: [{ ...telling, role: 'priority-holder' }], noPriorityHolders: true },
      '/noPriorityHolders',
    ],
  ];
  it.each(wrong)('%s: refused', async (_, change, pointer) => {
    expect(await desk.maker.post('/api/v1/cases', { ...caseInput(), ...change })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer }] },
    });
    await expectUnharmed();
  });
});

describe('shapes', () => {
  const wrong: [string, Record<string, unknown>, string][] = [
    ['an unknown field', { status: 'published' }, '/status'],
    ['another tenant', { bank: '019cd000-0000-7000-8000-000000000001' }, '/bank'],
    ['no right', { rightIds: [] }, '/rightIds'],
    ['an id that is none', { rightIds: ['1 or 1=1'] }, '/rightIds/0'],
    ['a route that is not offered', { route: 'selloff' }, '/route'],
    ['a time without a zone', { opensAt: '2026-12-09T00:00:00' }, '/opensAt'],
    ['a day that does not exist', { opensAt: '2026-02-30T00:00:00Z' }, '/opensAt'],
    ['no title', { title: '' }, '/title'],
    ['a title that never ends', { title: 'x'.repeat(501) }, '/title'],
    ['a NUL in the title', { title: 'a\0b' }, '/title'],
    ['half a character in the text', { description: '\ud83d' }, '/description'],
  ];

  it.each(wrong)('%s: refused where it stands', async (_what, change, pointer) => {
    const input = { ...listingInput(ready.caseId, [ready.rightId]), ...change };
    expect(await desk.maker.post('/api/v1/listings', input)).toMatchObject({
      status: 400,
      body: { code: 'malformed', faults: [{ pointer }] },
    });
    await expectUnharmed();
  });

  it('the same right twice: refused', async () => {
    const input = listingInput(ready.caseId, [ready.rightId, ready.rightId]);
    expect(await desk.maker.post('/api/v1/listings', input)).toMatchObject({ status: 400 });
  });

  it('a body with a move that takes none: refused', async () => {
    const draft = await desk.draft();
    kept = await counts();
    expect(await desk.move(desk.maker, draft, 'submit', { status: 'approved' })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/status' }] },
    });
    await expectUnharmed();
  });

  it('an id in a path that is none: refused; one that nobody has: not found', async () => {
    expect(await desk.maker.get('/api/v1/cases/1')).toMatchObject({ status: 400 });
    expect(await desk.maker.get('/api/v1/lots/019cd000-0000-7000-8000-00000000dead/notice')).toMatchObject({
      status: 404,
    });
  });
});

describe('identifiers', () => {
  const number = cnNumber(815);
  const wrongDigit = number.slice(0, -1) + (number.endsWith('1') ? '2' : '1');
  const add = (right: object) =>
    desk.maker.post(`/api/v1/cases/${ready.caseId}/rights`, { rights: [patent(), right] });

  it('a wrong check digit: says where and which one is right', async () => {
    expect(await add(patent({ applicationNumber: wrongDigit }))).toMatchObject({
      status: 422,
      body: {
        code: 'bad-identifier',
        faults: [
          {
            pointer: '/rights/1/applicationNumber',
            reason: 'wrong-check',
            value: wrongDigit,
            suggestion: number,
          },
        ],
      },
    });
    await expectUnharmed();
  });

  it('every fault at once', async () => {
    const right = patent({
      applicationNumber: wrongDigit,
      kind: 'design',
      ipc: ['Z99X'],
      owners: [{ name: '某公司', creditCode: '91140100MA0K00013X' }],
    });
    const { status, body } = await add(right);
    expect(status).toBe(422);
    expect((body['faults'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/rights/1/applicationNumber',
      '/rights/1/ipc/0',
      '/rights/1/owners/0/creditCode',
    ]);
  });

  it('a kind that the number contradicts', async () => {
    expect(await add(patent({ applicationNumber: number, kind: 'design' }))).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/rights/1/kind', reason: 'wrong-kind', suggestion: 'invention' }] },
    });
  });

  it('a patent without a number', async () => {
    const right = Object.entries(patent()).filter(([field]) => field !== 'applicationNumber');
    expect(await add(Object.fromEntries(right))).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/rights/1/applicationNumber', reason: 'empty' }] },
    });
  });

  it('a credit code of a party', async () => {
    const input = caseInput({ debtor: { name: '某公司', creditCode: '91140100MA0K00064M' } });
    expect(await desk.maker.post('/api/v1/cases', input)).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/debtor/creditCode', suggestion: '91140100MA0K00064N' }] },
    });
    await expectUnharmed();
  });
});
