import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';

const program = fileURLToPath(new URL('../../support/backend-killed.ts', import.meta.url));

/** patches/postgres@3.4.9.patch (9-threats D6): unpatched, the child dies of a TypeError in `nextWrite`. */
it('survives a backend killed in mid-write, fails what was on its way, and serves the next statement', async () => {
  const run = promisify(execFile)(process.execPath, [program, inject('postgresUrl')], { timeout: 15_000 });
  const { stdout } = await run;
  expect(JSON.parse(stdout)).toEqual({
    inTransaction: ['CONNECTION_CLOSED'],
    transaction: 'CONNECTION_CLOSED',
    afterwards: 1,
  });
});

/** Unpatched, a transaction that outlived its connection went on in autocommit on the next one. */
it('never lets a lost transaction write on a later connection', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, inject('postgresUrl'), 'write-after-loss'],
    { timeout: 15_000 },
  );
  expect(JSON.parse(stdout)).toEqual({ late: 'CONNECTION_CLOSED', rows: 0 });
});
