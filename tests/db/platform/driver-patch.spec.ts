import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ownServer } from '../../support/database.ts';

const program = fileURLToPath(new URL('../../support/backend-killed.ts', import.meta.url));

/** Each scene is a process of its own: unpatched, the first dies of a TypeError in `nextWrite`, the second writes. */
async function play(scene: string): Promise<unknown> {
  const args = [program, ownServer().url, scene];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000 });
  return JSON.parse(stdout);
}

describe('patches/postgres@3.4.9.patch (9-threats D6)', () => {
  it('survives a backend killed in mid-write, fails what was on its way, and serves the next statement', async () => {
    expect(await play('mid-write')).toEqual({
      inTransaction: ['CONNECTION_CLOSED'],
      transaction: 'CONNECTION_CLOSED',
      afterwards: 1,
    });
  });

  it('never lets a transaction that lost its connection write on a later one', async () => {
    expect(await play('write-after-loss')).toEqual({ late: 'CONNECTION_CLOSED', rows: 0 });
  });
});
