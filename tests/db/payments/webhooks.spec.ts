import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { PaymentOpened } from '@reassign/shared/payments/api.ts';
import { booksOf, depositOf, openTill, type OpenTill } from '../../support/payments.ts';

/* What Stripe tells, and what only claims to be told by Stripe. */

let till: OpenTill;
beforeAll(async () => {
  till = await openTill();
});
afterAll(async () => {
  expect(till.faults).toEqual([]);
  await till.close();
});

const HELD = { deposit: 1_000_000 };

async function opened(): Promise<{ lotId: LotId; payment: PaymentOpened }> {
  const lotId = till.newLot();
  await till.register(lotId, 1);
  return { lotId, payment: await till.pay(lotId, 1) };
}

/** Paid at Stripe; we heard nothing of it. */
async function unheard() {
  const before = await opened();
  till.deafen(true);
  await till.decide(before.payment, 'pay');
  till.deafen(false);
  return { ...before, event: await newest('checkout.session.completed', before.payment) };
}

/** The newest of a kind, of one payment where it matters which. */
async function newest(type: string, payment?: PaymentOpened): Promise<Record<string, unknown>> {
  const [row] = await till.admin.sql<[{ body: Record<string, unknown> }]>`
    select body from stand_in_object where kind = 'event' and body->>'type' = ${type}
      and (${payment?.id ?? null}::text is null or body #>> '{data,object,metadata,payment}' = ${payment?.id ?? null})
    order by created_at desc, (body->'data'->'object'->>'created')::bigint desc, ctid desc limit 1`;
  return row.body;
}

const eventOf = async (id: unknown) => {
  const [row] = await till.admin.sql<{ status: string; cause: string | null }[]>`
    select status, cause from payment_event where id = ${String(id)}`;
  return row;
};

let ids = 0;
/** Something else under an id of its own. */
const other = (event: Record<string, unknown>, change: object) => ({
  ...{ ...event, ...change, id: `evt_other_${String(++ids)}` },
});
const about = (object: object) => ({ data: { object } });

