import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, openScene, type Scene } from '../../support/api-scene.ts';
import type { VisitorName } from '../../support/visitors.ts';

/* Paying before the sale (3-trading-rules §3.5): the debtor says so, the seller looks and settles. */

let scene: Scene;
let path: string;
beforeAll(async () => {
  scene = await openScene();
  path = `/api/v1/lots/${scene.openLot}/debt-payments`;
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

const payment = { amount: { amount: 842_345_67, currency: 'CNY' }, proof: '晋源银行 流水号 20260317001' };
const send = (who: VisitorName, body: object): Promise<Answered> =>
  scene.ask(scene.visitors[who], 'POST', { path, body });
const read = async (who: VisitorName): Promise<Answered> => scene.ask(scene.visitors[who], 'GET', { path });
const lot = async (): Promise<unknown> =>
  JSON.parse(
    (await scene.ask(scene.visitors.stranger, 'GET', { path: `/api/v1/lots/${scene.openLot}` })).text,
  );

describe('a notice of payment', () => {
  it.each([
    ['no amount', { ...payment, amount: { amount: 0, currency: 'CNY' } }, '/amount'],
    ['a currency that is none', { ...payment, amount: { amount: 1, currency: 'ABC' } }, '/amount/currency'],
    ['no proof', { ...payment, proof: '' }, '/proof'],
    ['more proof than anybody reads', { ...payment, proof: '甲'.repeat(2_001) }, '/proof'],
    ['what was not asked for', { ...payment, lotId: 'x' }, ''],
  ])('has its shape: not %s', async (_what, body, pointer) => {
    const refused = await send('debtor', body);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(pointer);
  });
  it('is the debtor’s: nobody else gives it, or learns of it', async () => {
    for (const who of ['broker', 'other bank', 'officer', 'checker'] as const)
      expect(await send(who, payment)).toMatchObject({ status: 403 });
    expect(await send('debtor', payment)).toMatchObject({ status: 201 });
    expect(await send('debtor', { ...payment, proof: '补充：回单' })).toMatchObject({ status: 201 });
    for (const who of ['debtor', 'checker', 'officer'] as const)
      expect(JSON.parse((await read(who)).text)).toMatchObject({
        mayNotify: who === 'debtor',
        items: expect.arrayContaining([
          expect.objectContaining(payment),
          expect.objectContaining({ proof: '补充：回单' }),
        ]) as unknown[],
      });
    expect(await read('broker')).toMatchObject({ status: 403 });
    expect(await read('stranger')).toMatchObject({ status: 401 });
  });
  it('is once in the public log, without its proof', async () => {
    const { text } = await scene.ask(scene.visitors.stranger, 'GET', {
      path: `/api/v1/lots/${scene.openLot}/log`,
    });
    expect(text.split('PaymentNotified')).toHaveLength(2);
    expect(text).toContain('"role":"debtor"');
    expect(text).not.toContain('流水号');
  });
  it('stops nothing by itself: who sells settles', async () => {
    expect(await lot()).toMatchObject({ phase: 'open' });
    const moves = `/api/v1/lots/${scene.openLot}/moves`;
    const settle = { path: moves, body: { move: 'settle', reason: '债务与费用已清偿' } };
    expect(await scene.ask(scene.visitors.debtor, 'POST', settle)).toMatchObject({ status: 403 });
    expect(await scene.ask(scene.visitors.checker, 'POST', settle)).toMatchObject({ status: 201 });
    expect(await lot()).toMatchObject({ phase: 'settled-before-sale' });
    expect(await send('debtor', payment)).toMatchObject({ status: 409 });
  });
});
