import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { readKeyList } from '@reassign/shared/verify/key-list.ts';
import { rootOf } from '@reassign/shared/verify/merkle.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { keys as command } from '../../../server/cli-keys.ts';
import { enterKey, listKeys, revokeKey, rotateKey } from '../../../server/platform/checkpoint-keys.ts';
import { connect, type Database } from '../../../server/platform/db.ts';
import { APP } from '../../../server/platform/roles.ts';
import { createSigner, privateKeyOf } from '../../../server/platform/sequencer/index.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { exportLog } from '../../support/exported-log.ts';
import { given } from '../../support/given.ts';
import { A, bid, close, march, notice, open, yuan } from '../../support/lot.ts';

const host = 'reassign.example';
const seed = (fill: number) => new Uint8Array(32).fill(fill);
const signerOf = (fill: number) => createSigner(host, privateKeyOf(seed(fill)));
const [first, second, third] = [signerOf(1), signerOf(2), signerOf(3)];
const now = march('10T00:00:00.000');
const turn = { from: now, until: later(now, DAY) };

let fresh: FreshDatabase;
let database: Database;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.url, { max: 1, role: APP });
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const listed = async () => {
  const list = await listKeys(database.db, host);
  return { list, reading: readKeyList(JSON.stringify(list)) };
};

describe('the keys that sign checkpoints', () => {
  it('begin with the first server’s', async () => {
    expect(await listKeys(database.db, host)).toBeNull();
    await enterKey(database.db, first.key, now);
    await enterKey(database.db, first.key, later(now, HOUR));
    const { list, reading } = await listed();
    expect(list?.keys).toMatchObject([{ key: first.key.text, from: toRfc3339(now), status: 'active' }]);
    expect(reading.ok).toBe(true);
  });

  it('never change silently: a server with another key does not start', async () => {
    await enterKey(database.db, first.key, now);
    await expect(enterKey(database.db, second.key, now)).rejects.toThrow(/reassign keys rotate/);
  });

  it('of another name are another list', async () => {
    await enterKey(database.db, first.key, now);
    await enterKey(database.db, createSigner('other.example', privateKeyOf(seed(2))).key, now);
    expect((await listed()).list?.keys).toHaveLength(1);
  });

  it('go over from one to the next by what both signed, and both serve until the old one is out of use', async () => {
    await enterKey(database.db, first.key, now);
    await rotateKey(database.db, first, second, turn);
    await enterKey(database.db, second.key, now);
    await enterKey(database.db, first.key, turn.until);
    await expect(enterKey(database.db, first.key, later(turn.until, 1))).rejects.toThrow(/out of use/);
    await rotateKey(database.db, second, third, turn);
    const { list, reading } = await listed();
    expect(list?.keys.map(({ status }) => status)).toEqual(['retired', 'retired', 'active']);
    expect(reading.ok && reading.keys.map(({ key }) => key.text)).toEqual(
      [first, second, third].map(({ key }) => key.text),
    );
  });

  it('are rotated only by the one that signs now, and never back', async () => {
    await enterKey(database.db, first.key, now);
    await expect(rotateKey(database.db, second, third, turn)).rejects.toThrow(/does not sign/);
    await rotateKey(database.db, first, second, turn);
    await expect(rotateKey(database.db, first, third, turn)).rejects.toThrow(/does not sign/);
    await expect(rotateKey(database.db, second, first, turn)).rejects.toThrow(/in use before/);
    expect((await listed()).list?.keys.map(({ until }) => until)).toEqual([toRfc3339(turn.until), null]);
  });

  it('are taken back by a later one only', async () => {
    await enterKey(database.db, first.key, now);
    await expect(revokeKey(database.db, first.key.text, first, now)).rejects.toThrow(/rotate first/);
    await rotateKey(database.db, first, second, turn);
    await expect(revokeKey(database.db, second.key.text, first, now)).rejects.toThrow(/rotate first/);
    await expect(revokeKey(database.db, third.key.text, second, now)).rejects.toThrow(/no such key/);
    await revokeKey(database.db, first.key.text, second, now);
    await expect(revokeKey(database.db, first.key.text, second, now)).rejects.toThrow(/already/);
    await expect(enterKey(database.db, first.key, now)).rejects.toThrow(/out of use/);
    const { list, reading } = await listed();
    expect(list?.keys.map(({ status }) => status)).toEqual(['revoked', 'active']);
    expect(reading.ok && reading.keys.map(({ isRevoked }) => isRevoked)).toEqual([true, false]);
  });

  it('stay as they were entered: the server may not change or delete them', async () => {
    await enterKey(database.db, first.key, now);
    await expect(database.sql`delete from checkpoint_key`).rejects.toThrow(/permission denied/);
    await expect(database.sql`update checkpoint_key set key = 'x'`).rejects.toThrow(/permission denied/);
  });
});

