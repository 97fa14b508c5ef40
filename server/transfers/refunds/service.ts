import { randomBytes } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { RegistrationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { BankRefundDue } from '@reassign/shared/payments/types.ts';
import type { BankRefundView, RefundAccountInput, RefundState } from '@reassign/shared/transfers/api.ts';
import type { Payee } from '@reassign/shared/transfers/pain001.ts';
import {
  type AccountRefusal,
  refuseAccount,
  refuseAccountAnswer,
  type RefundWait,
  waitOf,
} from '@reassign/shared/transfers/refund.ts';
import type { Payments } from '../../payments/index.ts';
import type { Db } from '../../platform/db.ts';
import { amountOf, type PayoutRefusal, type Payouts } from '../payouts/service.ts';
import { decided } from '../refused.ts';
import { lineUnder, type TransfersDeps } from '../service.ts';
import * as repo from './repo.ts';

export interface BankRefundsDeps extends Pick<TransfersDeps, 'db' | 'clock' | 'sealer'> {
  readonly payouts: Pick<Payouts, 'prepare' | 'lastOf'>;
  readonly payments: Pick<TransfersDeps['payments'], 'payerOf'>;
  readonly stripe: Pick<Payments, 'leaveToBank'>;
}

type Answered = { readonly state: RefundState } | AccountRefusal | PayoutRefusal;
type LeaveRefusal = Extract<Awaited<ReturnType<Payments['leaveToBank']>>, string>;

const MOST_SHOWN = 200;
const PAYER = 'bank-refund-payer';
const PURPOSE = '原路退回';

export type BankRefunds = ReturnType<typeof createBankRefunds>;

/**
 * Money that came by the bank goes back by it, to the account it came from, and the platform prepares that by itself. Where
 * that account is not known one person states it and another confirms it.
 */
export function createBankRefunds(deps: BankRefundsDeps) {
  const { db, clock, sealer, payouts, payments, stripe } = deps;
  const payerOf = ({ payer }: repo.StoredRefund): string => Buffer.from(sealer.open(payer, PAYER)).toString();

  /** Once for each key, in the caller's transaction. */
  async function refund(tx: Db, dues: readonly BankRefundDue[]): Promise<void> {
    for (const due of dues) {
      const { key, reference, registration, payer, amount, dueAt } = due;
      const at = clock.now();
      const row = {
        ...{ id: uuidv7<'bank-refund'>(at, randomBytes(10)), key, reference, registrationId: registration },
        ...{ payer: sealer.seal(Buffer.from(payer), PAYER), dueAt, at },
        ...{ amountMinor: amount.amount, currency: amount.currency },
      };
      if (!(await repo.insertRefund(tx, row))) continue;
      const source = await sourceOf(tx, due);
      if (source !== null && source.account !== '') await prepare(tx, row, payeeAt(source, payer));
    }
  }

  function sourceOf(tx: Db, { reference, receipt }: BankRefundDue): ReturnType<typeof repo.sourceOf> {
    if (receipt === null) return Promise.resolve(null);
    const line = receipt === undefined ? null : lineUnder(receipt);
    if (line !== null) return repo.sourceOf(tx, { line });
    return receipt === undefined ? repo.sourceOf(tx, { reference }) : Promise.resolve(null);
  }

  async function prepare(
    tx: Db,
    row: Pick<repo.StoredRefund, 'id' | 'registrationId' | 'amountMinor' | 'currency'>,
    payee: Payee,
  ): Promise<PayoutRefusal | null> {
    const amount = amountOf(row);
    const registration = row.registrationId as RegistrationId;
    const prepared = await payouts.prepare(tx, {
      ...{ from: { kind: 'refund-due', registration, currency: amount.currency }, amount, payee },
      ...{ purpose: PURPOSE, preparedBy: null, refundId: row.id },
    });
    return typeof prepared === 'string' ? prepared : null;
  }

  const waitFor = async (tx: Db, id: string): Promise<RefundWait | null> =>
    waitOf((await payouts.lastOf(tx, id))?.state ?? null);

  const state = (id: string, input: RefundAccountInput, actor: UserId): Promise<Answered> =>
    db.transaction(async (tx) => {
      const found = await repo.lock(tx, id);
      if (!found) return 'not-found';
      const stated = await repo.lastStated(tx, id);
      const wait = await waitFor(tx, id);
      const refusal = refuseAccount({ wait, stated, payer: payerOf(found) }, input.holder);
      if (refusal) return refusal;
      const { holder, account, bank, bankCode, reason } = input;
      await repo.insertAccount(tx, {
        ...{ refundId: id, nth: (stated?.nth ?? 0) + 1, holder, account, bank, bankCode, reason },
        ...{ statedBy: actor, at: clock.now() },
      });
      return { state: 'stated' };
    });

  const answer = (id: string, isConfirmed: boolean, actor: UserId): Promise<Answered> =>
    decided<Answered, PayoutRefusal>(db, async (tx, refuse) => {
      const found = await repo.lock(tx, id);
      if (!found) return 'not-found';
      const stated = await repo.lastStated(tx, id);
      const refusal = refuseAccountAnswer({ wait: await waitFor(tx, id), stated }, isConfirmed, actor);
      if (refusal) return refusal;
      assert(stated, 'what is answered was stated');
      const { nth, holder: name, account, bank, bankCode } = stated;
      await repo.insertAnswer(tx, {
        ...{ refundId: id, nth, isConfirmed, answeredBy: actor, at: clock.now() },
      });
      if (!isConfirmed) return { state: 'waiting' };
      const fault = await prepare(tx, found, { name, account, bank, bankCode });
      return fault ? refuse(fault) : { state: 'prepared' };
    });

  /** A refund that the payer's card or wallet did not take goes by the bank instead, to an account that two people agree on. */
  const takeOver = (refundId: string): Promise<{ readonly state: RefundState } | LeaveRefusal> =>
    db.transaction(async (tx) => {
      const left = await stripe.leaveToBank(tx, refundId);
      if (typeof left === 'string') return left;
      const payer = await payments.payerOf(left.reference);
      assert(payer !== null, 'what was paid was asked of somebody');
      await refund(tx, [{ ...left, key: `refund:${refundId}`, payer, dueAt: null, receipt: null }]);
      return { state: 'waiting' };
    });

  async function viewOf(row: repo.StoredRefund, reader: UserId): Promise<BankRefundView> {
    const [last, stated] = await Promise.all([payouts.lastOf(db, row.id), repo.lastStated(db, row.id)]);
    return {
      ...{ id: row.id, reference: row.reference, amount: amountOf(row), payer: payerOf(row) },
      ...{ wait: waitOf(last?.state ?? null) ?? 'no-account', note: last?.note ?? null },
      dueAt: row.dueAt === null ? null : fromInstant(row.dueAt),
      stated:
        stated?.isConfirmed === null
          ? {
              ...{ holder: stated.holder, account: stated.account, bank: stated.bank },
              ...{ bankCode: stated.bankCode, reason: stated.reason, isOwn: stated.statedBy === reader },
            }
          : null,
    };
  }

  return {
    refund,
    state,
    answer,
    takeOver,
    keyOf: async (tx: Db, id: string): Promise<string> => {
      const found = await repo.find(tx, id);
      assert(found, 'a payout of a refund has it');
      return found.key;
    },
    list: async (reader: UserId): Promise<BankRefundView[]> =>
      Promise.all((await repo.waiting(db, MOST_SHOWN)).map((row) => viewOf(row, reader))),
  };
}

/** A bank that names no payer leaves the name to whoever had to pay. */
const payeeAt = ({ name, account }: { name: string; account: string }, payer: string): Payee => ({
  ...{ name: name.trim() === '' ? payer : name, account, bank: '', bankCode: '' },
});
