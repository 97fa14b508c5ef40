import { sql, type SQL } from 'drizzle-orm';
import type { AccountKind } from '@reassign/shared/ledger/account.ts';
import type { Reason } from '@reassign/shared/ledger/reasons.ts';
import type { StatementAccount, StatementLine } from '@reassign/shared/ledger/statement.ts';
import type { TransactionId } from '@reassign/shared/ledger/types.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, OrganisationId, RegistrationId } from '@reassign/shared/kernel/ids.ts';
import { type CalendarDay, type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';

export interface Period {
  readonly day: CalendarDay;
  readonly from: Instant;
  readonly until: Instant;
}

/** Whose accounts: an organisation's with those of its registrations, or a lot's. */
export type Whose =
  | { readonly organisation: OrganisationId; readonly registrations: readonly RegistrationId[] }
  | { readonly lot: LotId };

const isOf = (whose: Whose): SQL =>
  'lot' in whose
    ? sql`a.lot_id = ${whose.lot}`
    : sql`(a.organisation_id = ${whose.organisation} or a.registration_id in (
        select json_array_elements_text(${JSON.stringify(whose.registrations)}::text::json)::uuid))`;

interface AccountRow extends Record<string, unknown> {
  readonly code: string;
  readonly kind: AccountKind;
  readonly currency: string;
  readonly lot: LotId | null;
  readonly registration: RegistrationId | null;
  readonly opening: number;
  readonly reserved: number;
}

/** Accounts in the order of their codes, with what each held when the period began. */
export async function readAccounts(db: Db, whose: Whose, { day, from }: Period): Promise<StatementAccount[]> {
  const rows = await db.execute<AccountRow>(sql`
    select a.code, a.kind, a.currency, a.lot_id as lot, a.registration_id as registration,
      a.reserved_minor::float8 as reserved,
      (a.normal * (coalesce(b.balance_minor, 0) + coalesce((
        select sum(p.amount_minor) from ledger_posting p
        where p.account = a.code and not p.is_pending and p.at < ${fromInstant(from)}
          and p.at >= coalesce(b.until_at, '-infinity')), 0)))::float8 as opening
    from ledger_account a left join lateral (
      select balance_minor, until_at from ledger_close_balance join ledger_close using (day)
      where account = a.code and day < ${day} order by day desc limit 1) b on true
    where ${isOf(whose)} order by a.code`);
  return rows.map((row) => ({ ...row, currency: currency(row.currency) }));
}

interface LineRow extends Record<string, unknown> {
  readonly account: string;
  readonly change: number;
  readonly at: number;
  readonly id: TransactionId;
  readonly reason: Reason;
  readonly reference: string | null;
}

/**
 * Postings of the period in the order in which they took hold (`position` is given under the lock of the account; clocks of
 * two servers may differ), changes on the normal side; pending ones have moved nothing.
 */
export async function readLines(
  db: Db,
  whose: Whose,
  { from, until }: Period,
  limit: number,
): Promise<StatementLine[]> {
  const rows = await db.execute<LineRow>(sql`
    select p.account, (a.normal * p.amount_minor)::float8 as change, t.id, t.reason, t.reference,
      (extract(epoch from p.at) * 1000)::float8 as at
    from ledger_account a join ledger_posting p on p.account = a.code
      join ledger_transaction t on t.id = p.transaction_id
    where ${isOf(whose)} and not p.is_pending and p.at >= ${fromInstant(from)} and p.at < ${fromInstant(until)}
    order by t.position limit ${limit}`);
  return rows.map((row) => ({ ...row, at: instant(row.at) }));
}
