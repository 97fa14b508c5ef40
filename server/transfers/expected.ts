import type { DepositReference } from '@reassign/shared/deposits/reference.ts';
import { transfer } from '@reassign/shared/ledger/entries.ts';
import { statedCash, statedSeenKey } from '@reassign/shared/ledger/stated.ts';
import type { Deposits } from '../deposits/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Db } from '../platform/db.ts';
import type { SaleMoney } from '../settlement/index.ts';
import type { ExpectedPayments, Receipt } from './service.ts';

/** Deposits and prices as payments that are expected: what comes under their references goes to them. */
export const expected = (
  deposits: Pick<Deposits, 'openPayments' | 'bookReceipt' | 'payerOf'>,
  prices: Pick<SaleMoney['balances'], 'openPayments' | 'receive' | 'payerOf'>,
  ledger: Pick<Ledger, 'post'>,
): ExpectedPayments => ({
  async openPayments(references) {
    const found = await Promise.all([deposits.openPayments(references), prices.openPayments(references)]);
    return found.flat();
  },
  payerOf: async (reference) => (await deposits.payerOf(reference)) ?? prices.payerOf(reference),
  async receive(tx, receipt) {
    if (receipt.isStated) return seeStated(tx, ledger, receipt);
    const { reference, amount, payer, account, receivedAt, from, key, actor } = receipt;
    const came = { amount, payer, account, receivedAt };
    const taken = await deposits.bookReceipt(tx, reference as DepositReference, came, {
      ...{ lies: from, actor, key },
    });
    if (taken.ok || taken.refusal !== 'not-found') return taken;
    return prices.receive(tx, { reference, amount, receivedAt, from, key, actor: `user:${actor}` });
  },
});

/** What was booked on somebody's word is there: once, whoever else brings it. */
async function seeStated(
  tx: Db,
  ledger: Pick<Ledger, 'post'>,
  { reference, amount, from, actor }: Receipt,
): ReturnType<ExpectedPayments['receive']> {
  const answer = await ledger.post(
    {
      ...{ key: statedSeenKey(reference), reason: 'stated-seen', reference, actor: `user:${actor}` },
      entries: transfer(from, statedCash(amount), amount),
    },
    tx,
  );
  return answer.ok && answer.isNew
    ? { ok: true, told: () => undefined }
    : { ok: false, refusal: 'wrong-state' };
}