describe('reassign keys', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reassign-keys-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const base64 = (fill: number): string => Buffer.from(seed(fill)).toString('base64');
  const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    DATABASE_URL: fresh.url,
    DATA_DIR: join(folder, fresh.url.replace(/\W/g, '')),
    PUBLIC_URL: `https://${host}`,
    ...more,
  });

  async function run(parameters: string[], env: NodeJS.ProcessEnv) {
    const lines: string[] = [];
    const print = (line: string): void => void lines.push(...line.split('\n'));
    const code = await command(parameters, print, { env, clock: { now: () => now } });
    return { code, lines, text: lines.join('\n') };
  }

  it('rotates to the key that is given, and lists both', async () => {
    const env = environment({ SIGNING_KEY: base64(1) });
    expect((await run(['list'], env)).text).toMatch(/no server has signed/);
    const rotated = await run(['rotate', '--overlap-hours', '48'], { ...env, NEXT_SIGNING_KEY: base64(2) });
    expect(rotated).toMatchObject({ code: 0, text: expect.stringContaining('within 48 hours') as string });
    const { lines } = await run(['list'], environment({ SIGNING_KEY: base64(2) }));
    expect(lines[0]).toBe('retired  2026-03-09T16:00:00.000Z – 2026-03-11T16:00:00.000Z');
    expect(lines.at(-1)).toMatch(/\(SIGNING_KEY\)$/);
    expect((await run(['revoke', first.key.text], environment({ SIGNING_KEY: base64(2) }))).code).toBe(0);
  });

  it('makes and keeps the next key where the first one was made', async () => {
    const env = environment();
    expect((await run(['rotate'], env)).code).toBe(0);
    const kept = join(env['DATA_DIR'] ?? '', 'secrets', 'signing-key');
    const { lines } = await run(['list'], env);
    expect(lines.at(-1)).toMatch(/\(SIGNING_KEY\)$/);
    expect(existsSync(`${kept}.old`)).toBe(true);
    expect(readFileSync(kept, 'utf8')).not.toBe(readFileSync(`${kept}.old`, 'utf8'));
  });

  it.each([
    ['nothing', [], {}, /usage/],
    ['an unknown command', ['burn'], {}, /usage/],
    ['an unknown option', ['list', '--all'], {}, /usage/],
    ['no next key', ['rotate'], { SIGNING_KEY: base64(1) }, /NEXT_SIGNING_KEY is needed/],
    ['no key to revoke', ['revoke'], {}, /usage/],
    ['a key that signs now', ['revoke', first.key.text], { SIGNING_KEY: base64(1) }, /rotate first/],
    ['the demo', ['list'], { DATABASE_URL: '' }, /DATABASE_URL is needed/],
  ])('says what to do about %s', async (_what, parameters, more, words) => {
    const { code, text } = await run(parameters, environment(more));
    expect(code).toBe(1);
    expect(text).toMatch(words);
  });
});

describe('a log over a change of keys', () => {
  it('verifies with receipts by the old key, once somebody brings the list', async () => {
    await enterKey(database.db, first.key, now);
    await rotateKey(database.db, first, second, {
      from: march('17T12:30:00.000'),
      until: march('17T20:00:00.000'),
    });
    const list = JSON.stringify(await listKeys(database.db, host));
    const { entries } = given(notice(), open(), bid(A, yuan(100_000)), close());
    const logOf = (signer: typeof first) =>
      exportLog(entries, {
        signer: {
          ...signer,
          checkpoint: (lot, hashes) => signer.checkpoint(lot as LotId, hashes.length, rootOf(hashes)),
        },
      });
    const receipts = [logOf(first).receipt(5, 5)];
    const { lines } = logOf(second);
    expect(verifyLog(lines, { receipts })).toMatchObject({ ok: false, fault: 'forged-receipt' });
    expect(verifyLog(lines, { receipts, keys: list, key: first.key.text })).toMatchObject({
      ok: true,
      isPinned: true,
      signers: [{ key: second.key.text }, { key: first.key.text }],
    });
    expect(verifyLog(logOf(first).lines, { keys: list })).toMatchObject({
      ok: false,
      fault: 'key-out-of-time',
    });
  });
});
