import { desc, eq, lt, sql } from 'drizzle-orm';
import type { AccountKind } from '@reassign/shared/ledger/account.ts';
import type { Totals } from '@reassign/shared/ledger/close.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { type CalendarDay, type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { ledgerClose, ledgerCloseBalance } from '../tables.ts';

export type StoredClose = Omit<typeof ledgerClose.$inferSelect, 'day'> & { readonly day: CalendarDay };

/** A day's own time: from its first instant to before the first of the next. */
export interface DaySpan {
  readonly day: CalendarDay;
  readonly from: Instant;
  readonly until: Instant;
}

/** Every transaction that is being entered holds this lock, shared (`ledger_before_entering`). */
const ENTERING = 727_275;

/** Waits for what is being entered; until this transaction ends, nothing else is. Look in a statement after it. */
export async function haltEntering(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ENTERING})`);
}

export async function lastClose(db: Db): Promise<StoredClose | null> {
  const [row] = await db.select().from(ledgerClose).orderBy(desc(ledgerClose.day)).limit(1);
  return (row as StoredClose | undefined) ?? null;
}

export async function findClose(db: Db, day: CalendarDay): Promise<StoredClose | null> {
  const [row] = await db.select().from(ledgerClose).where(eq(ledgerClose.day, day));
  return (row as StoredClose | undefined) ?? null;
}

/** Closes before a day, newest first. */
export const listCloses = (db: Db, before: CalendarDay | null, limit: number): Promise<StoredClose[]> =>
  db
    .select()
    .from(ledgerClose)
    .where(before === null ? undefined : lt(ledgerClose.day, before))
    .orderBy(desc(ledgerClose.day))
    .limit(limit) as unknown as Promise<StoredClose[]>;

/** When money moved for the first time; `null` while it never has. */
export async function firstEntry(db: Db): Promise<Instant | null> {
  const [row] = await db.execute<{ at: number | null }>(sql`
    select (extract(epoch from min(at)) * 1000)::float8 as at from ledger_transaction`);
  return row === undefined || row.at === null ? null : instant(row.at);
}

const within = ({ from, until }: DaySpan) =>
  sql`t.at >= ${fromInstant(from)} and t.at < ${fromInstant(until)}`;

/** How many transactions a day has, and the digest over them that goes on from `before`. */
export async function digestOf(
  tx: Db,
  span: DaySpan,
  before: Uint8Array,
): Promise<{ transactions: number; digest: Uint8Array }> {
  const [row] = await tx.execute<{ transactions: number; digest: string }>(sql`
    select count(*)::int as transactions, encode(sha256(decode(${Buffer.from(before).toString('hex')}, 'hex')
      || coalesce(string_agg(uuid_send(t.id) || t.content, ''::bytea order by t.position), ''::bytea)), 'hex') as digest
    from ledger_transaction t where ${within(span)}`);
  return { transactions: row?.transactions ?? 0, digest: Buffer.from(row?.digest ?? '', 'hex') };
}

/** What moved on a day, by kind and currency. */
export async function movedOn(tx: Db, span: DaySpan): Promise<Totals> {
  return tx.execute<{ kind: AccountKind; currency: string; balance: number }>(sql`
    select a.kind, a.currency, sum(p.amount_minor)::float8 as balance
    from ledger_transaction t join ledger_posting p on p.transaction_id = t.id join ledger_account a on a.code = p.account
    where ${within(span)} and not p.is_pending group by a.kind, a.currency`);
}

export async function insertClose(tx: Db, close: typeof ledgerClose.$inferInsert): Promise<void> {
  await tx.insert(ledgerClose).values(close);
}

/** What every account that moved on the day came to at its end. */
export async function insertBalances(tx: Db, span: DaySpan): Promise<void> {
  await tx.execute(sql`
    insert into ${ledgerCloseBalance} (account, day, balance_minor)
    select moved.account, ${span.day}::date, moved.amount + coalesce((
      select b.balance_minor from ledger_close_balance b where b.account = moved.account order by b.day desc limit 1), 0)
    from (
      select p.account, sum(p.amount_minor) as amount
      from ledger_transaction t join ledger_posting p on p.transaction_id = t.id
      where ${within(span)} and not p.is_pending group by p.account
    ) moved`);
}

/** Accounts of the day whose own balance is not what its postings come to. There are none, unless somebody wrote by hand. */
export async function drifted(tx: Db, { day, until }: DaySpan): Promise<string[]> {
  const rows = await tx.execute<{ code: string }>(sql`
    select a.code from ledger_close_balance b join ledger_account a on a.code = b.account
    where b.day = ${day} and a.has_floor and a.normal * a.held_minor <> b.balance_minor + coalesce((
      select sum(p.amount_minor) from ledger_posting p
      where p.account = a.code and not p.is_pending and p.at >= ${fromInstant(until)}), 0)
    order by a.code limit 100`);
  return rows.map(({ code }) => code);
}
