import { randomBytes } from 'node:crypto';
import { type Account, accountCode, ownerOf } from '@reassign/shared/ledger/account.ts';
import type { Reason } from '@reassign/shared/ledger/reasons.ts';
import { readAccountCode } from '@reassign/shared/ledger/account-code.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { fromInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { dayOf } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import { paymentReference } from '@reassign/shared/kernel/payment-reference.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type {
  PayableDueList,
  PaymentFileView,
  PayoutBatchView,
  PayoutInput,
  PayoutView,
} from '@reassign/shared/transfers/api.ts';
import { type Payee, pain001 } from '@reassign/shared/transfers/pain001.ts';
import type { PaymentReport, PayoutReport } from '@reassign/shared/transfers/pain002.ts';
import {
  payableKinds,
  type PayoutMove,
  type PayoutState,
  refuseMove,
} from '@reassign/shared/transfers/payout.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { BankAccount } from '../../platform/config.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from './repo.ts';

export interface PayoutsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** From which account money leaves. */
  readonly account: BankAccount;
  /** A payout of a refund was released, in the same transaction: that is the instruction. */
  readonly released: (tx: Db, refundId: string) => Promise<void>;
}

/** Money that shall go out, as the rest of the server orders it. */
export interface PayoutOrder {
  readonly from: Account;
  readonly amount: Money;
  readonly payee: Payee;
  readonly purpose: string;
  /** `null`: the platform, for money of this refund or court. */
  readonly preparedBy: UserId | null;
  readonly refundId?: string;
}

export type PayoutRefusal =
  'not-found' | 'wrong-state' | 'own-approval' | 'not-payable' | 'insufficient-funds' | 'wrong-currency';

const MOST_IN_A_FILE = 1_000;
const MOST_LISTED = 100;

export type Payouts = ReturnType<typeof createPayouts>;

