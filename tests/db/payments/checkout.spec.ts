import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { agency } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { booksOf, depositOf, openTill, type OpenTill, stripeCashOf } from '../../support/payments.ts';

/* A deposit by card or wallet: the official SDK, over HTTP, at the stand-in. */

let till: OpenTill;
beforeAll(async () => {
  till = await openTill();
});
afterAll(async () => {
  expect(till.faults).toEqual([]);
  expect(await faultsOf(till.admin)).toEqual([]);
  await till.close();
});

const DEPOSIT = 1_000_000;
const statusOf = async (lotId: LotId) => (await depositOf(till, lotId, 1)).status;

async function registered(): Promise<LotId> {
  const lotId = till.newLot();
  await till.register(lotId, 1);
  return lotId;
}

describe('A deposit by card', () => {
  it('is held as soon as Stripe says so, and has its number', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    expect(opened.status).toBe('open');
    expect(opened.url).toContain('/simulated/checkout/cs_test_');
    await till.decide(opened, 'pay');
    expect(await statusOf(lotId)).toBe('held');
    expect(await till.deposits.standing(lotId, agency(1).organisation.id)).toMatchObject({ kind: 'bidder' });
    expect(await booksOf(till, lotId)).toEqual({ deposit: DEPOSIT });
    expect(await stripeCashOf(till, lotId)).toBe(DEPOSIT);
  });

  it('that is declined may be tried again, on the same page', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    await till.decide(opened, 'decline');
    const { id } = opened;
    expect(await till.deposits.paying.find(id, [agency(1).organisation.id])).toMatchObject({
      ...{ status: 'open', isDeclined: true, deposit: 'requested' },
    });
    const again = await till.pay(lotId, 1);
    expect(again).toEqual(opened);
    await till.decide(again, 'pay');
    expect(await statusOf(lotId)).toBe('held');
    expect(await till.deposits.paying.find(id, [agency(1).organisation.id])).toMatchObject({
      ...{ status: 'paid', isDeclined: false },
    });
  });

  it.each([
    ['arrive', 'held', 'paid'],
    ['fail', 'requested', 'failed'],
  ] as const)('whose money comes later waits until it does: %s', async (outcome, deposit, payment) => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    await till.decide(opened, 'delay', 'alipay');
    expect(await statusOf(lotId)).toBe('requested');
    await till.decide({ ...opened }, outcome);
    expect(await statusOf(lotId)).toBe(deposit);
    expect(await till.payments.find(opened.id)).toMatchObject({ status: payment });
  });

  it('after a payment that failed is a new payment', async () => {
    const lotId = await registered();
    const first = await till.pay(lotId, 1);
    await till.decide(first, 'delay');
    await till.decide(first, 'fail');
    const second = await till.pay(lotId, 1);
    expect(second.id).not.toBe(first.id);
    await till.decide(second, 'pay');
    expect(await statusOf(lotId)).toBe('held');
  });

  it('whose page ran out gets another page', async () => {
    const lotId = await registered();
    const first = await till.pay(lotId, 1);
    await till.clock.advance(2 * HOUR);
    const second = await till.pay(lotId, 1);
    expect(second.url).not.toBe(first.url);
    expect(second.status).toBe('open');
    expect(await till.payments.find(first.id)).toMatchObject({ status: 'failed' });
  });

  it('is one payment, however often it is asked for at once', async () => {
    const lotId = await registered();
    const all = await Promise.all(Array.from({ length: 6 }, () => till.pay(lotId, 1)));
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    const sessions = await till.stripe.checkout.sessions.retrieve(
      new URL(all[0]?.url ?? '').pathname.split('/').pop() ?? '',
    );
    expect(sessions.amount_total).toBe(DEPOSIT);
  });

  it('is paid once: whoever paid is not led to the page again', async () => {
    const lotId = await registered();
    await till.decide(await till.pay(lotId, 1), 'pay');
    const [own] = await till.deposits.ownOf([agency(1).organisation.id], [lotId]);
    const owners = [agency(1).organisation.id];
    expect(await till.deposits.paying.pay(own?.registration.id ?? '', owners, 'zh')).toBe('wrong-state');
  });

  it('whose round is over is not paid any more: it would go straight back', async () => {
    const other = await openTill();
    const lotId = other.newLot();
    await other.register(lotId, 1);
    other.takesNoBidders();
    const owners = [agency(1).organisation.id];
    const [own] = await other.deposits.ownOf(owners, [lotId]);
    expect(await other.deposits.paying.pay(own?.registration.id ?? '', owners, 'zh')).toBe(
      'registration-closed',
    );
    await other.close();
  });

  it('while Stripe is away is not paid, and nothing is lost', async () => {
    const lotId = await registered();
    await till.admin.sql`alter table stand_in_object rename to stand_in_away`;
    const owners = [agency(1).organisation.id];
    const [own] = await till.deposits.ownOf(owners, [lotId]);
    const id = own?.registration.id ?? '';
    expect(await till.deposits.paying.pay(id, owners, 'zh')).toBe('unavailable');
    await till.admin.sql`alter table stand_in_away rename to stand_in_object`;
    await till.decide(await till.pay(lotId, 1), 'pay');
    expect(await statusOf(lotId)).toBe('held');
  });

  it('is paid by nobody else', async () => {
    const lotId = await registered();
    const [own] = await till.deposits.ownOf([agency(1).organisation.id], [lotId]);
    const others = [agency(2).organisation.id];
    expect(await till.deposits.paying.pay(own?.registration.id ?? '', others, 'zh')).toBe('not-found');
    const { id } = await till.pay(lotId, 1);
    expect(await till.deposits.paying.find(id, others)).toBeNull();
  });

  it('says nothing of the lot, the number or the payer to Stripe', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    await till.decide(opened, 'pay');
    const seen = await till.admin.sql<{ body: string }[]>`select body::text from stand_in_object`;
    const told = seen.map(({ body }) => body).join('\n');
    const { kind, ...bidder } = await till.deposits.standing(lotId, agency(1).organisation.id);
    expect(kind).toBe('bidder');
    expect(told).toContain(opened.id);
    expect(told).not.toContain(lotId);
    expect(told).not.toContain(`"${'bidderNumber' in bidder ? bidder.bidderNumber : ''}"`);
    expect(told).not.toContain(agency(1).organisation.name);
  });
});

