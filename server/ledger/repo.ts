import { eq, sql } from 'drizzle-orm';
import {
  type Account,
  type AccountCode,
  type AccountKind,
  accountCode,
  accountKinds,
  type Channel,
  ownerOf,
} from '@reassign/shared/ledger/account.ts';
import type { CashMovement } from '@reassign/shared/ledger/cash-movement.ts';
import { signed } from '@reassign/shared/ledger/decide.ts';
import type {
  Entry,
  Funds,
  Pending,
  PendingEnd,
  Transaction,
  TransactionId,
} from '@reassign/shared/ledger/types.ts';
import type { StatedMoney } from '@reassign/shared/ledger/stated.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Currency } from '@reassign/shared/kernel/currency.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { Db } from '../platform/db.ts';
import { ledgerAccount } from './tables.ts';

/** SQLSTATE of what another transaction did meanwhile: the same key, the same end, a lock the other way round, a close. */
const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';
const DAY_IS_CLOSED = 'LG001';

/** Whether the same work, done again, may find things otherwise. */
export function isOvertaken(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (cause !== undefined) return isOvertaken(cause);
  return code === UNIQUE_VIOLATION || code === DEADLOCK || code === DAY_IS_CLOSED;
}

/** An array as PostgreSQL writes one: the planner sees how many there are, and looks each of them up. */
const listOf = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Those of the keys that were used, and for what. */
export async function readKeys(
  tx: Db,
  keys: readonly string[],
): Promise<Map<string, { readonly id: TransactionId; readonly content: string }>> {
  const rows = await tx.execute<{ key: string; id: TransactionId; content: string }>(sql`
    select key, id, encode(content, 'hex') as content from ledger_transaction where key = any(${listOf(keys)}::text[])`);
  return new Map(rows.map(({ key, ...known }) => [key, known]));
}

interface PendingRow extends Record<string, unknown> {
  readonly id: TransactionId;
  readonly expires: number | null;
  readonly end: PendingEnd | null;
  readonly account: Account;
  readonly amount: number;
}

/** Pending transactions as they are now; how one ended may change until its end is entered. */
export async function readPendings(
  tx: Db,
  ids: readonly TransactionId[],
): Promise<Map<TransactionId, Pending>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<PendingRow>(sql`
    select t.id, (extract(epoch from t.expires_at) * 1000)::float8 as expires, e.phase as end,
      json_strip_nulls(json_build_object('kind', a.kind, 'channel', a.channel, 'registration', a.registration_id,
        'lot', a.lot_id, 'organisation', a.organisation_id, 'currency', a.currency)) as account,
      p.amount_minor::float8 as amount
    from ledger_transaction t join ledger_posting p on p.transaction_id = t.id join ledger_account a on a.code = p.account
      left join ledger_transaction e on e.pending_id = t.id
    where t.phase = 'pending' and t.id = any(${listOf(ids)}::uuid[])
    order by t.id, a.code`);
  const pendings = new Map<TransactionId, Pending & { entries: Entry[] }>();
  for (const { id, expires, end, account, amount } of rows) {
    const pending = pendings.get(id) ?? {
      entries: [],
      expiresAt: expires === null ? null : instant(expires),
      end,
    };
    pending.entries.push(entryOf(account, amount));
    pendings.set(id, pending);
  }
  return pendings;
}

const entryOf = (account: Account, amount: number): Entry => ({
  account,
  side: amount > 0 ? 'debit' : 'credit',
  amount: money(Math.abs(amount), account.currency),
});

interface FundsRow extends Record<string, unknown> {
  readonly code: AccountCode;
  readonly held: number;
  readonly reserved: number;
  readonly closed: boolean;
}

/** Locks accounts with a floor until the end of the transaction, always in the same order, and reads what they hold. */
export async function lockFunds(tx: Db, codes: readonly AccountCode[]): Promise<Map<AccountCode, Funds>> {
  const rows = await tx.execute<FundsRow>(sql`
    select code, held_minor::float8 as held, reserved_minor::float8 as reserved, closed_at is not null as closed
    from ledger_account where code = any(${listOf(codes)}::text[]) order by code for no key update`);
  return new Map(
    rows.map(({ code, held, reserved, closed }) => [code, { held, reserved, isClosed: closed }]),
  );
}

