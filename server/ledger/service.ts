import { createHash, randomBytes } from 'node:crypto';
import {
  type Account,
  accountCode,
  type AccountKind,
  accountKinds,
} from '@reassign/shared/ledger/account.ts';
import { readAccountCode } from '@reassign/shared/ledger/account-code.ts';
import { contentText } from '@reassign/shared/ledger/content.ts';
import { decide, emptyBook, type OpenBook, record, refuseClosing } from '@reassign/shared/ledger/decide.ts';
import type {
  Entry,
  LedgerAnswer,
  LedgerCommand,
  Post,
  Reserve,
  Resolve,
  Transaction,
  TransactionId,
} from '@reassign/shared/ledger/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { grouped } from './grouped.ts';
import * as repo from './repo.ts';

/** Without the type: each command has a function of its own. */
type Of<Command> = Omit<Command, 'type'>;

/**
 * Everything that moves money goes through here. Without a transaction of the caller's, commands of many callers are
 * committed together, and an answer means that it is on disk. With one they stand or fall with it, and lock the accounts
 * they touch until it ends: keep it short. A call that throws may have been entered: ask again with the same key.
 */
export interface Ledger {
  post(command: Of<Post>, tx?: Db): Promise<LedgerAnswer>;
  /** Many at once, each decided on what the ones before it left; the answers in their order. */
  postAll(commands: readonly Of<Post>[], tx: Db): Promise<readonly LedgerAnswer[]>;
  reserve(command: Of<Reserve>, tx?: Db): Promise<LedgerAnswer>;
  postPending(command: Of<Resolve>, tx?: Db): Promise<LedgerAnswer>;
  voidPending(command: Of<Resolve>, tx?: Db): Promise<LedgerAnswer>;
  /** Ends what was reserved for too long; answers whether there may be more. */
  expireOverdue(): Promise<boolean>;
  /** Debits above zero, credits below; what is reserved is still in it. */
  balanceOf(account: Account, tx?: Db): Promise<number>;
  /** Accounts of these kinds that hold something not promised yet, with how much that is. */
  freeOf(kinds: readonly AccountKind[]): Promise<{ readonly account: Account; readonly free: Money }[]>;
  /** Nothing is posted to it from here on. */
  closeAccount(account: Account): Promise<'account-closed' | 'not-empty' | null>;
}

/** How often the same work is done again when others were faster; each time they have got further. */
const ATTEMPTS = 5;
const EXPIRE_AT_ONCE = 200;

