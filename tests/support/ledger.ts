import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import type { LotId, OrganisationId, RegistrationId } from '@reassign/shared/kernel/ids.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { Account, Side } from '@reassign/shared/ledger/account.ts';
import type { Entry, Post, Reserve } from '@reassign/shared/ledger/types.ts';
import { createLedger, type Ledger } from '../../server/ledger/index.ts';
import { connect, type Database } from '../../server/platform/db.ts';
import { freshDatabase } from './database.ts';
import { lotId, march } from './lot.ts';
import { type TestClock, testClock } from './test-clock.ts';

export const USD = currency('USD');
export const fen = (amount: number, unit = CNY): Money => money(amount, unit);

const numbered = (group: string, number: number): string =>
  `019cd000-0000-7000-${group}-${String(number).padStart(12, '0')}`;

export const cash: Account = { kind: 'cash', channel: 'bank', currency: CNY };
export const stripe: Account = { kind: 'cash', channel: 'stripe', currency: CNY };
export const fees: Account = { kind: 'fee', currency: CNY };
export const dollars: Account = { kind: 'cash', channel: 'bank', currency: USD };
export const registration = (number: number) => numbered('8100', number) as RegistrationId;
export const bank = numbered('9000', 177) as OrganisationId;
export const deposit = (number: number): Account => ({
  kind: 'deposit',
  registration: registration(number),
  currency: CNY,
});
export const escrow = (lot: LotId = lotId): Account => ({ kind: 'escrow', lot, currency: CNY });
export const pledgee: Account = { kind: 'pledgee', lot: lotId, organisation: bank, currency: CNY };

export const line = (side: Side, account: Account, amount: number, unit = account.currency): Entry => ({
  account,
  side,
  amount: fen(amount, unit),
});

/** So much from one account to another: what leaves a credit account is a debit to it, and comes as a credit. */
export const move = (debit: Account, credit: Account, amount: number): Entry[] => [
  line('debit', debit, amount),
  line('credit', credit, amount),
];

let keys = 0;
export const newKey = (): string => `test:${String(++keys)}`;

export const post = (entries: readonly Entry[], more: Partial<Post> = {}): Post => ({
  type: 'Post',
  key: newKey(),
  reason: 'deposit-received',
  reference: null,
  actor: 'test',
  entries,
  ...more,
});

export const reserve = (entries: readonly Entry[], more: Partial<Reserve> = {}): Reserve => ({
  ...post(entries, { reason: 'payout' }),
  expiresAt: null,
  ...more,
  type: 'Reserve',
});

export interface OpenLedger {
  readonly ledger: Ledger;
  /** Another server on the same database. */
  readonly other: Ledger;
  readonly clock: TestClock;
  readonly app: Database;
  /** Superuser's, to look at everything and to smuggle things in. */
  readonly admin: Database;
  readonly databaseUrl: string;
  /** What must be true at every step; empty when it is. */
  faults(): Promise<string[]>;
  close(): Promise<void>;
}

/** The ledger over a database of its own, at noon on 2 March 2026. */
export async function openLedger(): Promise<OpenLedger> {
  const fresh = await freshDatabase();
  const app = connect(fresh.appUrl, { max: 12 });
  const admin = connect(fresh.url, { max: 3 });
  const clock = testClock(march('02T12:00:00.000'));
  const parts = { db: app.db, clock };
  return {
    ...{ app, admin, clock, databaseUrl: fresh.url },
    ledger: createLedger(parts),
    other: createLedger(parts),
    faults: () => faultsOf(admin),
    async close() {
      await Promise.all([app.close(), admin.close()]);
      await fresh.drop();
    },
  };
}

/** Counted from the postings alone, beside everything that keeps sums. */
export async function faultsOf({ sql }: Database): Promise<string[]> {
  const uneven = await sql<{ fault: string }[]>`
    select 'uneven ' || transaction_id || ' ' || currency as fault from ledger_posting
    group by transaction_id, currency having sum(amount_minor) <> 0
    union all
    select 'uneven ledger ' || currency from ledger_posting where not is_pending
    group by currency having sum(amount_minor) <> 0`;
  const wrong = await sql<{ fault: string }[]>`
    select a.code || ' holds ' || a.held_minor || ' (' || a.reserved_minor || '), postings say '
      || s.held || ' (' || s.reserved || ')' as fault
    from ledger_account a cross join lateral (
      select coalesce(sum(a.normal * p.amount_minor) filter (where not p.is_pending), 0) as held,
        coalesce(sum(greatest(0, -a.normal * p.amount_minor)) filter (where p.is_pending and not exists (
          select from ledger_transaction e where e.pending_id = p.transaction_id)), 0) as reserved
      from ledger_posting p where p.account = a.code) s
    where a.has_floor and ((a.held_minor, a.reserved_minor) <> (s.held, s.reserved) or s.held < s.reserved)`;
  return [...uneven, ...wrong].map(({ fault }) => fault);
}