/** Opens what is not open yet. */
export async function openAccounts(tx: Db, accounts: readonly Account[], at: Instant): Promise<void> {
  const rows = accounts
    .map((account) => {
      const { normal, hasFloor } = accountKinds[account.kind];
      const { kind, currency } = account;
      const { channel, registration, lot, organisation } = ownerOf(account);
      return {
        ...{ code: accountCode(account), kind, currency, channel, registration, lot, organisation },
        normal: normal === 'debit' ? 1 : -1,
        floor: hasFloor,
      };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  await tx.execute(sql`
    insert into ledger_account
      (code, kind, currency, channel, registration_id, lot_id, organisation_id, normal, has_floor, opened_at)
    select code, kind, currency, channel, registration, lot, organisation, normal, floor, ${fromInstant(at)}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as account(code text, kind text, currency text,
      channel text, registration uuid, lot uuid, organisation uuid, normal smallint, floor boolean)
    order by code
    on conflict do nothing`);
}

/** Enters transactions with all their postings, in one statement: the database checks them together. */
export async function insertTransactions(tx: Db, transactions: readonly Transaction[]): Promise<void> {
  const heads = transactions.map(({ entries, at, expiresAt, ...head }) => ({
    ...head,
    at: fromInstant(at),
    expires: expiresAt === null ? null : fromInstant(expiresAt),
    postings: entries.length,
  }));
  const lines = transactions.flatMap(({ id, at, phase, entries }) =>
    entries.map(({ account, side, amount }, index) => ({
      ...{
        id,
        nth: index + 1,
        at: fromInstant(at),
        account: accountCode(account),
        currency: amount.currency,
      },
      amount: signed(side, amount.amount),
      pending: phase === 'pending',
    })),
  );
  await tx.execute(sql`
    with heads as (
      insert into ledger_transaction
        (id, key, content, phase, pending_id, reason, reference, actor, at, expires_at, postings)
      select id, key, decode(content, 'hex'), phase, pending, reason, reference, actor, at, expires, postings
      from json_to_recordset(${JSON.stringify(heads)}::text::json) as head(id uuid, key text, content text, phase text,
        pending uuid, reason text, reference text, actor text, at timestamptz, expires timestamptz, postings smallint)
    )
    insert into ledger_posting (transaction_id, nth, account, currency, amount_minor, is_pending, at)
    select id, nth, account, currency, amount, pending, at
    from json_to_recordset(${JSON.stringify(lines)}::text::json) as line(id uuid, nth smallint, account text, currency text,
      amount bigint, pending boolean, at timestamptz)`);
}

/** A write without content: what is answered after its commit is not lost by a failover (9-threats D4). */
export async function waitAsCommit(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_logical_emit_message(true, 'ledger', '')`);
}

export async function setClosed(tx: Db, code: AccountCode, at: Instant): Promise<void> {
  await tx.update(ledgerAccount).set({ closedAt: at }).where(eq(ledgerAccount.code, code));
}

/** Pending transactions whose time is over, oldest first. */
export async function overdue(db: Db, at: Instant, limit: number): Promise<TransactionId[]> {
  const rows = await db.execute<{ id: TransactionId }>(sql`
    select t.id from ledger_transaction t
    where t.expires_at <= ${fromInstant(at)} and not exists (select from ledger_transaction e where e.pending_id = t.id)
    order by t.expires_at limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** What an account holds now, debits above zero: the last close, and what was posted since. */
export async function balanceOf(db: Db, account: Account): Promise<number> {
  const code = accountCode(account);
  const [row] = await db.execute<{ balance: number }>(sql`
    with closed as (
      select balance_minor, until_at from ledger_close_balance join ledger_close using (day)
      where account = ${code} order by day desc limit 1
    )
    select (coalesce((select balance_minor from closed), 0) + coalesce((
      select sum(amount_minor) from ledger_posting
      where account = ${code} and not is_pending and at >= coalesce((select until_at from closed), '-infinity')
    ), 0))::float8 as balance`);
  return row?.balance ?? 0;
}

/** Stated money of these references (`null`: of all) that was not seen on a statement yet, oldest first. */
export async function statedMoney(db: Db, references: readonly string[] | null): Promise<StatedMoney[]> {
  const among = references === null ? sql`true` : sql`t.reference = any(${listOf(references)}::text[])`;
  const rows = await db.execute<{ reference: string; amount: number; currency: Currency; at: number }>(sql`
    select t.reference, p.amount_minor::float8 as amount, p.currency, (extract(epoch from t.at) * 1000)::float8 as at
    from ledger_account a join ledger_posting p on p.account = a.code join ledger_transaction t on t.id = p.transaction_id
    where a.kind = 'stated-cash' and not p.is_pending and p.amount_minor > 0 and ${among}
      and not exists (select from ledger_transaction s where s.key = 'stated:' || t.reference || ':seen')
    order by t.position`);
  return rows.map(({ reference, amount, currency, at }) => ({
    ...{ reference, amount: money(amount, currency), at: instant(at) },
  }));
}

/** Everything that moved cash of a channel until then, in its order; what is only reserved did not. */
export async function cashMovements(db: Db, channel: Channel, until: Instant): Promise<CashMovement[]> {
  const rows = await db.execute<Omit<CashMovement, 'at'> & { at: number } & Record<string, unknown>>(sql`
    select t.id, t.key, t.reason, t.reference, (extract(epoch from t.at) * 1000)::float8 as at,
      p.amount_minor::float8 as change, p.currency
    from ledger_account a join ledger_posting p on p.account = a.code join ledger_transaction t on t.id = p.transaction_id
    where a.kind = 'cash' and a.channel = ${channel} and not p.is_pending and t.at <= ${fromInstant(until)}
    order by t.position`);
  return rows.map((row) => ({ ...row, at: instant(row.at) }));
}
const MOST_FREE = 500;

/** Of accounts with a floor, what they hold beyond what is reserved; those with nothing are left out. */
export const freeOf = async (
  db: Db,
  kinds: readonly AccountKind[],
): Promise<{ readonly code: string; readonly free: number }[]> =>
  db.execute<{ code: string; free: number }>(sql`
    select code, (held_minor - reserved_minor)::float8 as free from ledger_account
    where kind = any(${listOf(kinds)}::text[]) and has_floor and held_minor > reserved_minor
    order by kind, code limit ${MOST_FREE}`);
