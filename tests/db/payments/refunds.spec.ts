import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { PaymentOpened } from '@reassign/shared/payments/api.ts';
import { agency } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { yuan } from '../../support/lot.ts';
import {
  booksOf,
  depositOf,
  openTill,
  type OpenTill,
  type Outcome,
  stripeCashOf,
} from '../../support/payments.ts';

/* Money on its way back to a card or wallet. */

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

async function paid(
  outcome: Outcome = 'pay',
  method = 'card',
): Promise<{ lotId: LotId; payment: PaymentOpened }> {
  const lotId = till.newLot();
  await till.register(lotId, 1);
  const payment = await till.pay(lotId, 1);
  await till.decide(payment, outcome, method);
  return { lotId, payment };
}

const viewOf = ({ id }: PaymentOpened) => till.deposits.paying.find(id, [agency(1).organisation.id]);
const numberOf = async (lotId: LotId): Promise<string> => {
  const standing = await till.deposits.standing(lotId, agency(1).organisation.id);
  return standing.kind === 'bidder' ? standing.bidderNumber : '';
};
/** What Stripe gave back of a payment. */
const refundsAtStripe = async ({ id }: PaymentOpened) => {
  const intent = (await till.payments.find(id))?.intentId ?? '';
  return (await till.stripe.refunds.list({ payment_intent: intent })).data;
};
const disputeOf = async ({ id }: PaymentOpened): Promise<string> => {
  const [row] = await till.admin.sql<[{ id: string }]>`
    select id from payment_dispute where payment_id = ${id}`;
  return row.id;
};
const refundOf = async ({ id }: PaymentOpened) => {
  const [row] = await till.admin.sql<[{ id: string; status: string; provider: string }]>`
    select id, status, provider_id as provider from payment_refund where payment_id = ${id}`;
  return row;
};

describe("A loser's deposit", () => {
  it('goes back to the card it came from, once, and its side sees it', async () => {
    const { lotId, payment } = await paid();
    await till.endLot(lotId, null);
    await till.endLot(lotId, null);
    expect(await viewOf(payment)).toMatchObject({ deposit: 'released', refund: { status: 'due' } });
    expect(await booksOf(till, lotId)).toEqual({ 'refund-due': DEPOSIT });
    await till.settle();
    expect(await viewOf(payment)).toMatchObject({ refund: { status: 'paid', amount: yuan(10_000) } });
    expect(await refundsAtStripe(payment)).toMatchObject([{ amount: DEPOSIT, status: 'succeeded' }]);
    expect(await booksOf(till, lotId)).toEqual({});
    expect(await stripeCashOf(till, lotId)).toBe(0);
  });

  it('is on its way until Stripe says that it arrived, and looked for when nobody says so', async () => {
    const { lotId, payment } = await paid('pay', 'wechat_pay');
    till.deafen(true);
    await till.endLot(lotId, null);
    await till.settle();
    expect(await viewOf(payment)).toMatchObject({ refund: { status: 'sent' } });
    expect(await booksOf(till, lotId)).toEqual({ 'refund-due': DEPOSIT });
    await till.clock.advance(10 * MINUTE);
    await till.settle();
    till.deafen(false);
    expect(await viewOf(payment)).toMatchObject({ refund: { status: 'paid' } });
    expect(await booksOf(till, lotId)).toEqual({});
  });

  it('that came by transfer is not given back by Stripe', async () => {
    const lotId = till.newLot();
    await till.admit(lotId, 1);
    await till.endLot(lotId, null);
    await till.settle();
    expect(await booksOf(till, lotId)).toEqual({ 'refund-due': DEPOSIT });
  });

  it('is not given back twice, whoever tries', async () => {
    const { lotId, payment } = await paid();
    await till.endLot(lotId, null);
    await till.settle();
    const { id } = await refundOf(payment);
    const again = { payload: { refund: id }, attempts: 2, id: 'x', topic: 'payment-refund' };
    await Promise.all([1, 2, 3].map(() => till.payments.effects['payment-refund'](again)));
    const back = till.app.db.transaction((tx) =>
      till.payments.back(tx, payment.id as never, yuan(10_000), 'not-taken'),
    );
    expect(await back).toBe('already-refunded');
    expect(await refundsAtStripe(payment)).toHaveLength(1);
    expect(await stripeCashOf(till, lotId)).toBe(0);
  });

  it('may go back in part, and never more than came', async () => {
    const { lotId, payment } = await paid();
    await till.endLot(lotId, null);
    const back = (amount: number) =>
      till.app.db.transaction((tx) => till.payments.back(tx, payment.id as never, yuan(amount), 'not-taken'));
    // All of it is on its way already.
    expect(await back(1)).toBe('already-refunded');
    const smuggled = till.app.sql`
      insert into payment_refund (id, payment_id, amount_minor, currency, cause, status, reserved_id, asked_at)
      select gen_random_uuid(), payment_id, 1, currency, 'not-taken', 'due', reserved_id, asked_at
      from payment_refund where payment_id = ${payment.id}`;
    await expect(smuggled).rejects.toMatchObject({ code: 'PM002' });
    await till.settle();
  });
});

