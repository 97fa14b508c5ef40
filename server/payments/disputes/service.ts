import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import { transfer } from '@reassign/shared/ledger/entries.ts';
import { sightDispute } from '@reassign/shared/payments/payment.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { cashOf, type Refunds } from '../refunds/service.ts';
import * as payments from '../repo.ts';
import type { SeenDispute } from '../stripe/read.ts';
import * as repo from './repo.ts';

export interface DisputesDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly ledger: Pick<Ledger, 'post'>;
  readonly refunds: Refunds;
}

/**
 * The payer's bank takes a charge back. The money left at once, so the books say so at once; whose it is, says the
 * decision. Until then nothing of that payment goes back a second time.
 */
export function createDisputes({ db, clock, ledger, refunds }: DisputesDeps) {
  /** What Stripe says of a dispute now becomes what we know; the payment was paid. */
  const learn = (
    paymentId: string,
    seen: SeenDispute,
  ): Promise<'unknown-payment' | 'wrong-currency' | null> =>
    db.transaction(async (tx) => {
      const payment = await payments.lock(tx, paymentId);
      if (payment?.status !== 'paid') return 'unknown-payment';
      const { id, amount } = seen;
      if (amount?.currency !== payment.amount.currency) return 'wrong-currency';
      // An inquiry takes no money.
      if (seen.status === null) return null;
      const before = await repo.statusOf(tx, id);
      const status = sightDispute(before, seen.status);
      if (status === before) return null;
      const at = clock.now();
      const decidedAt = status === 'open' ? null : at;
      if (before === null) {
        const row = { id, paymentId: payment.id, amountMinor: amount.amount, currency: amount.currency };
        await repo.insert(tx, { ...row, status, openedAt: at, decidedAt });
        await post(tx, payment, id, 'withdrawn', amount);
      } else await repo.update(tx, id, { status, decidedAt });
      if (status === 'won') {
        await post(tx, payment, id, 'returned', amount);
        await refunds.resume(tx, payment);
      }
      // Of what is still held, or was applied to a price, somebody has to decide: the desk says so.
      if (status === 'lost') await refunds.settleLost(tx, payment);
      return null;
    });

  async function post(
    tx: Db,
    payment: payments.StoredPayment,
    id: string,
    what: 'withdrawn' | 'returned',
    amount: Money,
  ): Promise<void> {
    const { registration } = payment;
    const disputed: Account = { kind: 'disputed', registration, currency: amount.currency };
    const cash = cashOf(payment, amount);
    const [debit, credit] = what === 'withdrawn' ? [disputed, cash] : [cash, disputed];
    const answer = await ledger.post(
      {
        ...{ key: `dispute:${id}:${what}`, reason: 'charge-disputed', reference: id, actor: 'payments' },
        entries: transfer(debit, credit, amount),
      },
      tx,
    );
    assert(answer.ok, 'what a dispute moves can move');
  }

  return {
    learn,
    standing: (limit: number) => repo.standing(db, limit),
    takenBackOf: repo.takenBackOf,
  };
}

export type Disputes = ReturnType<typeof createDisputes>;
