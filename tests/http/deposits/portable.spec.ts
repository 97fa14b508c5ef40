import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PayInView, PortableView } from '@reassign/shared/deposits/portable/api.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../../support/bank-desk.ts';
import { knownPerson, newPerson } from '../../support/bidders.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { cny } from '../../support/listings.ts';

/* A portable deposit over HTTP: paid in, earmarked, free again, withdrawn; and what is refused. */

const PATH = '/api/v1/portable-deposit';
const ACCOUNT = '6222020100112233445';

let house: House;
let lot: LotId;
let agency: Person;
beforeAll(async () => {
  house = await openHouse();
  lot = await house.publishLot();
  [agency] = house.agencies;
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const transfer = (amount: number, account = ACCOUNT) => ({ way: 'transfer', amount: cny(amount), account });
const ask = (body: object, { browser } = agency) => browser.post(`${PATH}/pay-ins`, body);
const seen = ({ browser }: Pick<Person, 'browser'> = agency) => yes<PortableView>(browser.get(PATH));
const withdraw = (amount: number) => agency.browser.post(`${PATH}/withdrawals`, { amount: cny(amount) });
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body['code'],
];
/** The operator saw the money. */
const confirm = (payIn: PayInView) => house.confirm({ deposit: payIn } as never);
const earmark = ({ id }: RegistrationView) => agency.browser.post(`/api/v1/registrations/${id}/earmark`, {});
const FEN_OF_DEPOSIT = 70_000_00;

describe('what somebody asks to pay in', () => {
  it.each([
    ['nothing', transfer(0)],
    ['less than nothing', transfer(-1)],
    ['a part of a fen', transfer(1.5)],
    ['more than any amount', transfer(10_000_000_000_001)],
    ['a transfer from no account', { way: 'transfer', amount: cny(1) }],
    ['an account with a blank in it', transfer(1, '6222 0201')],
    ['an account of three digits', transfer(1, '123')],
    ['a card with an account', { way: 'card', amount: cny(1), account: ACCOUNT }],
    ['another way', { way: 'cash', amount: cny(1) }],
    ['no amount', { way: 'card' }],
    ['an amount as text', { way: 'card', amount: { amount: '1', currency: 'CNY' } }],
  ])('is malformed: %s', async (_, body) => {
    expect(codeOf(await ask(body))).toEqual([400, 'malformed']);
  });

  it('is in yuan', async () => {
    const dollars = { way: 'card', amount: { amount: 1, currency: 'USD' } };
    expect(codeOf(await ask(dollars))).toEqual([409, 'wrong-currency']);
  });

  it('is ten payments at once at most', async () => {
    const { browser } = house.agencies[1];
    for (let nth = 0; nth < 10; nth++)
      expect((await ask(transfer(1), { browser } as Person)).status).toBe(201);
    expect(codeOf(await ask(transfer(1), { browser } as Person))).toEqual([409, 'too-many-open']);
  });

  it('has an owner: a person says who it is first', async () => {
    const nobody = await newPerson(house, '某人', 801);
    expect(codeOf(await ask(transfer(1), nobody as never))).toEqual([409, 'identity-required']);
    expect(await seen(nobody)).toMatchObject({ owner: null, balance: cny(0) });
    const somebody = await knownPerson(house, '李某', 802);
    expect((await ask(transfer(1), somebody as never)).status).toBe(201);
    expect(await seen(somebody)).toMatchObject({ owner: '李某', payIns: [{ amount: cny(1) }] });
  });
});

describe('the course of a portable deposit', () => {
  let registration: RegistrationView;

  it('begins with nothing, and a withdrawal or an earmark of nothing says what is missing', async () => {
    expect(await seen()).toMatchObject({ free: cny(0), balance: cny(0), lines: [], earmarks: [] });
    const { status, body } = await withdraw(5);
    expect([status, body['code'], body['facts']]).toEqual([
      ...[409, 'balance-too-low', { free: cny(0), missing: cny(5) }],
    ]);
    registration = await house.register(agency, lot);
    expect(codeOf(await earmark(registration))).toEqual([409, 'balance-too-low']);
  });

  it('is paid in under a reference that the operator reads beside deposits, with no lot near it', async () => {
    const payIn = await yes<PayInView>(ask(transfer(FEN_OF_DEPOSIT + 500)));
    expect(payIn).toMatchObject({ way: 'transfer', status: 'requested', account: '3445' });
    const listed = await yes<{ items: object[] }>(
      house.operator.browser.get('/api/v1/deposits?status=requested'),
    );
    const { reference, amount, requestedAt } = payIn;
    expect(listed.items).toContainEqual({
      ...{ reference, amount, requestedAt, payer: agency.organisation.name, status: 'requested' },
    });
    await confirm(payIn);
    expect(await seen()).toMatchObject({ free: amount, balance: amount, payIns: [] });
  });

  it('stands for a lot at once', async () => {
    expect((await earmark(registration)).body).toEqual({ status: 'held' });
    expect(codeOf(await earmark(registration))).toEqual([409, 'wrong-state']);
    const [own] = (await yes<{ items: RegistrationView[] }>(agency.browser.get('/api/v1/registrations')))
      .items;
    expect(own?.bidderNumber).toMatch(/^\d{6}$/);
    expect(own?.deposit).toMatchObject({ status: 'held', isEarmarked: true });
    expect(await seen()).toMatchObject({
      ...{ free: cny(500), earmarked: cny(FEN_OF_DEPOSIT), earmarks: [{ lotId: lot }] },
    });
  });

  it('gives back no more than is free', async () => {
    expect(codeOf(await withdraw(501))).toEqual([409, 'balance-too-low']);
    expect(codeOf(await withdraw(0))).toEqual([400, 'malformed']);
    const now = await yes<PortableView>(withdraw(500));
    expect(now).toMatchObject({
      free: cny(0),
      withdrawals: [{ parts: [{ way: 'transfer', account: '3445', amount: cny(500), state: 'under-way' }] }],
    });
  });

  it('is free again the moment the lot ended without it, which counts as in time', async () => {
    await house.moveTo(opensAt);
    await house.moveTo(closesAt);
    await house.followed();
    expect(await seen()).toMatchObject({ free: cny(FEN_OF_DEPOSIT), earmarked: cny(0), earmarks: [] });
    const [own] = (await yes<{ items: RegistrationView[] }>(agency.browser.get('/api/v1/registrations')))
      .items;
    expect(own?.deposit).toMatchObject({ status: 'released', isEarmarked: true });
    const { refund } = own?.deposit ?? {};
    expect(Date.parse(refund?.at ?? '')).toBeLessThanOrEqual(Date.parse(refund?.dueAt ?? ''));
    expect(codeOf(await earmark(registration))).toEqual([409, 'registration-closed']);
  });

  it('is a statement and a file, newest first', async () => {
    const { lines } = await seen();
    expect(lines.map(({ kind }) => kind)).toEqual(['released', 'withdrawn', 'held', 'paid-in']);
    const { cookie } = agency.browser;
    const file = await house.app.inject({ url: `${PATH}.csv?language=en`, headers: { cookie } });
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body.split('\r\n').slice(0, 2)).toEqual([
      '\ufeff"Time","What","Amount","Currency","Reference","Lot"',
      expect.stringContaining(`"Released","70000.00","CNY","","${lot}"`),
    ]);
  });

  it('stands in the ledger’s own statement of the organisation, and in no other', async () => {
    const period = '?from=2026-03-01&until=2026-03-31';
    const kinds = async ({ browser }: Person) => {
      const { accounts } = await yes<{ accounts: { kind: string }[] }>(
        browser.get(`/api/v1/statement${period}`),
      );
      return new Set(accounts.map(({ kind }) => kind));
    };
    expect(await kinds(agency)).toContain('portable-deposit');
    expect(await kinds(house.agencies[1])).not.toContain('portable-deposit');
    const ofLot = `/api/v1/lots/${lot}/statement${period}`;
    const { accounts } = await yes<{ accounts: { kind: string }[] }>(house.operator.browser.get(ofLot));
    expect(accounts).toEqual([]);
  });
});
