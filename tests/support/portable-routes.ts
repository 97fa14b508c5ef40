import type { PayInView } from '@reassign/shared/deposits/portable/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type ApiRoute, at, ofUnknown, signedInAll } from './api-route.ts';
import { later, type Scene } from './api-scene.ts';
import { yes } from './bank-desk.ts';
import { cny } from './listings.ts';

/* Portable deposits: each visitor has its own, and of another's learns nothing. */

const PATH = '/api/v1/portable-deposit';
const transfer = (amount: number) => ({
  way: 'transfer',
  amount: cny(amount),
  account: '6222020100112233445',
});

/** Asked for by the other agency; what was asked for before is not waited for any more. */
async function asked({ house }: Scene, amount = 100): Promise<PayInView> {
  await house.admin.sql`update portable_pay_in set status = 'cancelled' where status = 'requested'`;
  return yes<PayInView>(house.agencies[1].browser.post(`${PATH}/pay-ins`, transfer(amount)));
}

const ofPayIn = (rest: string, body: object): Pick<ApiRoute, 'call' | 'missing'> => ({
  call: async (scene) => ({ path: `${PATH}/pay-ins/${(await asked(scene)).id}/${rest}`, body }),
  missing: ofUnknown,
});

/** A registration of the other agency, whose deposit is free in its balance. */
async function registered(scene: Scene): Promise<string> {
  const { house, desk } = scene;
  const { lotId } = await desk.published(later);
  assert(lotId, 'a published listing has a lot');
  const { id, deposit } = await house.register(house.agencies[1], lotId as LotId);
  await house.confirm({ id, deposit: await asked(scene, deposit.amount.amount) } as never);
  return id;
}

/** Whoever is nobody's broker or owner, and never said who it is, has none. */
const whoeverBinds = { broker: 201, 'other broker': 201, 'unaccredited broker': 201 };
const nobodys = signedInAll(404);

export const portableRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/portable-deposit': { ...at(PATH), answers: signedInAll(200) },
  'GET /api/v1/portable-deposit.csv': { ...at(`${PATH}.csv`), answers: signedInAll(200) },
  'POST /api/v1/portable-deposit/pay-ins': {
    call: async (scene) => {
      await asked(scene);
      return { path: `${PATH}/pay-ins`, body: transfer(100) };
    },
    answers: { ...signedInAll(409), ...whoeverBinds },
  },
  // By transfer: Stripe is not asked.
  'POST /api/v1/portable-deposit/pay-ins/:id/payments': {
    ...ofPayIn('payments', { language: 'zh' }),
    answers: { ...nobodys, 'other broker': 409 },
  },
  'POST /api/v1/portable-deposit/pay-ins/:id/cancellation': {
    ...ofPayIn('cancellation', {}),
    answers: { ...nobodys, 'other broker': 201 },
  },
  // More than anybody has.
  'POST /api/v1/portable-deposit/withdrawals': {
    call: () => ({ path: `${PATH}/withdrawals`, body: { amount: cny(9_000_000_000_000) } }),
    answers: signedInAll(409),
  },
  'POST /api/v1/registrations/:id/earmark': {
    call: async (scene) => ({ path: `/api/v1/registrations/${await registered(scene)}/earmark`, body: {} }),
    missing: ofUnknown,
    answers: { ...nobodys, 'other broker': 201 },
  },
};