export function createLedger({ db, clock }: { readonly db: Db; readonly clock: Clock }): Ledger {
  /** Accounts without a floor that are known to be open: nothing about them is ever read again. */
  const open = new Set<string>();

  const together = grouped((commands: readonly LedgerCommand[]) => write(db, commands));
  const submit = (command: LedgerCommand, tx: Db | undefined): Promise<LedgerAnswer> =>
    tx ? write(tx, [command]).then(([answer]) => answer as LedgerAnswer) : together(command);

  async function write(where: Db, commands: readonly LedgerCommand[]): Promise<LedgerAnswer[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        // Inside the caller's transaction this is a savepoint: what was overtaken is taken back alone.
        const answers = await where.transaction((tx) => enterAll(tx, commands));
        if (where === db) for (const account of withoutFloor(commands)) open.add(accountCode(account));
        return answers;
      } catch (error) {
        if (attempt === ATTEMPTS || !repo.isOvertaken(error)) throw error;
      }
    }
  }

  /** Reads under locks what the rules need, decides one after the other, enters what was accepted. */
  async function enterAll(tx: Db, commands: readonly LedgerCommand[]): Promise<LedgerAnswer[]> {
    const book = await openBook(tx, commands);
    // After the locks: what happens to one account later is later.
    const at = clock.now();
    const entered: Transaction[] = [];
    const answers = commands.map((command): LedgerAnswer => {
      const id = uuidv7<'transaction'>(at, randomBytes(10));
      const decided = decide(book, { command, content: contentOf(command), id, at });
      if (!decided.ok) return decided;
      if ('before' in decided) return { ok: true, id: decided.before, isNew: false };
      record(book, decided.entered);
      entered.push(decided.entered);
      return { ok: true, id, isNew: true };
    });
    if (entered.length > 0) await repo.insertTransactions(tx, entered);
    else await repo.waitAsCommit(tx);
    return answers;
  }

  async function openBook(tx: Db, commands: readonly LedgerCommand[]): Promise<OpenBook> {
    const ids = commands.flatMap((command) => ('pending' in command ? [command.pending] : []));
    const pendings = await repo.readPendings(tx, ids);
    const touched = accountsOf([
      ...commands.flatMap(entriesOf),
      ...[...pendings.values()].flatMap(({ entries }) => entries),
    ]);
    const guarded = touched.filter(({ kind }) => accountKinds[kind].hasFloor);
    const funds = await repo.lockFunds(tx, guarded.map(accountCode));
    const missing = touched.filter((account) => {
      const code = accountCode(account);
      return accountKinds[account.kind].hasFloor ? !funds.has(code) : !open.has(code);
    });
    if (missing.length > 0) await repo.openAccounts(tx, missing, clock.now());
    const opened = missing.filter(({ kind }) => accountKinds[kind].hasFloor).map(accountCode);
    // Others may have opened them meanwhile, and posted.
    if (opened.length > 0) for (const [code, held] of await repo.lockFunds(tx, opened)) funds.set(code, held);
    // Only now: whoever had the locks before may have been the same command, and have taken the money.
    const keys = await repo.readKeys(
      tx,
      commands.map(({ key }) => key),
    );
    return { ...emptyBook(), funds, pendings, keys };
  }

  async function expireOverdue(): Promise<boolean> {
    const ids = await repo.overdue(db, clock.now(), EXPIRE_AT_ONCE);
    // Whoever posts or voids it, or sweeps on another server, may be faster: then it is no longer pending, which is fine.
    await Promise.all(ids.map((pending) => submit(expiryOf(pending), undefined)));
    return ids.length === EXPIRE_AT_ONCE;
  }

  const closeAccount = (account: Account) =>
    db.transaction(async (tx) => {
      const code = accountCode(account);
      const funds = (await repo.lockFunds(tx, [code])).get(code);
      assert(funds && accountKinds[account.kind].hasFloor, `${code} is an account that can be closed`);
      const refusal = refuseClosing(funds);
      if (!refusal) await repo.setClosed(tx, code, clock.now());
      return refusal;
    });

  return {
    post: (command, tx) => submit({ ...command, type: 'Post' }, tx),
    postAll: async (commands, tx) =>
      commands.length === 0
        ? []
        : write(
            tx,
            commands.map((command) => ({ ...command, type: 'Post' })),
          ),
    reserve: (command, tx) => submit({ ...command, type: 'Reserve' }, tx),
    postPending: (command, tx) => submit({ ...command, type: 'PostPending' }, tx),
    voidPending: (command, tx) => submit({ ...command, type: 'VoidPending' }, tx),
    expireOverdue,
    balanceOf: (account, tx = db) => repo.balanceOf(tx, account),
    freeOf: async (kinds) =>
      (await repo.freeOf(db, kinds)).flatMap(({ code, free }) => {
        const account = readAccountCode(code);
        return account ? [{ account, free: money(free, account.currency) }] : [];
      }),
    closeAccount,
  };
}

const entriesOf = (command: LedgerCommand): readonly Entry[] => ('entries' in command ? command.entries : []);

const accountsOf = (entries: readonly Entry[]): Account[] => [
  ...new Map(entries.map(({ account }) => [accountCode(account), account])).values(),
];

const withoutFloor = (commands: readonly LedgerCommand[]): Account[] =>
  commands
    .flatMap(entriesOf)
    .map(({ account }) => account)
    .filter(({ kind }) => !accountKinds[kind].hasFloor);

const contentOf = (command: LedgerCommand): string =>
  createHash('sha256').update(contentText(command)).digest('hex');

const expiryOf = (pending: TransactionId): LedgerCommand => ({
  type: 'ExpirePending',
  key: `expire:${pending}`,
  reason: 'reservation-expired',
  reference: null,
  actor: 'ledger',
  pending,
});
