import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '@reassign/shared/ledger/account.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { read, type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, startOfDay } from '@reassign/shared/kernel/instant.ts';
import { isLess, type Money } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { BankFileView, BankStatementView } from '@reassign/shared/transfers/api.ts';
import { accountDigits } from '@reassign/shared/transfers/cells.ts';
import { lineHash } from '@reassign/shared/transfers/entry-id.ts';
import { isSettled, match, type MatchOutcome, referencesIn } from '@reassign/shared/transfers/match.ts';
import { findReferences } from '@reassign/shared/transfers/references.ts';
import type { BankLine, BankStatement, OpenPayment } from '@reassign/shared/transfers/types.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { BankAccount } from '../platform/config.ts';
import type { Db } from '../platform/db.ts';
import { inThread } from '../platform/files/in-thread.ts';
import type { Pacing } from '../platform/pacing.ts';
import type { Sealer } from '../platform/secrets.ts';
import type { BankFile, BankFileFault } from './bank-file.ts';
import type { Payouts } from './payouts/service.ts';
import * as repo from './repo.ts';

/** Money of a bank line for a payment: it lies in `from` until the payment takes it. */
export interface Receipt {
  readonly reference: string;
  readonly amount: Money;
  readonly payer: string;
  /** Where the payer's bank has it; empty when the line does not say. */
  readonly account: string;
  readonly receivedAt: Instant;
  readonly from: Account;
  /** Of the ledger's transaction, the same whenever this money is given again. */
  readonly key: string;
  /** Who let the money in. */
  readonly actor: UserId;
  /** The payment has it already, on somebody's word: this is the money itself. */
  readonly isStated: boolean;
}

/** Payments that are expected, whoever keeps them. */
export interface ExpectedPayments {
  openPayments(references: readonly string[]): Promise<readonly OpenPayment[]>;
  /** Who has to pay under a reference, open or not; `null` for none of theirs. */
  payerOf(reference: string): Promise<string | null>;
  /**
   * Takes the money in the caller's transaction, out of `from`, or refuses it and leaves all as it was. `told` is called
   * when that is committed.
   */
  receive(
    tx: Db,
    receipt: Receipt,
  ): Promise<
    { readonly ok: true; readonly told: () => void } | { readonly ok: false; readonly refusal: string }
  >;
}

export interface TransfersDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly sealer: Sealer;
  readonly payments: ExpectedPayments;
  readonly payouts: Payouts;
  readonly pacing: Pick<Pacing, 'after'>;
  /** Whose statements are taken. */
  readonly account: BankAccount;
}

/** Why a file of the bank is not taken in. */
export type ImportFault =
  | BankFileFault
  | { readonly reason: 'foreign-account' }
  | { readonly reason: 'entry-changed'; readonly entryId: string };

const script = new URL('./bank-file-thread.ts', import.meta.url);
const LINES_IN_A_ROUND = 200;

export type Transfers = ReturnType<typeof createTransfers>;

