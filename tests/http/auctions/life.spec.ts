import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, openScene, type Scene } from '../../support/api-scene.ts';
import type { VisitorName } from '../../support/visitors.ts';

/* The life of a lot over HTTP: who asks for what, and what everybody reads of it afterwards. */

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

const move = (who: VisitorName, body: object): Promise<Answered> =>
  scene.ask(scene.visitors[who], 'POST', { path: `/api/v1/lots/${scene.openLot}/moves`, body });
const lot = async (): Promise<Record<string, unknown>> => {
  const { text } = await scene.ask(scene.visitors.stranger, 'GET', { path: `/api/v1/lots/${scene.openLot}` });
  return JSON.parse(text) as Record<string, unknown>;
};
const reason = '公开说明的理由';

describe('the life of a lot', () => {
  it('takes a pause for a cause and with a reason, and says both in public', async () => {
    expect(await move('officer', { move: 'pause', cause: 'fault', reason })).toMatchObject({ status: 201 });
    expect(await lot()).toMatchObject({ phase: 'paused', pause: { cause: 'fault', reason } });
    const again = await move('officer', { move: 'pause', cause: 'fault', reason });
    expect(again).toMatchObject({ status: 409 });
    expect(again.text).toContain('wrong-state');
  });
  it('goes on, and corrects the notice as a public difference', async () => {
    expect(await move('checker', { move: 'resume', reason })).toMatchObject({ status: 201 });
    const before = '整体出让，权利状态以登记簿为准。';
    const wrong = [{ pointer: '/description', before: '旧', after: '新' }];
    const refused = await move('checker', { move: 'correct', changes: wrong, reason });
    expect(refused).toMatchObject({ status: 409 });
    expect(JSON.parse(refused.text)).toMatchObject({
      code: 'before-differs',
      facts: { differs: [{ pointer: '/description', stands: before }] },
    });
    const changes = [{ pointer: '/description', before, after: '新' }];
    expect(await move('checker', { move: 'correct', changes, reason })).toMatchObject({ status: 201 });
    expect(await lot()).toMatchObject({ phase: 'open', pause: null, corrections: [{ changes, reason }] });
  });
  it('refuses a material change with the places, and a move that is another’s', async () => {
    const changes = [{ pointer: '/start', before: '1', after: '2' }];
    const material = await move('checker', { move: 'correct', changes, reason });
    expect(material).toMatchObject({ status: 409 });
    expect(material.text).toContain('material-change');
    expect(material.text).toContain('/start');
    const foreign = await move('officer', { move: 'withdraw', cause: 'other', reason });
    expect(foreign).toMatchObject({ status: 403 });
    expect(foreign.text).toContain('not-your-move');
  });
  it('is no business of another bank', async () => {
    const other = await move('other bank', { move: 'withdraw', cause: 'other', reason });
    expect(other.status).toBeGreaterThanOrEqual(403);
  });
  it.each([
    ['no reason', { move: 'pause', cause: 'fault', reason: '' }],
    ['no cause', { move: 'pause', reason }],
    ['an unknown cause', { move: 'pause', cause: 'mood', reason }],
    ['an unknown move', { move: 'sell', reason }],
    ['no changes', { move: 'correct', changes: [], reason }],
    [
      'a pointer that is none',
      { move: 'correct', changes: [{ pointer: 'x', before: null, after: 'y' }], reason },
    ],
    ['a member too many', { move: 'settle', reason, actor: 'court' }],
    ['a number that is none', { move: 'bar', bidderNumber: '1', ground: 'court' }],
  ])('refuses %s', async (_what, body) => {
    expect(await move('officer', body)).toMatchObject({ status: 400 });
  });
  it('names nobody: the log has a role and a commitment', async () => {
    const path = `/api/v1/lots/${scene.openLot}/events`;
    const { text } = await scene.ask(scene.visitors.stranger, 'GET', { path });
    const { items } = JSON.parse(text) as { items: { type: string; body: { actor?: object } }[] };
    const paused = items.find(({ type }) => type === 'LotPaused');
    expect(paused?.body.actor).toEqual({
      role: 'operator',
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(text).not.toContain('person');
  });
  it('ends when the debt is paid: the deposits go back and the lot says why', async () => {
    expect(await move('checker', { move: 'settle', reason })).toMatchObject({ status: 201 });
    expect(await lot()).toMatchObject({ phase: 'settled-before-sale', ended: { cause: null, reason } });
    await scene.house.followed();
  });
});
