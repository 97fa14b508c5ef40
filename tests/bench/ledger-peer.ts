import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';

/*
 * What others would write: an account is a row with its balance, and every transaction updates both rows. No keys, no
 * floors, no reservations: it does less than ours. Once as the tutorials have it, statement by statement; once as one
 * statement, so that the row of the platform is locked as shortly as can be.
 */

const TABLES = `
  create table peer_account (id text primary key, balance bigint not null);
  create table peer_transaction (id uuid primary key, reason text not null, at timestamptz not null default now());
  create table peer_posting (transaction_id uuid not null references peer_transaction, account text not null
    references peer_account, amount bigint not null, primary key (transaction_id, account));`;

const CASH = 'cash';
const accountOf = (deposit: number): string => `deposit ${String(deposit)}`;

export interface Peer {
  readonly statements: (deposit: number, amount: number) => Promise<void>;
  readonly oneStatement: (deposit: number, amount: number) => Promise<void>;
  readonly entered: () => Promise<number>;
  close(): Promise<void>;
}

export async function openPeer(url: string, deposits: number): Promise<Peer> {
  const sql = postgres(url, { max: 10, onnotice: () => undefined });
  await sql.unsafe(TABLES);
  await sql`insert into peer_account values (${CASH}, 0)`;
  await sql`insert into peer_account select 'deposit ' || nth, 0 from generate_series(0, ${deposits - 1}) nth`;
  return {
    async statements(deposit, amount) {
      const id = randomUUID();
      const account = accountOf(deposit);
      await sql.begin(async (tx) => {
        await tx`insert into peer_transaction (id, reason) values (${id}, 'deposit-received')`;
        await tx`update peer_account set balance = balance + ${amount} where id = ${CASH}`;
        await tx`update peer_account set balance = balance - ${amount} where id = ${account}`;
        await tx`insert into peer_posting values (${id}, ${CASH}, ${amount}), (${id}, ${account}, ${-amount})`;
      });
    },
    oneStatement: (deposit, amount) => oneStatement(sql, accountOf(deposit), amount),
    async entered() {
      const [row] = await sql<[{ count: number }]>`select count(*)::int as count from peer_transaction`;
      return row.count;
    },
    close: () => sql.end(),
  };
}

async function oneStatement(sql: Sql, account: string, amount: number): Promise<void> {
  const id = randomUUID();
  await sql`
    with transaction as (
      insert into peer_transaction (id, reason) values (${id}, 'deposit-received')
    ), posting as (
      insert into peer_posting values (${id}, ${CASH}, ${amount}::bigint), (${id}, ${account}, -${amount}::bigint)
    )
    update peer_account set balance = balance + case id when ${CASH} then ${amount}::bigint else -${amount}::bigint end
    where id in (${CASH}, ${account})`;
}
