import type { DepositReference } from '@reassign/shared/deposits/reference.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Deposits } from '../deposits/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { ExpectedPayments } from './service.ts';

/** Deposits as payments that are expected: what comes under their references goes to them. */
export const depositsExpected = (
  deposits: Pick<Deposits, 'openPayments' | 'bookReceipt'>,
  ledger: Ledger,
): ExpectedPayments => ({
  openPayments: deposits.openPayments,
  async receive(tx, { reference, amount, payer, receivedAt, from, key, actor }) {
    const receipt = { amount, payer, receivedAt };
    const booked = await deposits.bookReceipt(tx, reference as DepositReference, receipt, actor);
    if (!booked.ok) return booked;
    const { registration, status, told } = booked;
    // What came too late goes straight back.
    const kind = status === 'held' ? 'deposit' : 'refund-due';
    const answer = await ledger.post(
      {
        ...{ key, reason: 'deposit-received', reference, actor: `user:${actor}` },
        entries: [
          { account: from, side: 'debit', amount },
          { account: { kind, registration, currency: amount.currency }, side: 'credit', amount },
        ],
      },
      tx,
    );
    assert(answer.ok, 'what lies unmatched can be given to a deposit');
    return { ok: true, told };
  },
});
