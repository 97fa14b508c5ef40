import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { instant, later } from '@reassign/shared/kernel/instant.ts';
import type { BalanceView, SettlementView } from '@reassign/shared/settlement/balance-api.ts';
import type { ConfirmationView } from '@reassign/shared/settlement/api.ts';
import { yes } from '../../support/bank-desk.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { lettersOf } from '../../support/letters.ts';
import { cny } from '../../support/listings.ts';

/*
 * A sale whose buyer does not pay, whole: annulled by the platform, offered to the runner-up, paid by it, and the deposit that
 * was kept settled against that price. Hammer 720,000.00, runner-up 710,000.00, deposit 70,000.00.
 */

let house: House;
let second: Person;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  second = await house.colleague(house.operator, ['officer']);
  lotId = await house.publishLot({ runnerUpDays: 3 });
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(opensAt);
  const [buyer, other] = house.agencies;
  await bid(buyer, 700_000_00);
  await bid(other, 710_000_00);
  await bid(buyer, 720_000_00);
  await house.moveTo(closesAt);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const bid = ({ browser }: Person, amount: number) =>
  yes(browser.post(`/api/v1/lots/${lotId}/bids`, { commandId: randomUUID(), amount: cny(amount) }));
const lotOf = async () => (await house.watcher.get(`/api/v1/lots/${lotId}`)).body;
const settlementOf = () => yes<SettlementView>(house.maker.browser.get(`/api/v1/lots/${lotId}/settlement`));
const balanceOf = ({ browser }: Person) => yes<BalanceView>(browser.get(`/api/v1/lots/${lotId}/balance`));
const answer = ({ browser }: Person, accepts: boolean) =>
  browser.post(`/api/v1/lots/${lotId}/runner-up-answers`, { accepts });

describe('a buyer who does not pay', () => {
  it('is offered no way out but two people', async () => {
    const { dueAt } = await balanceOf(house.agencies[0]);
    await house.moveTo(later(instant(Date.parse(dueAt)), 1));
    await house.modules.sales.balances.missOverdue();
    expect(await answer(house.agencies[1], true)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    const losses = { costs: cny(3_000_00), commissions: cny(0) };
    const review = `/api/v1/lots/${lotId}/payment-review`;
    const wish = { kind: 'buyer-default', losses, reason: '逾期未付', seen: 1 };
    await yes(house.operator.browser.post(`${review}/proposals`, wish));
    await yes(second.browser.post(`${review}/confirmation`, { seen: 2 }));
  });
  it('has its sale annulled by the platform, once, and the right is offered to the runner-up', async () => {
    await house.modules.sales.annulDefaulted();
    await house.modules.sales.annulDefaulted();
    await house.followed();
    expect(await lotOf()).toMatchObject({
      ...{ phase: 'annulled', ended: { cause: 'buyer-default' } },
      runnerUp: { amount: cny(710_000_00) },
    });
    expect((await balanceOf(house.agencies[0])).phase).toBe('buyer-defaulted');
    expect((await settlementOf()).defaulted).toMatchObject({
      ...{ runnerUp: 'as-published', isBarred: true, resale: null },
      forfeit: { kind: 'awaiting-resale', stillHeld: cny(67_000_00) },
    });
    const [row] = await house.admin
      .sql`select count(*)::int as count from right_on_sale where lot_id = ${lotId}`;
    expect(row).toMatchObject({ count: 1 });
  });
  it('is followed by one letter to whoever registered as the runner-up, however often the log is followed', async () => {
    await house.followed();
    const letters = await lettersOf(house, '次高者要约');
    expect([...letters]).toEqual([
      { to: house.agencies[1].email, text: expect.stringContaining('¥710,000.00') as string },
    ]);
    for (const part of [
      `/lots/${lotId}/live`,
      `/en/lots/${lotId}/live`,
      '2 Apr 2026',
      '2026年4月2日 00:00:00',
    ])
      expect(letters[0]?.text).toContain(part);
  });
  it('may not take it itself, nor anybody else', async () => {
    expect(await answer(house.agencies[0], true)).toMatchObject({ status: 409 });
    const stranger = await house.newcomer('agency', ['broker']);
    expect(await answer(stranger, true)).toMatchObject({ status: 409, body: { code: 'not-registered' } });
  });
});

describe('the runner-up', () => {
  it('takes it once, and owes the whole price without a deposit', async () => {
    expect(await answer(house.agencies[1], true)).toMatchObject({ status: 201 });
    expect(await answer(house.agencies[1], true)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    await house.followed();
    expect(await lotOf()).toMatchObject({ phase: 'sold', price: cny(710_000_00), runnerUp: null });
    const { deposit, hammer, premium, amount, received } = await balanceOf(house.agencies[1]);
    expect({ deposit, hammer, received }).toEqual({
      ...{ deposit: cny(0), hammer: cny(710_000_00), received: cny(0) },
    });
    expect(amount.amount).toBe(hammer.amount + premium.amount);
    const paper = await yes<ConfirmationView>(
      house.agencies[1].browser.get(`/api/v1/lots/${lotId}/confirmation`),
    );
    expect(paper).toMatchObject({ stage: 'confirmed', reader: 'buyer' });
    expect(paper.number).toMatch(/-2$/);
  });
  it('pays, and what was kept of the deposit is settled against its price', async () => {
    const { reference, amount } = await balanceOf(house.agencies[1]);
    const receipt = {
      reference,
      amount: toMoney(amount),
      receivedAt: house.clock.now(),
      key: 'paid',
      actor: 'test',
    };
    const from = { kind: 'cash', channel: 'bank', currency: CNY } as const;
    await house.admin.db.transaction((tx) => house.modules.sales.balances.receive(tx, { ...receipt, from }));
    const { phase, defaulted, waterfall, held } = await settlementOf();
    expect(phase).toBe('paid');
    // Costs 3,000 and gap 10,000: 130 % are 16,900, of which 3,900 beyond the loss; 53,100 goes back.
    expect(defaulted?.resale).toMatchObject({
      price: cny(710_000_00),
      forfeit: { kind: 'settled', penalty: cny(3_900_00), refund: cny(53_100_00), owed: cny(0) },
    });
    expect(waterfall?.pots[0]?.distribution.proceeds).toEqual(cny(723_900_00));
    expect(held.amount).toBe(amount.amount + 13_900_00);
    expect((await balanceOf(house.agencies[0])).defaulted?.resale).toEqual(defaulted?.resale);
    const [sum] = await house.admin
      .sql`select coalesce(sum(amount_minor), 0)::int as sum from ledger_posting`;
    expect(sum).toMatchObject({ sum: 0 });
    const kept = await house.admin
      .sql`select coalesce(sum(amount_minor), 0)::int as sum from ledger_posting where account = ${`forfeit/${lotId}/CNY`}`;
    expect(kept[0]).toMatchObject({ sum: 0 });
  });
  it('leaves the log whole', async () => {
    const log = await house.watcher.get(`/api/v1/lots/${lotId}/events?after=0`);
    const types = (log.body as { items: { type: string }[] }).items.map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['LotAnnulled', 'RunnerUpOffered', 'RunnerUpAccepted']);
  });
});
