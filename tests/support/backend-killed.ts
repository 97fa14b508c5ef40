/*
 * A process of its own for tests/db/platform/driver-patch.spec.ts: what it shows when the driver is not patched is an
 * uncaught exception. Arguments: URL and a scene. Prints one JSON line.
 */
import postgres, { type TransactionSql } from 'postgres';

const [, , url = '', scene] = process.argv;
const sql = postgres(url, { max: 1, onnotice: () => undefined });

const codeOf = (error: unknown): string => (error as { code: string }).code;
const oneTurn = (): Promise<unknown> => new Promise((done) => setImmediate(done));

const killOwnBackend = (transaction: TransactionSql): Promise<unknown> =>
  transaction`select pg_terminate_backend(pg_backend_pid())`.catch(codeOf);

async function midWrite(): Promise<object> {
  const inTransaction = new Set<unknown>();
  const transaction = await sql
    .begin(async (open) => {
      inTransaction.add(await killOwnBackend(open));
      const late: Promise<unknown>[] = [];
      for (let turn = 0; turn < 50; turn++) {
        await oneTurn();
        late.push(open`select 1`.catch(codeOf));
      }
      for (const outcome of await Promise.all(late)) inTransaction.add(outcome);
    })
    .catch(codeOf);
  const [row] = await sql<[{ one: number }]>`select 1 as one`;
  return { inTransaction: [...inTransaction], transaction, afterwards: row.one };
}

async function writeAfterLoss(): Promise<object> {
  await sql`create table if not exists late_write (id int)`;
  const { promise: reconnected, resolve: goOn } = Promise.withResolvers<undefined>();
  const { promise: late, resolve: lateOutcome } = Promise.withResolvers<unknown>();
  const lost = sql.begin(async (open) => {
    await killOwnBackend(open);
    await reconnected;
    lateOutcome(await open`insert into late_write values (1)`.then(() => 'written', codeOf));
  });
  await lost.catch(codeOf);
  await sql`select 1`;
  goOn(undefined);
  const outcome = await late;
  const [row] = await sql<[{ rows: number }]>`select count(*)::int as rows from late_write`;
  await sql`drop table late_write`;
  return { late: outcome, rows: row.rows };
}

const scenes = { 'mid-write': midWrite, 'write-after-loss': writeAfterLoss };

process.stdout.write(JSON.stringify(await scenes[scene as keyof typeof scenes]()));
await sql.end();
