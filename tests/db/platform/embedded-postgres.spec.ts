import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../server/platform/db.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/platform/embedded-postgres.ts';

let folder = '';
let directory = '';
let running: EmbeddedPostgres | null = null;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reassign-embedded-'));
  directory = join(folder, 'postgres');
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<EmbeddedPostgres> =>
  (running = await startEmbeddedPostgres({ directory, database: 'house' }));

async function ask(url: string, statement: string): Promise<unknown> {
  const database = connect(url, { max: 1 });
  try {
    const [row] = await database.sql.unsafe<Record<string, unknown>[]>(statement);
    return row && Object.values(row)[0];
  } finally {
    await database.close();
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the embedded PostgreSQL', () => {
  it('keeps its password to the owner of the files and trusts nobody without it', async () => {
    const { url } = await start();
    expect(statSync(`${directory}.secret`).mode & 0o777).toBe(0o600);
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('compares parts of Chinese words, which the locale C cannot', async () => {
    const { url } = await start();
    await ask(url, 'create extension if not exists pg_trgm');
    expect(Number(await ask(url, `select similarity('锂离子电池', '锂离子蓄电池')`))).toBeGreaterThan(0);
  });

  it('finds its data again', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 7 as seven');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(await ask((await start()).url, 'select seven from kept')).toBe(7);
  });

  it('is taken over when it outlived who started it', async () => {
    const first = await start();
    const second = await startEmbeddedPostgres({ directory, database: 'house' });
    expect([second.reused, second.pid]).toEqual([true, first.pid]);
    await second.stop();
    // Its parent may take a moment to bury it.
    await expect.poll(() => isAlive(first.pid)).toBe(false);
  });

  it('recovers what was committed before it was killed', async () => {
    const first = await start();
    await ask(first.url, 'create table committed as select 8 as eight');
    process.kill(first.pid, 'SIGKILL');
    await expect.poll(() => isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(second.reused).toBe(false);
    expect(await ask(second.url, 'select eight from committed')).toBe(8);
  });

  it('is left running while another server is connected as the app', async () => {
    const first = await start();
    await ask(
      first.url,
      `do $$ begin create role reassign_app login password '${first.appPassword}'; end $$`,
    );
    const other = connect(first.appUrl, { max: 1 });
    await other.sql`select 1`;
    await first.stopUnlessUsed();
    expect(isAlive(first.pid)).toBe(true);
    await other.close();
    await first.stopUnlessUsed();
    expect(isAlive(first.pid)).toBe(false);
  });

  it('names the missing password instead of beginning again', async () => {
    const secret = readFileSync(`${directory}.secret`, 'utf8');
    rmSync(`${directory}.secret`);
    await expect(start()).rejects.toThrow(/secret is missing/);
    expect(secret).not.toBe('');
  });
});

describe('as root without user namespaces', () => {
  beforeEach(({ skip }) => {
    skip(process.getuid?.() !== 0, 'only root can become nobody');
  });

  it('runs as nobody, from a place that nobody can reach', async () => {
    running = await startEmbeddedPostgres({ directory: join(folder, 'spared'), mode: 'uid' });
    expect(running.mode).toBe('uid');
    expect(await ask(running.url, 'select 1')).toBe(1);
    const home = String(await ask(running.url, 'show data_directory'));
    await running.stop();
    rmSync(join(home, '..'), { recursive: true, force: true });
  });
});
