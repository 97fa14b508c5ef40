import { randomBytes } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, OrganisationId, RegistrationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { BankRefundDue, CourtDue, CourtPart } from '@reassign/shared/payments/types.ts';
import type { CourtPaymentView } from '@reassign/shared/payments/api.ts';
import type { BankRefundView, RefundAccountInput, RefundState } from '@reassign/shared/transfers/api.ts';
import type { Payee } from '@reassign/shared/transfers/pain001.ts';
import {
  type AccountRefusal,
  courtStateOf,
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

/** The court that sells a lot, and the lot's own number. */
export interface CourtOfLot {
  readonly id: OrganisationId;
  readonly name: string;
  readonly number: string;
}

export interface BankRefundsDeps extends Pick<TransfersDeps, 'db' | 'clock' | 'sealer'> {
  readonly payouts: Pick<Payouts, 'prepare' | 'lastOf'>;
  readonly payments: Pick<TransfersDeps['payments'], 'payerOf'>;
  readonly stripe: Pick<Payments, 'leaveToBank'>;
  readonly courtOf: (lotId: LotId) => Promise<CourtOfLot | null>;
}

type Answered = { readonly state: RefundState } | AccountRefusal | PayoutRefusal;
type LeaveRefusal = Extract<Awaited<ReturnType<Payments['leaveToBank']>>, string>;

const MOST_SHOWN = 200;
const PAYER = 'bank-refund-payer';
const PURPOSE = '原路退回';
/** On the bank's paper, before the number of the lot. */
const TO_COURT = { deposit: '拍卖保证金', balance: '拍卖价款' } as const satisfies Record<CourtPart, string>;

export type BankRefunds = ReturnType<typeof createBankRefunds>;

/**
 * Money that came by the bank goes back by it, to the account it came from, and the platform prepares that by itself. Where
 * that account is not known one person states it and another confirms it.
 */
export function createBankRefunds(deps: BankRefundsDeps) {
  const { db, clock, sealer, payouts, payments, stripe, courtOf } = deps;
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

  /**
   * Once for each key, in the caller's transaction: to the account that two people confirmed for this court last. Before there
   * is one it waits for it, as a refund does.
   */
  async function toCourt(
    tx: Db,
    { key, part, lot, registration, reference, amount, dueAt }: CourtDue,
  ): Promise<void> {
    const court = await courtOf(lot);
    assert(court, 'a lot whose price goes to a court is sold by one');
    const at = clock.now();
    const row = {
      ...{ id: uuidv7<'bank-refund'>(at, randomBytes(10)), key, reference, registrationId: registration },
      ...{ payer: sealer.seal(Buffer.from(court.name), PAYER), dueAt, at },
      ...{ amountMinor: amount.amount, currency: amount.currency },
      ...{ toCourt: part, lotId: lot, courtId: court.id },
    };
    if (!(await repo.insertRefund(tx, row))) return;
    const known = await repo.confirmedOf(tx, court.id);
    if (known) await prepare(tx, row, payeeOf(known));
  }

  function sourceOf(tx: Db, { reference, receipt }: BankRefundDue): ReturnType<typeof repo.sourceOf> {
    if (receipt === null) return Promise.resolve(null);
    const line = receipt === undefined ? null : lineUnder(receipt);
    if (line !== null) return repo.sourceOf(tx, { line });
    return receipt === undefined ? repo.sourceOf(tx, { reference }) : Promise.resolve(null);
  }

  async function prepare(
    tx: Db,
    row: Pick<repo.StoredRefund, 'id' | 'registrationId' | 'amountMinor' | 'currency'> &
      Partial<Pick<repo.StoredRefund, 'toCourt' | 'lotId'>>,
    payee: Payee,
  ): Promise<PayoutRefusal | null> {
    const amount = amountOf(row);
    const prepared = await payouts.prepare(tx, {
      ...{ ...(await sourceIn(row)), amount, payee, preparedBy: null, refundId: row.id },
    });
    return typeof prepared === 'string' ? prepared : null;
  }

  /** Where the money lies, and what the bank's paper says of it. */
  async function sourceIn(row: Parameters<typeof prepare>[1]): Promise<{ from: Account; purpose: string }> {
    const { currency } = amountOf(row);
    if (!row.toCourt) {
      const registration = row.registrationId as RegistrationId;
      return { from: { kind: 'refund-due', registration, currency }, purpose: PURPOSE };
    }
    const lot = row.lotId as LotId;
    const number = (await courtOf(lot))?.number ?? '';
    return { from: { kind: 'court', lot, currency }, purpose: `${TO_COURT[row.toCourt]} ${number}`.trim() };
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
      const { nth } = stated;
      await repo.insertAnswer(tx, {
        ...{ refundId: id, nth, isConfirmed, answeredBy: actor, at: clock.now() },
      });
      if (!isConfirmed) return { state: 'waiting' };
      const fault = await prepare(tx, found, payeeOf(stated));
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
      toCourt: row.toCourt,
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
    court: {
      pay: toCourt,
      counted: () => repo.countToCourts(db),
      uninstructed: (until: Instant) => repo.uninstructedToCourts(db, until),
      /** Of one lot, in the order in which it became due. */
      ofLot: async (lotId: LotId): Promise<CourtPaymentView[]> =>
        Promise.all(
          (await repo.toCourtOf(db, lotId)).map(async ({ row, instructedAt }) => {
            assert(row.toCourt !== null && row.dueAt !== null, 'what is of a lot is a court’s');
            const last = await payouts.lastOf(db, row.id);
            return {
              ...{ part: row.toCourt, amount: amountOf(row), state: courtStateOf(last?.state ?? null) },
              dueAt: fromInstant(row.dueAt),
              instructedAt: instructedAt === null ? null : fromInstant(instructedAt),
            };
          }),
        ),
    },
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

const payeeOf = ({
  holder: name,
  account,
  bank,
  bankCode,
}: Omit<Payee, 'name'> & { holder: string }): Payee => ({
  ...{ name, account, bank, bankCode },
});

/** A bank that names no payer leaves the name to whoever had to pay. */
const payeeAt = ({ name, account }: { name: string; account: string }, payer: string): Payee => ({
  ...{ name: name.trim() === '' ? payer : name, account, bank: '', bankCode: '' },
});
