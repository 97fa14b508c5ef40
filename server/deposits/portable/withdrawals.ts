import { randomBytes } from 'node:crypto';
import { type PortableRefusal, partsOf, refuseUse } from '@reassign/shared/deposits/portable/balance.ts';
import { booksOf, withdrawalPosting } from '@reassign/shared/deposits/portable/postings.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import type { PaymentId } from '@reassign/shared/payments/types.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Payments } from '../../payments/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { openText } from '../identity.ts';
import * as repo from './repo.ts';
import { readState } from './state.ts';

/** Money that shall go out by the bank; whoever keeps payouts stands to the right. */
interface PayoutOrder {
  readonly from: Account;
  readonly amount: Money;
  readonly payee: {
    readonly name: string;
    readonly account: string;
    readonly bank: string;
    readonly bankCode: string;
  };
  readonly purpose: string;
  readonly preparedBy: UserId;
}

/** How far payouts are, and a way to prepare one: somebody else releases it. */
export interface Payouts {
  readonly prepare: (tx: Db, order: PayoutOrder) => Promise<{ readonly id: string } | string>;
  readonly statesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface WithdrawalsDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly sealer: Sealer;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly payments: Pick<Payments, 'back' | 'takenBackOf'>;
  readonly payouts: Payouts;
}

/** On the bank's paper. */
const PURPOSE = '退回通用保证金';

/** Free money on its way back: each part to the very account, card or wallet that it came from, and to no other. */
export function createWithdrawals({ db, clock, sealer, ledger, payments, payouts }: WithdrawalsDeps) {
  async function sendBack(
    tx: Db,
    withdrawal: string,
    payIn: repo.StoredPayIn,
    amount: Money,
    by: UserId,
  ): Promise<string | null> {
    if (payIn.paymentId !== null) {
      const cause = `withdrawal-${withdrawal}` as const;
      const refusal = await payments.back(tx, payIn.paymentId as PaymentId, amount, cause);
      assert(refusal === null, 'what came by card can go back by it');
      return null;
    }
    assert(payIn.account, 'a transfer came from an account');
    const account = openText(sealer, `pay-in:${payIn.id}`, payIn.account);
    const prepared = await payouts.prepare(tx, {
      from: {
        kind: 'refund-due',
        registration: booksOf(payIn.portableId),
        currency: amount.currency,
      },
      payee: { name: openText(sealer, 'deposit-payer', payIn.payer), account, bank: '', bankCode: '' },
      ...{ amount, purpose: PURPOSE, preparedBy: by },
    });
    assert(typeof prepared !== 'string', 'what is due can be paid out');
    return prepared.id;
  }

  return {
    /** So much of what is free, first in first out. */
    withdraw: (
      found: repo.StoredPortable,
      amount: Money,
      by: UserId,
    ): Promise<PortableRefusal | { readonly id: string }> =>
      db.transaction(async (tx) => {
        const locked = await repo.lock(tx, found.id);
        assert(locked, 'a balance that was found is there');
        const state = await readState(tx, locked, payments);
        const refused = refuseUse(state, amount);
        if (refused) return refused.refusal;
        const at = clock.now();
        const id = uuidv7<'withdrawal'>(at, randomBytes(10));
        const [answer] = await ledger.postAll(
          [withdrawalPosting({ id, portable: locked.id, amount }, `portable:${locked.id}`)],
          tx,
        );
        assert(answer?.ok, 'what is free can be withdrawn');
        const parts = [];
        const { currency, amount: amountMinor } = amount;
        for (const part of partsOf(state.left, amount)) {
          const payIn = await repo.findPayIn(tx, part.id);
          assert(payIn, 'a part is of a payment');
          const payoutId = await sendBack(tx, id, payIn, part.amount, by);
          parts.push({
            withdrawalId: id,
            payInId: part.id,
            amountMinor: part.amount.amount,
            currency,
            payoutId,
          });
        }
        await repo.insertWithdrawal(tx, { id, portableId: locked.id, amountMinor, currency, at }, parts);
        return { id };
      }),
  };
}
