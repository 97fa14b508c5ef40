import { type Book, invalid, type Obj, StandInRefusal } from './book.ts';
import { enterBalance } from './balance.ts';
import { type Form, textOf } from './form.ts';

/** How the person at the simulated page decides. */
export const outcomes = ['pay', 'decline', 'delay', 'dispute', 'arrive', 'fail'] as const;
export type Outcome = (typeof outcomes)[number];
export const methods = ['card', 'alipay', 'wechat_pay'] as const;
export type Method = (typeof methods)[number];

const MOST = 99_999_999;
const SHORTEST = 30 * 60;
const LONGEST = 24 * 3600;

export async function createSession(book: Book, form: Form, pageOf: (id: string) => string): Promise<Obj> {
  const item = form.at('line_items', '0');
  const price = item.at('price_data');
  const amount = Number(price.text('unit_amount')) * Number(item.text('quantity'));
  if (!Number.isSafeInteger(amount) || amount < 1)
    throw invalid('amount_too_small', 'Amount must be above zero');
  if (amount > MOST) throw invalid('amount_too_large', 'Amount must be no more than ¥999,999.99');
  const expires = Number(form.text('expires_at') ?? book.now + LONGEST);
  if (!(expires >= book.now + SHORTEST && expires <= book.now + LONGEST))
    throw invalid('invalid_expires_at', 'The `expires_at` timestamp must be 30 minutes to 24 hours from now');
  const id = book.newId('cs_test');
  const intent = form.at('payment_intent_data');
  const metadata = form.at('payment_intent_data', 'metadata').flat();
  const description = intent.text('description') ?? null;
  await book.put('intent-data', { id: intentDataOf(id), metadata, description });
  return book.put('checkout.session', {
    ...{ id, object: 'checkout.session', mode: 'payment', status: 'open', payment_status: 'unpaid' },
    ...{ amount_total: amount, currency: price.text('currency'), livemode: false, created: book.now },
    client_reference_id: form.text('client_reference_id') ?? null,
    ...{ expires_at: expires, locale: form.text('locale') ?? 'zh', payment_intent: null },
    ...{ success_url: form.text('success_url'), cancel_url: form.text('cancel_url'), url: pageOf(id) },
    metadata: form.at('metadata').flat(),
  });
}

/** What the intent of a session will carry: a session itself does not show it. */
const intentDataOf = (session: string): string => `${session}/intent`;

/** As it is now: time alone closes a page. */
export async function readSession(book: Book, id: string): Promise<Obj> {
  const session = await book.find('checkout.session', id);
  if (session['status'] !== 'open' || Number(session['expires_at']) > book.now) return session;
  const expired = await book.put('checkout.session', { ...session, status: 'expired', url: null });
  await book.emit('checkout.session.expired', expired);
  return expired;
}

export async function expand(book: Book, session: Obj): Promise<Obj> {
  const id = session['payment_intent'];
  return typeof id === 'string'
    ? { ...session, payment_intent: await book.find('payment_intent', id) }
    : session;
}

/** What the person does on the page; answers the session. */
export async function decide(book: Book, id: string, method: Method, outcome: Outcome): Promise<Obj> {
  const session = await readSession(book, id);
  const waits = session['status'] === 'complete' && session['payment_status'] === 'unpaid';
  if (outcome === 'arrive' || outcome === 'fail')
    return waits ? settle(book, session, outcome === 'arrive') : session;
  // Somebody pressed twice.
  if (session['status'] !== 'open') return session;
  const intent = await intentOf(book, session, method);
  if (outcome === 'decline') return decline(book, session, intent);
  if (outcome === 'delay') {
    await book.put('payment_intent', { ...intent, status: 'processing' });
    const waiting = await complete(book, session, intent.id, 'unpaid');
    await book.emit('checkout.session.completed', waiting);
    return waiting;
  }
  const charge = await succeed(book, intent);
  const paid = await complete(book, session, intent.id, 'paid');
  await book.emit('checkout.session.completed', paid);
  if (outcome === 'dispute') await openDispute(book, charge);
  return paid;
}

async function intentOf(book: Book, session: Obj, method: Method): Promise<Obj> {
  const known = session['payment_intent'];
  if (typeof known === 'string') return book.find('payment_intent', known);
  const { amount_total: amount, currency } = session;
  const { metadata, description } = await book.find('intent-data', intentDataOf(session.id));
  return book.put('payment_intent', {
    ...{ id: book.newId('pi'), object: 'payment_intent', amount, amount_received: 0, currency, metadata },
    ...{ status: 'requires_confirmation', latest_charge: null, last_payment_error: null, livemode: false },
    ...{ created: book.now, payment_method_types: [method], description },
  });
}