describe('A webhook', () => {
  it('that Stripe signed is dealt with once, of five at the same time', async () => {
    const { lotId, event } = await unheard();
    const answers = await Promise.all(Array.from({ length: 5 }, () => till.tell(event)));
    expect(answers).toEqual([200, 200, 200, 200, 200]);
    expect(await booksOf(till, lotId)).toEqual(HELD);
    expect(await eventOf(event['id'])).toEqual({ status: 'done', cause: null });
  });

  it('that Stripe did not sign is refused and kept nowhere', async () => {
    const { lotId, event } = await unheard();
    const now = till.clock.now();
    expect(await till.tell(event, { secret: 'whsec_of_somebody_else' })).toBe(400);
    expect(await till.tell(event, { signature: 't=1,v1=00' })).toBe(400);
    expect(await till.tell(event, { signature: '' })).toBe(400);
    expect(await till.tell(event, { signature: 'v1=00' })).toBe(400);
    // Replayed after a year; and of a time that has not come.
    expect(await till.tell(event, { signedAt: later(now, -366 * DAY) })).toBe(400);
    expect(await till.tell(event, { signedAt: later(now, DAY) })).toBe(400);
    expect(await eventOf(event['id'])).toBeUndefined();
    expect(await booksOf(till, lotId)).toEqual({});
    await till.settle();
  });

  it.each([
    [-301, 400],
    [-300, 200],
    [300, 200],
    [301, 400],
  ])('signed %d seconds from now is answered %d', async (seconds, status) => {
    const { event } = await unheard();
    const signedAt = later(till.clock.now(), seconds * SECOND);
    expect(await till.tell(other(event, {}), { signedAt })).toBe(status);
  });

  it('whose bytes were changed on the way is refused', async () => {
    const { event } = await unheard();
    const payload = JSON.stringify(event);
    const timestamp = Math.floor(till.clock.now() / SECOND);
    const signature = await till.stripe.webhooks.generateTestHeaderStringAsync({
      ...{ payload: `${payload} `, secret: 'whsec_of_the_tests', timestamp },
    });
    expect(await till.tell(event, { signature })).toBe(400);
  });

  it('for another account, or the other mode, is taken and ignored', async () => {
    const { lotId, event } = await unheard();
    const foreign = other(event, { account: 'acct_other' });
    const live = other(event, { livemode: true });
    expect(await till.tell(foreign)).toBe(200);
    expect(await till.tell(live)).toBe(200);
    for (const { id } of [foreign, live])
      expect(await eventOf(id)).toEqual({ status: 'ignored', cause: 'other-account' });
    expect(await booksOf(till, lotId)).toEqual({});
    await till.settle();
  });

  it('for a payment that nobody knows is taken, parked and credits nobody', async () => {
    const event = await newest('checkout.session.completed');
    const unknown = other(event, about({ object: 'checkout.session', id: 'cs_test_unknown' }));
    expect(await till.tell(unknown)).toBe(200);
    expect(await eventOf(unknown.id)).toEqual({ status: 'parked', cause: 'resource_missing' });
    // Made by hand at Stripe, for something else.
    const session = await till.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://example.test',
      line_items: [
        {
          quantity: 1,
          price_data: { currency: 'cny', unit_amount: 5, product_data: { name: 'x' } },
        },
      ],
    });
    const strange = other(event, about({ object: 'checkout.session', id: session.id }));
    expect(await till.tell(strange)).toBe(200);
    expect(await eventOf(strange.id)).toEqual({ status: 'parked', cause: 'unknown-payment' });
    expect((await till.payments.desk()).unknown).toBeGreaterThanOrEqual(2);
  });

  it('about something that we do not follow is taken and ignored', async () => {
    const event = other(
      await newest('checkout.session.completed'),
      about({ object: 'customer', id: 'cus_1' }),
    );
    expect(await till.tell(event)).toBe(200);
    expect(await eventOf(event.id)).toEqual({ status: 'ignored', cause: null });
  });

  it('says where to look and nothing else: what it claims is read again', async () => {
    const { lotId, payment } = await opened();
    const event = await newest('checkout.session.completed');
    const id = new URL(payment.url).pathname.split('/').pop();
    const claim = { object: 'checkout.session', id, payment_status: 'paid', status: 'complete' };
    const lie = other(event, about(claim));
    expect(await till.tell(lie)).toBe(200);
    expect((await depositOf(till, lotId, 1)).status).toBe('requested');
    expect(await booksOf(till, lotId)).toEqual({});
  });

  it.each([
    ['in the wrong currency', { currency: 'usd' }, 'wrong-currency'],
    ['in a currency that nobody knows', { currency: 'xxx' }, 'wrong-currency'],
    ['of another amount', { amount_received: 999_999 }, 'amount-differs'],
  ])('for money %s credits nobody and is parked', async (_what, change, cause) => {
    const { lotId, event } = await unheard();
    const [{ id }] = await till.admin.sql<[{ id: string }]>`
      select id from stand_in_object where kind = 'checkout.session' order by created_at desc, ctid desc limit 1`;
    const kinds = ['checkout.session', 'payment_intent'];
    await till.admin.sql`
      update stand_in_object set body = (body::jsonb || ${JSON.stringify(change)}::text::jsonb)::json
      where kind in ${till.admin.sql(kinds)} and (id = ${id}
        or id = (select body->>'payment_intent' from stand_in_object where id = ${id}))`;
    expect(await till.tell(event)).toBe(200);
    expect(await eventOf(event['id'])).toEqual({ status: 'parked', cause });
    expect(await booksOf(till, lotId)).toEqual({});
  });

  it('that comes before we know our own session finds its payment all the same', async () => {
    const { lotId, payment, event } = await unheard();
    // As if the server had died between Stripe's answer and its own commit.
    await till.admin.sql`alter table payment disable trigger payment_goes_on`;
    await till.admin.sql`
      update payment set session_id = null, intent_id = null, status = 'opening' where id = ${payment.id}`;
    await till.admin.sql`alter table payment enable trigger payment_goes_on`;
    expect(await till.tell(event)).toBe(200);
    expect(await booksOf(till, lotId)).toEqual(HELD);
  });

  it('that comes out of order, late and twice ends as the clean run does', async () => {
    const { lotId, payment } = await opened();
    till.deafen(true);
    await till.decide(payment, 'decline');
    const declined = await newest('payment_intent.payment_failed', payment);
    await till.decide(payment, 'pay');
    till.deafen(false);
    const paid = await newest('payment_intent.succeeded', payment);
    const completed = await newest('checkout.session.completed', payment);
    for (const event of [completed, paid, declined, completed, declined])
      expect(await till.tell(event)).toBe(200);
    expect(await till.payments.find(payment.id)).toMatchObject({ status: 'paid', isDeclined: false });
    expect(await booksOf(till, lotId)).toEqual(HELD);
  });

  it('while Stripe does not answer is kept, and dealt with when it does', async () => {
    const { lotId, event } = await unheard();
    await till.admin.sql`alter table stand_in_object rename to stand_in_away`;
    expect(await till.tell(event)).toBe(200);
    expect(await eventOf(event['id'])).toMatchObject({ status: 'waiting' });
    await till.admin.sql`alter table stand_in_away rename to stand_in_object`;
    await till.settle();
    expect(await eventOf(event['id'])).toMatchObject({ status: 'done' });
    expect(await booksOf(till, lotId)).toEqual(HELD);
  });
});