export function createPayouts({ db, clock, ledger, account, released }: PayoutsDeps) {
  const newId = () => uuidv7<'payout'>(clock.now(), randomBytes(10));

  /** Keeps the money apart at once: what two payouts would share, one of them does not get. */
  async function prepare(tx: Db, order: PayoutOrder): Promise<{ id: string } | PayoutRefusal> {
    const { from, amount, payee, purpose, preparedBy, refundId } = order;
    if (amount.currency !== CNY) return 'wrong-currency';
    const id = newId();
    const reference = paymentReference('ZFK', randomBytes(10));
    const reserved = await ledger.reserve(
      {
        ...{ key: `payout:${id}`, reason: reasonOf(from), reference, expiresAt: null },
        actor: preparedBy === null ? 'transfers' : `user:${preparedBy}`,
        entries: [
          { account: from, side: 'debit', amount },
          { account: { kind: 'cash', channel: 'bank', currency: amount.currency }, side: 'credit', amount },
        ],
      },
      tx,
    );
    if (!reserved.ok) return reserved.refusal === 'insufficient-funds' ? 'insufficient-funds' : 'not-payable';
    await repo.insertPayout(tx, {
      ...{ id, reference, from, amountMinor: amount.amount, currency: amount.currency, purpose, preparedBy },
      ...{ payeeName: payee.name, payeeAccount: payee.account },
      ...{ payeeBank: payee.bank, payeeBankCode: payee.bankCode },
      ...{ pendingId: reserved.id, preparedAt: clock.now(), refundId: refundId ?? null },
    });
    return { id };
  }

  async function move(
    tx: Db,
    found: repo.StoredPayout | null,
    state: PayoutMove,
    actor: string,
    more: { readonly note?: string; readonly fileId?: string; readonly batchId?: string } = {},
  ): Promise<PayoutRefusal | null> {
    if (!found) return 'not-found';
    const refusal = refuseMove(found, state, actor.replace(/^user:/, ''));
    if (refusal) return refusal;
    await repo.insertMove(tx, { payoutId: found.id, state, actor, at: clock.now(), ...more });
    if (state === 'released' && found.refundId !== null) await released(tx, found.refundId);
    if (state === 'paid' || state === 'failed' || state === 'cancelled') await end(tx, found, state, actor);
    return null;
  }

  /** The reservation moves, or it does not; either once. */
  async function end(
    tx: Db,
    { id, from, reference, pendingId }: repo.StoredPayout,
    state: 'paid' | 'failed' | 'cancelled',
    actor: string,
  ): Promise<void> {
    const reason = reasonOf(from);
    const command = { key: `payout:${id}:${state}`, reason, reference, actor, pending: pendingId as never };
    const answer =
      state === 'paid' ? await ledger.postPending(command, tx) : await ledger.voidPending(command, tx);
    assert(answer.ok, 'what was kept apart for a payout is there when it ends');
  }

  /** By whom it was not prepared; of two people at once, one. */
  const release = (id: string, actor: UserId) =>
    db.transaction(async (tx) => move(tx, await repo.lockPayout(tx, { id }), 'released', `user:${actor}`));

  const cancel = (id: string, actor: UserId, note: string) =>
    db.transaction(async (tx) =>
      move(tx, await repo.lockPayout(tx, { id }), 'cancelled', `user:${actor}`, { note }),
    );

  /** Released payouts become one file, in which the bank is told of them. */
  async function send(
    tx: Db,
    taken: readonly repo.StoredPayout[],
    actor: UserId,
  ): Promise<PaymentFileView | null> {
    if (taken.length === 0) return null;
    const [id, at] = [newId(), clock.now()];
    const messageId = `ZF${id.replaceAll('-', '')}`;
    const { holder: name, number, bank } = account;
    const xml = pain001({
      ...{ id: messageId, at, on: dayOf(at), payer: { name, bank, account: number.replaceAll(' ', '') } },
      payouts: taken.map((one) => ({ ...one, amount: amountOf(one), payee: payeeOf(one) })),
    });
    const file = {
      ...{ id, messageId, xml, payouts: taken.length, sumMinor: sumOf(taken), currency: CNY },
      ...{ madeBy: actor, madeAt: at },
    };
    await repo.insertFile(tx, file);
    for (const one of taken) {
      const refusal = await move(tx, one, 'sent', `user:${actor}`, { fileId: id });
      assert(refusal === null, 'what was locked as released is sent');
    }
    return fileViewOf(file);
  }

  /** Everything released goes into one file, and into no other. `null`: there is nothing to send. */
  const makeFile = (actor: UserId): Promise<PaymentFileView | null> =>
    db.transaction(async (tx) => send(tx, await repo.takeReleased(tx, CNY, MOST_IN_A_FILE), actor));

  /** The first person: what the platform prepared, as one batch. `null`: it prepared nothing. */
  const collect = (actor: UserId): Promise<PayoutBatchView | null> =>
    db.transaction(async (tx) => {
      const taken = await repo.takePrepared(tx, MOST_IN_A_FILE);
      if (taken.length === 0) return null;
      const batch = { id: newId(), madeBy: actor, madeAt: clock.now() };
      await repo.insertBatch(tx, batch);
      for (const one of taken) {
        const refusal = await move(tx, one, 'collected', `user:${actor}`, { batchId: batch.id });
        assert(refusal === null, 'what was locked as prepared is collected');
      }
      return batchViewOf({ ...batch, payouts: taken.length, sumMinor: sumOf(taken) }, actor);
    });

  /** The second: all that a batch still holds is released, and goes into one file. */
  const releaseBatch = (
    batchId: string,
    actor: UserId,
  ): Promise<PaymentFileView | PayoutRefusal | 'nothing-released'> =>
    db.transaction(async (tx) => {
      const batch = await repo.lockBatch(tx, batchId);
      if (!batch) return 'not-found';
      if (batch.madeBy === actor) return 'own-approval';
      const freed: repo.StoredPayout[] = [];
      for (const one of batch.payouts) {
        const refusal = await move(tx, one, 'released', `user:${actor}`);
        assert(refusal === null, 'what was collected by somebody else is released');
        freed.push({ ...one, state: 'released' });
      }
      return (await send(tx, freed, actor)) ?? 'nothing-released';
    });

  /** A line of a statement or a report says that it was paid, or will not be. What is known already stays as it is. */
  async function report(tx: Db, { reference, is, reason }: PayoutReport): Promise<PayoutRefusal | null> {
    if (is === 'on-its-way') return null;
    const state = is === 'paid' ? 'paid' : 'failed';
    const found = await repo.lockPayout(tx, { reference });
    if (found?.state === state) return null;
    return move(tx, found, state, 'bank', reason === '' ? {} : { note: reason });
  }

  async function readReport({
    file,
    all,
    payouts,
  }: PaymentReport): Promise<{ paid: number; failed: number }> {
    const whole = all !== null && payouts.length === 0 ? await repo.findFile(db, { messageId: file }) : null;
    const named = whole
      ? (await repo.referencesIn(db, whole.id)).map((reference) => ({
          reference,
          is: all ?? 'on-its-way',
          reason: '',
        }))
      : payouts;
    const counts = { paid: 0, failed: 0 };
    for (const one of named) {
      const refusal = await db.transaction((tx) => report(tx, one));
      if (refusal === null && one.is !== 'on-its-way') counts[one.is === 'paid' ? 'paid' : 'failed'] += 1;
    }
    return counts;
  }

  return {
    prepare,
    release,
    releaseIn: async (tx: Db, id: string, actor: UserId) =>
      move(tx, await repo.lockPayout(tx, { id }), 'released', `user:${actor}`),
    cancel,
    collect,
    releaseBatch,
    batches: async (reader: UserId): Promise<PayoutBatchView[]> =>
      (await repo.openBatches(db, MOST_LISTED)).map((one) => batchViewOf(one, reader)),
    lastOf: repo.lastOf,
    makeFile,
    report,
    readReport,
    find: (tx: Db, reference: string) => repo.lockPayout(tx, { reference }),
    prepareFrom: (input: PayoutInput, actor: UserId): Promise<{ id: string } | PayoutRefusal> => {
      const from = readAccountCode(input.from);
      if (!from || !isPayable(from)) return Promise.resolve('not-payable');
      const order = { from, payee: input.payee, purpose: input.purpose, preparedBy: actor };
      return db.transaction((tx) => prepare(tx, { ...order, amount: toMoney(input.amount) }));
    },
    /** What may be paid out by hand: what is owed and not promised yet. */
    dues: async (): Promise<PayableDueList['items']> =>
      (await ledger.freeOf(payableKinds))
        .filter(({ account }) => isPayable(account))
        .map(({ account, free }) => ({
          ...{ from: accountCode(account), kind: account.kind as (typeof payableKinds)[number] },
          ...{ lotId: ownerOf(account).lot ?? null, free },
        })),
    list: async (state: PayoutState | null, reader: UserId): Promise<PayoutView[]> =>
      (await repo.listPayouts(db, state, MOST_LISTED)).map((one) => viewOf(one, reader)),
    statesOf: async (ids: readonly string[]): Promise<Map<string, PayoutState>> =>
      new Map((await repo.findPayouts(db, ids)).map(({ id, state }) => [id, state])),
    file: (id: string) => repo.findFile(db, { id }),
  };
}

