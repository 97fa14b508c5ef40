import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { giveSecondFactors, openScene, production, type Scene } from '../../support/api-scene.ts';
import { LiveClient } from '../../support/live-client.ts';

let scene: Scene;
let address: string;
beforeAll(async () => {
  scene = await openScene(production);
  address = await scene.house.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

it('in production a bid over a socket asks for the second factor as one over HTTP does', async () => {
  const { house, visitors, openLot: lotId } = scene;
  const bid = { t: 'bid', lotId, commandId: randomUUID(), amount: { amount: 700_000_00, currency: 'CNY' } };
  const { cookie } = visitors.broker;
  await giveSecondFactors(house, false);
  const client = new LiveClient(address, { cookie, origin: house.config.publicUrl });
  expect(await client.next('hello')).toMatchObject({ canBid: false });
  client.send(bid);
  expect(await client.next('refused')).toMatchObject({ problem: { code: 'two-factor-required' } });
  await giveSecondFactors(house, true);
  client.send(bid);
  expect(await client.next('accepted')).toMatchObject({ commandId: bid.commandId });
  client.socket.close();
});
