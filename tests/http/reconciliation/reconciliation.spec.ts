import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DifferenceView, MoveInput, ReconciliationView } from '@reassign/shared/reconciliation/api.ts';
import { yes } from '../../support/bank-desk.ts';
import { ccb } from '../../support/bank-files.ts';
import type { Person } from '../../support/house.ts';
import { openTransferDesk, type TransferDesk } from '../../support/transfers.ts';

let desk: TransferDesk;
beforeAll(async () => {
  desk = await openTransferDesk();
});
afterAll(() => desk.close());

const run = (by = desk.first) => by.browser.post('/api/v1/reconciliation/runs', {});
const view = (by: Person = desk.first) => yes<ReconciliationView>(by.browser.get('/api/v1/reconciliation'));
const move = ({ id }: DifferenceView, input: MoveInput, by = desk.first) =>
  by.browser.post(`/api/v1/reconciliation/differences/${id}/moves`, input);

async function found(entryId: string): Promise<DifferenceView> {
  const one = (await view()).items.find(({ outsideReference }) => outsideReference === entryId);
  if (!one) throw new Error(`${entryId} is not apart`);
  return one;
}

/** The bank took 15 yuan for itself, on the day of the tests' clock. */
async function charged(): Promise<DifferenceView> {
  const id = desk.newId();
  await desk.taken(ccb([{ id, change: -1_500, name: '某银行', remark: `账户管理费 ${id}` }], 1_000_000));
  await yes(run());
  return found(id);
}

describe('reconciliation on demand', () => {
  it('finds money that the bank took, once, however often it is asked', async () => {
    const one = await charged();
    await yes(run(desk.second));
    const { runs, items } = await view();
    expect(items.filter(({ id }) => id === one.id)).toHaveLength(1);
    expect(await found(one.outsideReference ?? '')).toMatchObject({
      ...{ channel: 'bank', kind: 'missing-in-ledger', cause: 'unexplained-outgoing', state: 'open' },
      ...{ amount: { amount: -1_500, currency: 'CNY' }, gap: { amount: -1_500, currency: 'CNY' } },
      ...{ owner: null, mayBeCost: true, resolvedIn: null, said: [] },
    });
    expect(runs[0]).toMatchObject({ cause: 'on-demand', nth: one.foundIn + 1 });
    expect(runs[0]?.inputsHash).toBe(runs[1]?.inputsHash);
    expect(runs[0]?.inputsHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is explained by one person and confirmed by another; the run after that finds it booked', async () => {
    const one = await charged();
    const cost = await desk.balanceOf('payment-cost/bank/CNY');
    await yes(move(one, { type: 'take' }));
    expect(await yes(move(one, { type: 'explain', reason: '账户管理费', isCost: true }))).toEqual({
      state: 'proposed',
    });
    expect(await move(one, { type: 'confirm' })).toMatchObject({
      status: 409,
      body: { code: 'own-approval' },
    });
    expect(await found(one.outsideReference ?? '')).toMatchObject({ isOwn: true, state: 'proposed' });
    expect(await desk.balanceOf('payment-cost/bank/CNY')).toBe(cost);
    expect(await yes(move(one, { type: 'confirm' }, desk.second))).toEqual({ state: 'explained' });
    expect(await desk.balanceOf('payment-cost/bank/CNY')).toBe(cost + 1_500);
    await yes(run());
    const resolved = await found(one.outsideReference ?? '');
    expect(resolved).toMatchObject({ state: 'resolved', resolvedIn: one.foundIn + 1 });
    expect(resolved.said.map(({ type }) => type)).toEqual(['take', 'explain', 'confirm']);
    expect(await move(one, { type: 'take' })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('that is refused is open again', async () => {
    const one = await charged();
    await yes(move(one, { type: 'explain', reason: '不清楚' }));
    expect(await yes(move(one, { type: 'reject' }, desk.second))).toEqual({ state: 'open' });
  });

  it.each<[string, object]>([
    ['an explanation without a reason', { type: 'explain' }],
    ['an explanation of blanks', { type: 'explain', reason: '' }],
    ['a reason for something else', { type: 'take', reason: '理由' }],
    ['a cost that is not explained', { type: 'confirm', isCost: true }],
    ['something else to do', { type: 'delete' }],
    ['the owner by name', { type: 'take', by: randomUUID() }],
  ])('does not take %s', async (_, input) => {
    const one = await charged();
    expect(await move(one, input as MoveInput)).toMatchObject({ status: 400 });
  });

  it('is a file for a spreadsheet, in which nothing is a formula', async () => {
    await charged();
    const response = await desk.house.app.inject({
      url: '/api/v1/reconciliation.csv?language=en',
      headers: { cookie: desk.first.browser.cookie },
    });
    expect(response.headers['content-type']).toContain('text/csv');
    expect(response.headers['content-disposition']).toContain('reassign-reconciliation.csv');
    const [head = '', ...rows] = response.body.trim().split('\r\n');
    expect(head).toContain('"Probable cause"');
    expect(rows.length).toBe((await view()).items.length);
    expect(rows.some((row) => row.includes('"Outside only"') && row.includes('"15.00"'))).toBe(true);
    expect(rows.some((row) => row.includes('"-'))).toBe(false);
  });
});