export function createTransfers(deps: TransfersDeps) {
  const { db, clock, ledger, payments, payouts, pacing, account } = deps;
  const own = accountDigits(account.number);

  async function importFile(
    bytes: Uint8Array,
    fileName: string,
    actor: UserId,
  ): Promise<Reading<BankFileView, ImportFault>> {
    const answer = await inThread<Reading<BankFile, BankFileFault>>(pacing, script, { bytes });
    const file = answer.ok ? answer.value : answer;
    if (!file.ok) return file;
    if (file.value.kind === 'report') {
      const { paid, failed } = await payouts.readReport(file.value.report);
      return read({ statement: null, ...NOTHING_NEW, isNew: true, paidOut: paid, failed });
    }
    return importStatement(bytes, file.value.statement, fileName, actor);
  }

  async function importStatement(
    bytes: Uint8Array,
    statement: BankStatement,
    fileName: string,
    actor: UserId,
  ): Promise<Reading<BankFileView, ImportFault>> {
    // A bank that does not say whose lines these are leaves it to the clerk.
    if (statement.account !== '' && statement.account !== own)
      return unreadable({ reason: 'foreign-account' });
    const fileHash = createHash('sha256').update(bytes).digest();
    const stored = await db.transaction(async (tx) => {
      await repo.lockAccount(tx, own);
      const before = await repo.findStatement(tx, fileHash);
      if (before) return read({ head: before, newLines: null });
      return store(tx, statement, { fileHash, fileName, actor });
    });
    if (!stored.ok) return stored;
    const { head, newLines } = stored.value;
    const view = statementViewOf(head);
    if (newLines === null) return read({ statement: view, ...NOTHING_NEW });
    for (const id of newLines) await settle(id);
    const outcomes = await repo.outcomesOf(db, head.id);
    const queued = [...outcomes].filter(([outcome]) => !isSettled(outcome as MatchOutcome));
    return read({
      ...{ statement: view, isNew: true, newLines: newLines.length, failed: 0 },
      matched: (outcomes.get('matched') ?? 0) + (outcomes.get('stated-seen') ?? 0),
      paidOut: outcomes.get('paid-out') ?? 0,
      queued: queued.reduce((sum, [, count]) => sum + count, 0),
    });
  }

  /** Writes down the statement, and of its lines those that no other one held. */
  async function store(
    tx: Db,
    statement: BankStatement,
    { fileHash, fileName, actor }: { fileHash: Uint8Array; fileName: string; actor: UserId },
  ): Promise<Reading<{ head: repo.StoredStatement; newLines: string[] | null }, ImportFault>> {
    const { lines } = statement;
    const known = await repo.knownContents(
      tx,
      own,
      lines.map(({ entryId }) => entryId),
    );
    const changed = lines.find((line) => (known.get(line.entryId) ?? contentOf(line)) !== contentOf(line));
    if (changed) return unreadable({ reason: 'entry-changed', entryId: changed.entryId });
    const at = clock.now();
    const days = lines.map(({ bookedOn }) => bookedOn).sort();
    const head = {
      ...{ id: uuidv7(at, randomBytes(10)) as string, account: own, format: statement.format, fileHash },
      ...{ fileName: fileName.slice(0, 200), currency: statement.currency, lines: lines.length },
      ...{ openingMinor: statement.opening, closingMinor: statement.closing },
      ...{ fromOn: days[0] ?? '', untilOn: days.at(-1) ?? '', importedBy: actor, importedAt: at },
    };
    await repo.insertStatement(tx, head);
    const rows = lines
      .filter(({ entryId }) => !known.has(entryId))
      .map((line) => ({
        ...{ id: uuidv7(at, randomBytes(10)), statementId: head.id, account: own },
        ...{ entryId: line.entryId, content: contentOf(line), direction: line.direction },
        ...{ amountMinor: line.amount.amount, currency: line.amount.currency },
        ...{ bookedOn: line.bookedOn, bookedAt: line.bookedAt, remark: line.remark },
        ...{ name: line.counterparty.name, otherAccount: line.counterparty.account },
      }));
    await repo.insertLines(tx, rows);
    return read({ head, newLines: rows.map(({ id }) => id) });
  }

  /** Finds out what a line is, and enters it in the ledger with that; once, whoever comes first. */
  async function settle(id: string): Promise<void> {
    const told = await db.transaction(async (tx) => {
      const found = await repo.lockLine(tx, id);
      if (!found || found.match) return null;
      return found.line.direction === 'credit' ? settleCredit(tx, found.line) : settleDebit(tx, found.line);
    });
    told?.();
  }

  async function settleCredit(tx: Db, line: repo.StoredLine): Promise<(() => void) | null> {
    await enterReceived(tx, line);
    const seen = seenLine(line);
    const found = match(seen, await payments.openPayments(referencesIn(seen)));
    const payment = 'payment' in found ? found.payment : null;
    const record = (outcome: MatchOutcome) =>
      repo.insertMatch(tx, {
        ...{ lineId: line.id, outcome, at: clock.now(), payer: payment?.payerName ?? null },
        reference: payment?.reference ?? null,
        dueMinor: payment?.amount.amount ?? null,
      });
    if (!isSettled(found.outcome) || !payment) {
      await record(found.outcome);
      return null;
    }
    const taken = await payments.receive(tx, receiptOf(line, payment, await importerOf(tx, line)));
    await record(taken.ok ? found.outcome : 'not-taken');
    return taken.ok ? taken.told : null;
  }

  const importerOf = async (tx: Db, { statementId }: repo.StoredLine): Promise<UserId> => {
    const importer = await repo.importerOf(tx, statementId);
    assert(importer, 'a line has its statement');
    return importer as UserId;
  };

  /** Money that came lies with the platform before anybody knows whose it is. */
  async function enterReceived(tx: Db, line: repo.StoredLine): Promise<void> {
    const amount = repo.amountOf(line);
    const answer = await ledger.post(
      {
        ...{ key: `bank-line:${line.id}`, reason: 'unmatched-received', actor: 'transfers' },
        reference: line.entryId,
        entries: [
          { account: { kind: 'cash', channel: 'bank', currency: amount.currency }, side: 'debit', amount },
          { account: unmatchedIn(line), side: 'credit', amount },
        ],
      },
      tx,
    );
    assert(answer.ok, 'money that came is entered');
  }

  /** Money that went: a payout of ours, by its reference and amount, or something that a person has to explain. */
  async function settleDebit(tx: Db, line: repo.StoredLine): Promise<null> {
    const [reference, ...others] = findReferences(line.remark, ['ZFK']).references;
    const payout = reference && others.length === 0 ? await payouts.find(tx, reference) : null;
    const isWhole = payout?.amountMinor === line.amountMinor && payout.currency === line.currency;
    const isNew = payout !== null && !(await repo.isPaidOut(tx, payout.reference));
    const refusal =
      payout && isWhole && isNew
        ? await payouts.report(tx, { reference: payout.reference, is: 'paid', reason: '' })
        : 'wrong-state';
    await repo.insertMatch(tx, {
      ...{ lineId: line.id, outcome: refusal === null ? 'paid-out' : 'unexplained', at: clock.now() },
      ...{ reference: reference ?? null, payer: null, dueMinor: payout?.amountMinor ?? null },
    });
    return null;
  }

  /** What a server that died left; answers whether there may be more. */
  async function settleNext(): Promise<boolean> {
    const ids = await repo.unmatchedLines(db, LINES_IN_A_ROUND);
    for (const id of ids) await settle(id);
    return ids.length === LINES_IN_A_ROUND;
  }

  return {
    importFile,
    settleNext,
    statements: async (): Promise<BankStatementView[]> =>
      (await repo.latestStatements(db, 50)).map(statementViewOf),
  };
}

