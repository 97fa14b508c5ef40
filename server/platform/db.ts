import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { standbyDoubts } from './outcome-unknown.ts';
import type { RoleName } from './roles.ts';

/** What repositories take: the pool, or one transaction of it. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>;

/** One pool: `sql` for hand-written statements, `db` for drizzle, both on the same connections. */
export interface Database {
  readonly sql: Sql;
  /** Its transactions end in `OutcomeUnknown` when the server warned that a commit may not last (9-threats D5). */
  readonly db: PostgresJsDatabase;
  /** The same for one statement whose answer others rest on. */
  readonly certain: <Rows>(write: PromiseLike<Rows>) => Promise<Rows>;
  /** Lets running statements end, at most five seconds. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections in the pool, 10 unless told. */
  readonly max?: number;
  /** Acts as this role from the first statement on; the login must be a member. */
  readonly role?: RoleName;
  /** For work that may take long (migrations): no statement or idle limit. */
  readonly unlimited?: boolean;
}

export const APPLICATION_NAME = 'reassign';

/** A statement that takes longer is a fault of ours, and a write transaction holds up every follower (2-architecture §2.5). */
const STATEMENT_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_SECONDS = 10;
const CLOSE_TIMEOUT_SECONDS = 5;

/**
 * Opens a pool lazily: the first statement connects. bigint columns come as text from `sql` (never rounded) and as
 * numbers from drizzle's `bigint({ mode: 'number' })`; the driver's own parsers are left as they are.
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const { max = 10, role, unlimited = false } = options;
  const doubts = standbyDoubts();
  const sql = postgres(url, {
    max,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    // 'read-write' would accept a hot standby (9-threats D7).
    target_session_attrs: 'primary',
    onnotice: doubts.note,
    connection: {
      application_name: APPLICATION_NAME,
      ...(role === undefined ? {} : { role }),
      ...(unlimited
        ? {}
        : {
            statement_timeout: STATEMENT_TIMEOUT_MS,
            idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
          }),
    },
  });
  const db = drizzle(sql);
  const transaction = db.transaction.bind(db);
  db.transaction = (work, how) => doubts.watch(transaction(work, how));
  return { sql, db, certain: doubts.watch, close: () => sql.end({ timeout: CLOSE_TIMEOUT_SECONDS }) };
}

/** Milliseconds since 1970 by the database's clock, not the transaction's. */
export async function readDatabaseTime(sql: Sql): Promise<number> {
  const [row] = await sql<
    [{ ms: string }]
  >`select (extract(epoch from clock_timestamp()) * 1000)::text as ms`;
  return Number(row.ms);
}