/** Owed, and lying at the bank. */
const isPayable = (from: Account): boolean =>
  payableKinds.some((kind) => kind === from.kind) && ownerOf(from).channel !== 'stripe';

const reasonOf = ({ kind }: Account): Reason => (kind === 'court' ? 'to-court' : 'payout');

export const amountOf = (row: { readonly amountMinor: number; readonly currency: string }): Money =>
  money(row.amountMinor, currency(row.currency));

const payeeOf = (row: repo.StoredPayout): Payee => ({
  ...{ name: row.payeeName, account: row.payeeAccount },
  ...{ bank: row.payeeBank, bankCode: row.payeeBankCode },
});

const viewOf = (row: repo.StoredPayout, reader: UserId): PayoutView => ({
  ...{ id: row.id, reference: row.reference, from: accountCode(row.from), amount: amountOf(row) },
  ...{ payee: payeeOf(row), purpose: row.purpose, state: row.state, preparedAt: fromInstant(row.preparedAt) },
  ...{ isOwn: (row.preparedBy ?? row.collectedBy) === reader, isAutomatic: row.preparedBy === null },
  ...{ note: row.note, fileId: row.fileId },
});

const sumOf = (payouts: readonly repo.StoredPayout[]): number =>
  payouts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Only refunds are collected, and a file takes but this currency. */
const batchViewOf = ({ madeBy, sumMinor, ...batch }: repo.OpenBatch, reader: UserId): PayoutBatchView => ({
  ...{ id: batch.id, payouts: batch.payouts, madeAt: fromInstant(batch.madeAt), isOwn: madeBy === reader },
  sum: money(sumMinor, CNY),
});

const fileViewOf = (file: Omit<repo.StoredFile, 'xml' | 'madeBy'>): PaymentFileView => ({
  ...{ id: file.id, messageId: file.messageId, madeAt: fromInstant(file.madeAt), payouts: file.payouts },
  sum: money(file.sumMinor, currency(file.currency)),
});