async function decline(book: Book, session: Obj, intent: Obj): Promise<Obj> {
  const last = { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' };
  const declined = { ...intent, status: 'requires_payment_method', last_payment_error: last };
  await book.put('payment_intent', declined);
  await book.emit('payment_intent.payment_failed', declined);
  return book.put('checkout.session', { ...session, payment_intent: intent.id });
}

const complete = (book: Book, session: Obj, intent: string, paid: 'paid' | 'unpaid'): Promise<Obj> =>
  book.put('checkout.session', {
    ...session,
    ...{ status: 'complete', payment_status: paid, payment_intent: intent, url: null },
  });

async function succeed(book: Book, intent: Obj): Promise<Obj> {
  const { id: payment_intent, amount, currency, metadata, description } = intent;
  const charge = await book.put('charge', {
    ...{ id: book.newId('ch'), object: 'charge', amount, amount_captured: amount, amount_refunded: 0 },
    ...{ currency, payment_intent, metadata, captured: true, paid: true, refunded: false, disputed: false },
    ...{ status: 'succeeded', created: book.now, description },
  });
  await enterBalance(book, 'charge', charge);
  const done = { ...intent, status: 'succeeded', amount_received: amount, latest_charge: charge.id };
  await book.put('payment_intent', { ...done, last_payment_error: null });
  await book.emit('payment_intent.succeeded', done);
  return charge;
}

async function settle(book: Book, session: Obj, hasArrived: boolean): Promise<Obj> {
  const intent = await book.find('payment_intent', textOf(session['payment_intent']));
  if (!hasArrived) {
    const last = { type: 'card_error', code: 'payment_intent_payment_attempt_failed', message: 'It failed.' };
    await book.put('payment_intent', {
      ...{ ...intent, status: 'requires_payment_method', last_payment_error: last },
    });
    await book.emit('checkout.session.async_payment_failed', session);
    return session;
  }
  await succeed(book, intent);
  const paid = await book.put('checkout.session', { ...session, payment_status: 'paid' });
  await book.emit('checkout.session.async_payment_succeeded', paid);
  return paid;
}

export async function createRefund(book: Book, form: Form): Promise<Obj> {
  const intent = await book.find('payment_intent', form.text('payment_intent') ?? '');
  if (intent['latest_charge'] === null)
    throw invalid('charge_not_captured', 'This PaymentIntent does not have a successful charge to refund.');
  const charge = await book.find('charge', textOf(intent['latest_charge']));
  const left = Number(charge['amount_captured']) - Number(charge['amount_refunded']);
  const amount = Number(form.text('amount') ?? left);
  if (charge['disputed'] === true)
    throw invalid('charge_disputed', 'This charge has been charged back and cannot be refunded.');
  if (left === 0) throw invalid('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
  if (!(amount > 0 && amount <= left))
    throw invalid('amount_too_large', 'Refund amount is greater than unrefunded amount on charge');
  const refunded = await book.put('charge', {
    ...{ ...charge, amount_refunded: Number(charge['amount_refunded']) + amount, refunded: amount === left },
  });
  // Not every wallet answers at once.
  const takesTime = (intent['payment_method_types'] as readonly string[]).includes('wechat_pay');
  const refund = await book.put('refund', {
    ...{ id: book.newId('re'), object: 'refund', amount, charge: charge.id, payment_intent: intent.id },
    ...{
      currency: charge['currency'],
      status: takesTime ? 'pending' : 'succeeded',
      created: book.now,
      failure_reason: undefined,
    },
    metadata: form.at('metadata').flat(),
  });
  await enterBalance(book, 'refund', refund);
  await book.emit('refund.created', refund);
  await book.emit('charge.refunded', refunded);
  return refund;
}

export async function openDispute(book: Book, charge: Obj): Promise<Obj> {
  await book.put('charge', { ...charge, disputed: true });
  const { amount, currency, payment_intent } = charge;
  const dispute = await book.put('dispute', {
    ...{ id: book.newId('dp'), object: 'dispute', amount, currency, charge: charge.id, payment_intent },
    ...{ status: 'needs_response', reason: 'fraudulent', created: book.now, metadata: {}, livemode: false },
  });
  await enterBalance(book, 'dispute', dispute);
  await book.emit('charge.dispute.created', dispute);
  return dispute;
}

export async function closeDispute(book: Book, id: string, status: 'won' | 'lost'): Promise<Obj> {
  const dispute = await book.find('dispute', id);
  if (dispute['status'] !== 'needs_response')
    throw new StandInRefusal(400, {
      type: 'invalid_request_error',
      message: 'This dispute is already closed',
    });
  const charge = await book.find('charge', textOf(dispute['charge']));
  await book.put('charge', { ...charge, disputed: status === 'lost' });
  const closed = await book.put('dispute', { ...dispute, status });
  if (status === 'won') await enterBalance(book, 'dispute_reversal', closed);
  await book.emit('charge.dispute.closed', closed);
  return closed;
}

/** Of a card that takes nothing back: money that had left comes back to us. */
export async function failRefund(book: Book, id: string): Promise<Obj> {
  const refund = await book.find('refund', id);
  const failed = await book.put('refund', {
    ...{ ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' },
  });
  const charge = await book.find('charge', textOf(refund['charge']));
  // What came back may be given back again.
  const amount_refunded = Number(charge['amount_refunded']) - Number(refund['amount']);
  await book.put('charge', { ...charge, amount_refunded, refunded: false });
  await enterBalance(book, 'refund_failure', failed);
  await book.emit('refund.failed', failed);
  return failed;
}

/** As it is now: what took time is done when somebody looks. */
export async function readRefund(book: Book, id: string): Promise<Obj> {
  const refund = await book.find('refund', id);
  if (refund['status'] !== 'pending') return refund;
  const done = await book.put('refund', { ...refund, status: 'succeeded' });
  await book.emit('refund.updated', done);
  return done;
}
