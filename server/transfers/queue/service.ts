import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { isLess, type Money, money, subtract } from '@reassign/shared/kernel/money.ts';
import { readPaymentReference } from '@reassign/shared/kernel/payment-reference.ts';
import type { BankLineView, LineState, ProposalInput } from '@reassign/shared/transfers/api.ts';
import {
  type AssignRefusal,
  incoming,
  type MatchOutcome,
  refuseAssignment,
  waysOutOf,
} from '@reassign/shared/transfers/match.ts';
import type { OpenPayment } from '@reassign/shared/transfers/types.ts';
import type { Db } from '../../platform/db.ts';
import type { PayoutRefusal } from '../payouts/service.ts';
import { decided } from '../refused.ts';
import * as repo from '../repo.ts';
import { receiptOf, seenLine, type TransfersDeps, unmatchedIn } from '../service.ts';

export type QueueRefusal =
  | 'not-found'
  | 'wrong-state'
  | 'own-approval'
  | 'bad-reference'
  | 'no-account'
  | AssignRefusal
  | PayoutRefusal;

type Answered = { readonly state: LineState } | QueueRefusal;

const MOST_SHOWN = 200;

export type Queue = ReturnType<typeof createQueue>;

/** Money that fits nothing: one person says what to do with it, a second one does it. */
export function createQueue(deps: Pick<TransfersDeps, 'db' | 'clock' | 'payments' | 'payouts'>) {
  const { db, clock, payments, payouts } = deps;

  /** The payment that an assignment names, if the rules let the line go there. */
  async function assignable(
    { line, outcome }: { readonly line: repo.StoredLine; readonly outcome: MatchOutcome },
    way: 'assign' | 'assign-and-return-rest',
    typed: string,
  ): Promise<OpenPayment | QueueRefusal> {
    const reference = readPaymentReference(typed, incoming);
    if (!reference.ok) return 'bad-reference';
    const [payment] = await payments.openPayments([reference.value]);
    if (!payment) return 'not-found';
    return refuseAssignment(seenLine(line), outcome, way, payment) ?? payment;
  }

  async function propose(
    id: string,
    { way, reference, reason }: ProposalInput,
    actor: UserId,
  ): Promise<Answered> {
    return db.transaction(async (tx) => {
      const found = await repo.lockLine(tx, id);
      if (!found?.match) return 'not-found';
      const { line, match } = found;
      const last = await repo.lastProposal(tx, id);
      if (last && last.isConfirmed !== false) return 'wrong-state';
      if (!waysOutOf(match.outcome).includes(way)) return 'way-not-open';
      if (way !== 'assign' && line.otherAccount === '') return 'no-account';
      const payment =
        way === 'return' ? null : await assignable({ line, outcome: match.outcome }, way, reference ?? '');
      if (typeof payment === 'string') return payment;
      await repo.insertProposal(tx, {
        ...{ lineId: id, nth: (last?.proposal.nth ?? 0) + 1, way, reference: payment?.reference ?? null },
        ...{ reason, proposedBy: actor, at: clock.now() },
      });
      return { state: 'proposed' };
    });
  }

  async function answer(id: string, isConfirmed: boolean, actor: UserId): Promise<Answered> {
    const told: (() => void)[] = [];
    const answered = await decided<Answered, QueueRefusal>(db, async (tx, refuse) => {
      const found = await repo.lockLine(tx, id);
      const last = found && (await repo.lastProposal(tx, id));
      if (!found?.match || !last) return 'not-found';
      if (last.isConfirmed !== null) return 'wrong-state';
      const { proposal } = last;
      // Whoever proposed it may take it back.
      if (isConfirmed && proposal.proposedBy === actor) return 'own-approval';
      const { nth } = proposal;
      await repo.insertAnswer(tx, { lineId: id, nth, isConfirmed, answeredBy: actor, at: clock.now() });
      if (!isConfirmed) return { state: 'queued' };
      const refusal = await carryOut(tx, found.line, found.match.outcome, proposal, actor, told);
      if (refusal) return refuse(refusal);
      return { state: proposal.way === 'return' ? 'returned' : 'assigned' };
    });
    for (const tell of told) tell();
    return answered;
  }

  async function carryOut(
    tx: Db,
    line: repo.StoredLine,
    outcome: MatchOutcome,
    { way, reference, proposedBy }: repo.StoredProposal,
    actor: UserId,
    told: (() => void)[],
  ): Promise<QueueRefusal | null> {
    const amount = repo.amountOf(line);
    if (way === 'return') return giveBack(tx, line, amount, proposedBy as UserId, actor);
    const payment = await assignable({ line, outcome }, way, reference ?? '');
    if (typeof payment === 'string') return payment;
    const taken = await payments.receive(tx, receiptOf(line, payment, actor));
    if (!taken.ok) return 'wrong-state';
    told.push(taken.told);
    if (!isLess(payment.amount, amount)) return null;
    return giveBack(tx, line, subtract(amount, payment.amount), proposedBy as UserId, actor);
  }

  /** To the account it came from: prepared by the one, released by the other. */
  async function giveBack(
    tx: Db,
    line: repo.StoredLine,
    amount: Money,
    preparedBy: UserId,
    releasedBy: UserId,
  ): Promise<QueueRefusal | null> {
    const payee = { name: line.name, account: line.otherAccount, bank: '', bankCode: '' };
    const order = { from: unmatchedIn(line), amount, payee, purpose: '原路退回', preparedBy };
    const prepared = await payouts.prepare(tx, order);
    if (typeof prepared === 'string') return prepared;
    return payouts.releaseIn(tx, prepared.id, releasedBy);
  }

  return {
    propose,
    answer,
    list: async (reader: UserId): Promise<BankLineView[]> =>
      (await repo.queue(db, MOST_SHOWN)).map((row) => viewOf(row, reader)),
  };
}

type Queued = Awaited<ReturnType<typeof repo.queue>>[number];

const viewOf = ({ line, match, proposal }: Queued, reader: UserId): BankLineView => ({
  ...{ id: line.id, entryId: line.entryId, bookedOn: line.bookedOn, amount: repo.amountOf(line) },
  ...{ direction: line.direction, name: line.name, account: line.otherAccount, remark: line.remark },
  ...{ outcome: match.outcome, reference: match.reference, payer: match.payer },
  due: match.dueMinor === null ? null : money(match.dueMinor, currency(line.currency)),
  ways: [...waysOutOf(match.outcome)],
  proposal: proposal && {
    ...{ way: proposal.way, reference: proposal.reference, reason: proposal.reason },
    ...{ isOwn: proposal.proposedBy === reader, at: fromInstant(proposal.at) },
  },
});