describe('A deposit that was kept', () => {
  it('is not given back: nothing of it is due to the payer', async () => {
    const { lotId, payment } = await paid();
    await till.endLot(lotId, await numberOf(lotId));
    await till.settle();
    expect(await booksOf(till, lotId)).toEqual({ escrow: DEPOSIT });
    const back = till.app.db.transaction((tx) =>
      till.payments.back(tx, payment.id as never, yuan(10_000), 'deposit-released'),
    );
    await expect(back).rejects.toThrow('what goes back is due to whoever paid it');
    expect(await refundsAtStripe(payment)).toEqual([]);
  });
});

describe("A refund that the payer's bank does not take", () => {
  it('comes back to us: it is due again and somebody has to look', async () => {
    const { lotId, payment } = await paid();
    await till.endLot(lotId, null);
    await till.settle();
    await till.byHand(`/simulated/refunds/${(await refundOf(payment)).provider}/fail`);
    expect(await viewOf(payment)).toMatchObject({ refund: { status: 'failed' } });
    expect(await booksOf(till, lotId)).toEqual({ 'refund-due': DEPOSIT });
    expect(await stripeCashOf(till, lotId)).toBe(DEPOSIT);
    expect((await till.payments.desk()).stuck).toMatchObject([
      { status: 'failed', fault: 'lost_or_stolen_card' },
    ]);
  });
});

describe('A payment that is disputed', () => {
  it('has left us at once, and nothing of it goes back a second time', async () => {
    const { lotId, payment } = await paid('dispute');
    expect(await booksOf(till, lotId)).toEqual({ deposit: DEPOSIT, disputed: DEPOSIT });
    expect(await stripeCashOf(till, lotId)).toBe(0);
    await till.endLot(lotId, null);
    await till.settle();
    expect(await viewOf(payment)).toMatchObject({ deposit: 'released', refund: { status: 'withheld' } });
    expect(await refundsAtStripe(payment)).toEqual([]);
  });

  it('and decided for us goes back then', async () => {
    const { lotId, payment } = await paid('dispute');
    await till.endLot(lotId, null);
    await till.settle();
    await till.byHand(`/simulated/disputes/${await disputeOf(payment)}/won`);
    await till.settle();
    expect(await viewOf(payment)).toMatchObject({ refund: { status: 'paid' } });
    expect(await refundsAtStripe(payment)).toHaveLength(1);
    expect(await booksOf(till, lotId)).toEqual({});
    expect(await stripeCashOf(till, lotId)).toBe(0);
  });

  it.each(['before', 'after'])(
    'and lost %s the release is settled: the payer has its money',
    async (when) => {
      const { lotId, payment } = await paid('dispute');
      const lose = async () => till.byHand(`/simulated/disputes/${await disputeOf(payment)}/lost`);
      if (when === 'before') await lose();
      await till.endLot(lotId, null);
      await till.settle();
      if (when === 'after') await lose();
      expect(await booksOf(till, lotId)).toEqual({});
      expect(await refundsAtStripe(payment)).toEqual([]);
      expect((await refundOf(payment)).status).toBe('failed');
    },
  );

  it('after the hammer keeps the price whole in the books, beside what is missing', async () => {
    const { lotId, payment } = await paid();
    await till.endLot(lotId, await numberOf(lotId));
    const charge = await till.admin.sql<[{ id: string }]>`
      select id from stand_in_object where kind = 'charge'
      and body->>'payment_intent' = ${(await till.payments.find(payment.id))?.intentId ?? ''}`;
    await till.byHand(`/simulated/charges/${charge[0].id}/dispute`);
    expect(await booksOf(till, lotId)).toEqual({ escrow: DEPOSIT, disputed: DEPOSIT });
    expect((await till.payments.desk()).disputed).toContainEqual(
      expect.objectContaining({ status: 'open', reference: (await depositOf(till, lotId, 1)).reference }),
    );
  });

  it('stays decided, in the database too', async () => {
    const { payment } = await paid('dispute');
    await till.byHand(`/simulated/disputes/${await disputeOf(payment)}/lost`);
    const undo = till.app.sql`update payment_dispute set status = 'won' where payment_id = ${payment.id}`;
    await expect(undo).rejects.toMatchObject({ code: 'PM001' });
  });
});

describe('The serving role', () => {
  it.each([
    'update payment set amount_minor = 1',
    'delete from payment',
    'update payment_refund set amount_minor = 1',
    'delete from payment_refund',
    'update payment_dispute set amount_minor = 1',
    "update payment_event set id = 'x'",
    'delete from payment_event',
  ])('may not: %s', async (statement) => {
    await expect(till.app.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('may not take back what was paid', async () => {
    const { payment } = await paid();
    const undo = till.app.sql`update payment set status = 'open' where id = ${payment.id}`;
    await expect(undo).rejects.toMatchObject({ code: 'PM001' });
  });
});
