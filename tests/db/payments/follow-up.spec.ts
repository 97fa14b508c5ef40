import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { mortal } from '../../support/crashes.ts';
import { operator, otherOperator } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { booksOf, openTill, type OpenTill, stripeCashOf } from '../../support/payments.ts';

/* A refund that a card did not take: it is tried again by the same door, or goes by the bank; one of the two, once. */

const server = mortal();
let till: OpenTill;
beforeAll(async () => {
  till = await openTill({ through: server.through, fetch: server.fetch });
});
afterAll(async () => {
  expect(till.faults).toEqual([]);
  expect(await faultsOf(till.admin)).toEqual([]);
  await till.close();
});

const DEPOSIT = 1_000_000;

interface Refund {
  readonly id: string;
  readonly status: string;
  readonly provider: string;
  readonly follow: string | null;
}
const refundsOf = (payment: string) => till.admin.sql<Refund[]>`
  select id, status, provider_id as provider, follow_up as follow from payment_refund
  where payment_id = ${payment} order by asked_at, id`;

/** A loser's deposit whose refund came back. */
async function failed(): Promise<{ lotId: LotId; payment: string; refund: string }> {
  const lotId = till.newLot();
  await till.register(lotId, 1);
  const { id: payment, ...opened } = await till.pay(lotId, 1);
  await till.decide({ id: payment, ...opened }, 'pay');
  await till.endLot(lotId, null);
  await till.settle();
  const [refund] = await refundsOf(payment);
  await till.byHand(`/simulated/refunds/${refund?.provider ?? ''}/fail`);
  expect(await booksOf(till, lotId)).toEqual({ 'refund-due': DEPOSIT });
  return { lotId, payment, refund: refund?.id ?? '' };
}

describe('A refund that a card did not take', () => {
  it('is tried again as another refund, and is then over', async () => {
    const { lotId, payment, refund } = await failed();
    const answers = await Promise.all([1, 2, 3].map(() => till.payments.retry(refund)));
    expect(answers.filter((one) => one === null)).toHaveLength(1);
    expect(answers.filter((one) => one === 'wrong-state')).toHaveLength(2);
    await till.settle();
    expect(await refundsOf(payment)).toMatchObject([
      { status: 'failed', follow: 'retried' },
      { status: 'paid', follow: null },
    ]);
    expect(await booksOf(till, lotId)).toEqual({});
    expect(await till.transfers.refunds.takeOver(refund)).toBe('wrong-state');
  });

  it('may fail again, and be tried again', async () => {
    const { lotId, payment, refund } = await failed();
    await till.payments.retry(refund);
    await till.settle();
    const second = (await refundsOf(payment)).find(({ id }) => id !== refund);
    await till.byHand(`/simulated/refunds/${second?.provider ?? ''}/fail`);
    expect(await booksOf(till, lotId)).toEqual({ 'refund-due': DEPOSIT });
    expect(await till.payments.retry(second?.id ?? '')).toBeNull();
    await till.settle();
    expect(await booksOf(till, lotId)).toEqual({});
  });

  it('goes by the bank instead, to an account that two people agree on, and is then nothing at Stripe', async () => {
    const { lotId, payment, refund } = await failed();
    expect(await till.transfers.refunds.takeOver(refund)).toEqual({ state: 'waiting' });
    expect(await till.transfers.refunds.takeOver(refund)).toBe('wrong-state');
    expect(await till.payments.retry(refund)).toBe('wrong-state');
    expect((await till.payments.desk()).stuck.filter(({ id }) => id === refund)).toEqual([]);
    const { refunds, payouts } = till.transfers;
    const [waiting] = (await refunds.list(operator)).filter(({ payer }) => payer === '代理机构1');
    const account = { account: '62220000', bank: '', bankCode: '', reason: '来函' };
    await refunds.state(waiting?.id ?? '', { holder: '代理机构1', ...account }, operator);
    await refunds.answer(waiting?.id ?? '', true, otherOperator);
    expect(await refundsOf(payment)).toHaveLength(1);
    const batch = await payouts.collect(operator);
    await payouts.releaseBatch(batch?.id ?? '', otherOperator);
    const [sent] = await payouts.list('sent', operator);
    const paid = { reference: sent?.reference ?? '', is: 'paid', reason: '' } as const;
    await till.app.db.transaction((tx) => payouts.report(tx, paid));
    expect(await booksOf(till, lotId)).toEqual({});
    // It stays at Stripe, where the platform draws it from.
    expect(await stripeCashOf(till, lotId)).toBe(DEPOSIT);
  });

  it('is not followed up before it failed, nor when there is none', async () => {
    const lotId = till.newLot();
    await till.register(lotId, 1);
    const opened = await till.pay(lotId, 1);
    await till.decide(opened, 'pay');
    await till.endLot(lotId, null);
    const [due] = await refundsOf(opened.id);
    expect(await till.payments.retry(due?.id ?? '')).toBe('wrong-state');
    expect(await till.transfers.refunds.takeOver(due?.id ?? '')).toBe('wrong-state');
    expect(await till.payments.retry(opened.id)).toBe('not-found');
    const smuggled = till.app
      .sql`update payment_refund set follow_up = 'by-bank' where id = ${due?.id ?? ''}`;
    await expect(smuggled).rejects.toMatchObject({ code: 'PM001' });
    await till.settle();
  });

  it('is given back once wherever the server dies while it is tried again', async () => {
    for (let at = 1; ; at++) {
      server.start();
      const { lotId, payment, refund } = await failed();
      server.start(at);
      const isDone = await till.payments.retry(refund).then(
        () => true,
        () => false,
      );
      server.start();
      // Asked again by somebody who saw no answer.
      await till.payments.retry(refund);
      await till.settle();
      expect((await refundsOf(payment)).map(({ status }) => status).sort()).toEqual(['failed', 'paid']);
      expect(await booksOf(till, lotId)).toEqual({});
      if (isDone) break;
    }
  }, 120_000);
});
