import type { DepositReference } from '@reassign/shared/deposits/reference.ts';
import type { Deposits } from '../deposits/index.ts';
import type { SaleMoney } from '../settlement/index.ts';
import type { ExpectedPayments } from './service.ts';

/** Deposits and prices as payments that are expected: what comes under their references goes to them. */
export const expected = (
  deposits: Pick<Deposits, 'openPayments' | 'bookReceipt' | 'payerOf'>,
  prices: Pick<SaleMoney['balances'], 'openPayments' | 'receive' | 'payerOf'>,
): ExpectedPayments => ({
  async openPayments(references) {
    const found = await Promise.all([deposits.openPayments(references), prices.openPayments(references)]);
    return found.flat();
  },
  payerOf: async (reference) => (await deposits.payerOf(reference)) ?? prices.payerOf(reference),
  async receive(tx, { reference, amount, payer, receivedAt, from, key, actor }) {
    const receipt = { amount, payer, receivedAt };
    const taken = await deposits.bookReceipt(tx, reference as DepositReference, receipt, {
      ...{ lies: from, actor, key },
    });
    if (taken.ok || taken.refusal !== 'not-found') return taken;
    return prices.receive(tx, { reference, amount, receivedAt, from, key, actor: `user:${actor}` });
  },
});