describe('Money that comes by card', () => {
  it('one second after the close goes straight back', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    await till.endLot(lotId, null);
    await till.decide(opened, 'pay');
    await till.settle();
    expect(await statusOf(lotId)).toBe('released');
    expect(await booksOf(till, lotId)).toEqual({});
    expect(await stripeCashOf(till, lotId)).toBe(0);
  });

  it('for what was paid by transfer meanwhile goes straight back, and the deposit stays held', async () => {
    const lotId = till.newLot();
    const reference = await till.register(lotId, 1);
    const opened = await till.pay(lotId, 1);
    await till.confirm(reference);
    await till.decide(opened, 'pay');
    await till.settle();
    expect(await statusOf(lotId)).toBe('held');
    expect(await booksOf(till, lotId)).toEqual({ deposit: DEPOSIT });
    expect(await stripeCashOf(till, lotId)).toBe(0);
  });

  it('for what was withdrawn goes straight back and buys no number', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    const [own] = await till.deposits.ownOf([agency(1).organisation.id], [lotId]);
    expect(await till.deposits.withdraw(own?.registration.id ?? '', [agency(1).organisation.id])).toBeNull();
    await till.decide(opened, 'pay');
    await till.settle();
    expect(await till.deposits.standing(lotId, agency(1).organisation.id)).toEqual({ kind: 'stranger' });
    expect(await booksOf(till, lotId)).toEqual({});
    expect(await stripeCashOf(till, lotId)).toBe(0);
  });
});

describe('What nobody tells us', () => {
  it('is looked for: a payment whose webhooks are lost is found', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    till.deafen(true);
    await till.decide(opened, 'pay');
    expect(await statusOf(lotId)).toBe('requested');
    await till.settle();
    expect(await statusOf(lotId)).toBe('held');
    till.deafen(false);
  });

  it('is asked when the payer comes back to its page', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    till.deafen(true);
    await till.decide(opened, 'pay');
    till.deafen(false);
    expect(await till.deposits.paying.find(opened.id, [agency(1).organisation.id])).toMatchObject({
      ...{ status: 'paid', deposit: 'held' },
    });
  });

  it('is not asked for ever: what is over is left alone', async () => {
    const lotId = await registered();
    const opened = await till.pay(lotId, 1);
    await till.clock.advanceTo(later(till.clock.now(), 3 * HOUR));
    await till.settle();
    const [row] = await till.admin.sql<[{ look_at: Date | null; status: string }]>`
      select look_at, status from payment where id = ${opened.id}`;
    expect(row).toEqual({ look_at: null, status: 'failed' });
  });
});