const NOTHING_NEW = { isNew: false, newLines: 0, matched: 0, queued: 0, paidOut: 0, failed: 0 };

/** The balance is the bank's, and another statement may leave it out. */
const contentOf = (line: BankLine): string => lineHash({ ...line, balance: null });

const RECEIVED = /^bank-line:([0-9a-f-]{36}):received$/;

/** The line whose money was entered under a key of the ledger. */
export const lineUnder = (key: string): string | null => RECEIVED.exec(key)?.[1] ?? null;

export const unmatchedIn = (line: Pick<repo.StoredLine, 'currency'>): Account => ({
  ...{ kind: 'unmatched', channel: 'bank', currency: currency(line.currency) },
});

/** A line as the rules see it. */
export const seenLine = (line: repo.StoredLine): BankLine => ({
  ...{ entryId: line.entryId, direction: line.direction, amount: repo.amountOf(line), remark: line.remark },
  ...{ bookedOn: repo.dayColumn(line.bookedOn), bookedAt: line.bookedAt, balance: null },
  counterparty: { name: line.name, account: line.otherAccount },
});

/** So much of a line as the payment takes. */
export function receiptOf(line: repo.StoredLine, payment: OpenPayment, actor: UserId): Receipt {
  const came = repo.amountOf(line);
  const amount = isLess(payment.amount, came) ? payment.amount : came;
  return {
    ...{ reference: payment.reference, amount, payer: line.name || payment.payerName, actor },
    account: line.otherAccount,
    // A bank that says the day only: the money was there when it began.
    receivedAt: line.bookedAt ?? startOfDay(repo.dayColumn(line.bookedOn)),
    ...{ from: unmatchedIn(line), key: `bank-line:${line.id}:received` },
    isStated: payment.isStated === true,
  };
}

const statementViewOf = (row: repo.StoredStatement): BankStatementView => ({
  ...{ id: row.id, account: row.account, format: row.format, fileName: row.fileName, lines: row.lines },
  ...{ importedAt: fromInstant(row.importedAt), from: row.fromOn, until: row.untilOn },
});
