import { assert } from '@reassign/shared/kernel/assert.ts';
import { readVerifierKey } from '@reassign/shared/verify/note.ts';
import { checkLedger } from './ledger/index.ts';
import { listKeys } from './platform/checkpoint-keys.ts';
import { EnvironmentFaults, readEnvironment } from './platform/config.ts';
import { connect, type Db } from './platform/db.ts';
import { APP } from './platform/roles.ts';

/** `reassign ledger check`: on the server's database, while it runs (docs/operations.md). */
export async function ledger(
  parameters: string[],
  print: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  if (parameters.length !== 1 || parameters[0] !== 'check') return no(print, 'usage: reassign ledger check');
  try {
    const { config } = readEnvironment(env);
    if (config.databaseUrl === null) return no(print, 'DATABASE_URL is needed');
    const database = connect(config.databaseUrl, { max: 1, role: APP });
    try {
      return await check(database.db, new URL(config.publicUrl).host, print);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof EnvironmentFaults || (error instanceof Error && 'code' in error))
      return no(print, error.message);
    throw error;
  }
}

async function check(db: Db, name: string, print: (line: string) => void): Promise<number> {
  const listed = await listKeys(db, name);
  const keys = (listed?.keys ?? [])
    .filter(({ status }) => status !== 'revoked')
    .map(({ key }) => {
      const read = readVerifierKey(key);
      assert(read, 'only keys are entered');
      return read;
    });
  const { days, transactions, faults } = await checkLedger(db, keys);
  for (const fault of faults) print(fault);
  const counted = `${String(transactions)} transactions, ${String(days)} closed days`;
  if (faults.length > 0) return no(print, `${counted}: ${String(faults.length)} faults`);
  print(`${counted}: all as they were entered and signed`);
  return 0;
}

function no(print: (line: string) => void, reason: string): number {
  print(reason);
  return 1;
}
