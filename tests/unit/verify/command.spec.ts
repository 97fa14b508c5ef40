import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { verify } from '../../../server/cli-verify.ts';
import { exportLog } from '../../support/exported-log.ts';
import { testSigner } from '../../support/signers.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, close, notice, open, yuan } from '../../support/lot.ts';
import { root } from '../../support/run-checker.ts';

const folder = mkdtempSync(join(tmpdir(), 'reassign-verify-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(...parameters: string[]) {
  const lines: string[] = [];
  const code = await verify(parameters, (line) => lines.push(...line.split('\n')));
  return { code, lines, last: lines.at(-1) ?? '' };
}

const entries = given(notice(), open(), bid(A, yuan(100_000)), bid(B, yuan(101_000)), close()).entries;
const log = exportLog(entries);
const text = `${log.lines.join('\n')}\n`;
const good = file('good.ndjson', text);
const receipt = file('receipt.json', JSON.stringify(log.receipt(5)));
const checkpoint = file('checkpoint.txt', log.checkpoint(6));

describe('reassign verify', () => {
  it('exits 0 and says price, winner, end, fingerprint and what the log cannot show', async () => {
    const { code, lines, last } = await run(good);
    expect(code).toBe(0);
    expect(lines).toContain('outcome       sold to bidder 202 for CNY 101000.00');
    expect(lines).toContain('end           2026-03-18T02:00:00.000Z');
    expect(lines).toContain('entries       8, 2 bids');
    expect(lines).toContain('The log cannot show:');
    expect(last).toMatch(/^unpinned: /);
  });
  it('says pinned with the key, and counts the receipts that hold', async () => {
    const { code, lines, last } = await run(
      '--key',
      log.signer.key.text,
      '--receipt',
      receipt,
      '--checkpoint',
      checkpoint,
      good,
    );
    expect(code).toBe(0);
    expect(lines).toContain('receipts      1, all in the log');
    expect(last).toMatch(/^pinned: /);
  });
  it('reads a log without a newline at its end, or with Windows line ends', async () => {
    expect(await run(file('bare.ndjson', text.trimEnd()))).toMatchObject({ code: 0 });
    expect(await run(file('windows.ndjson', text.replaceAll('\n', '\r\n')))).toMatchObject({ code: 0 });
  });
});

describe('exits 1 with the seq and the reason on the last line', () => {
  const stranger = exportLog(entries, { signer: testSigner(8) });
  const cases: [string, string[], string][] = [
    [
      'a flipped byte',
      [file('flipped', text.replace('10100000', '10100001'))],
      'seq 6: the hash does not fit',
    ],
    [
      'a dropped tail',
      [file('dropped', `${log.lines.slice(0, -1).join('\n')}\n`)],
      'seq 8: the entry is missing',
    ],
    [
      'an inserted entry',
      [file('inserted', log.lines.toSpliced(6, 0, log.lines[5] ?? '').join('\n'))],
      'seq 5: the entry is missing, repeated',
    ],
    [
      'a changed profile',
      [file('profile', text.replace('"noticeDays":15', '"noticeDays":14'))],
      'seq 1: the profile',
    ],
    [
      'a forged receipt',
      ['--receipt', file('forged', JSON.stringify(stranger.receipt(5))), good],
      'seq 5: the receipt is forged',
    ],
    ['another key', ['--key', stranger.signer.key.text, good], 'seq 0: the log is signed by another key'],
    [
      'a forked checkpoint',
      ['--checkpoint', file('fork', log.signer.checkpoint(notice().lot, [...log.hashes.slice(1, 6)])), good],
      'seq 5: two signed checkpoints contradict',
    ],
    ['an empty file', [file('empty', '')], 'seq 0: the file is empty'],
    ['something else', [file('else', 'hello\n')], 'seq 0: this is not a log of Reassign'],
    [
      'bytes that are no text',
      [file('bytes', Uint8Array.from([0xff, 0xfe, 0, 10, 0xff]))],
      'seq 0: this is not a log',
    ],
    [
      'a line without end',
      [file('huge', `${log.lines[0] ?? ''}\n${'x'.repeat(5_000_000)}`)],
      'seq 1: the line is not exactly one entry',
    ],
  ];
  it.each(cases)('%s', async (_name, parameters, reason) => {
    const { code, last } = await run(...parameters);
    expect(code).toBe(1);
    expect(last.startsWith(reason), last).toBe(true);
  });
});

describe('says what it cannot read', () => {
  const cases: [string, string[], RegExp][] = [
    ['a missing file', [join(folder, 'missing')], /missing: cannot be read \(ENOENT/],
    ['a folder', [folder], /cannot be read \(EISDIR/],
    ['a missing receipt', ['--receipt', join(folder, 'missing'), good], /missing: cannot be read \(ENOENT/],
    ['a receipt that is none', ['--receipt', file('none', '{}'), good], /none: holds no receipt/],
    ['no file', [], /exactly one log is verified/],
    ['two files', [good, good], /exactly one log is verified/],
    ['an unknown option', ['--hello', good], /Unknown option '--hello'/],
  ];
  it.each(cases)('%s', async (_name, parameters, reason) => {
    const { code, last } = await run(...parameters);
    expect(code).toBe(1);
    expect(last).toMatch(reason);
  });
});

describe('the command itself', () => {
  const reassign = (...parameters: string[]) =>
    promisify(execFile)(process.execPath, [join(root, 'server', 'cli.ts'), ...parameters]).then(
      ({ stdout }) => ({ code: 0, last: stdout.trimEnd().split('\n').at(-1) }),
      (error: unknown) => {
        const { code, stdout } = error as { code: number; stdout: string };
        return { code, last: stdout.trimEnd().split('\n').at(-1) };
      },
    );

  // Whole programs start slowly when every core is busy.
  it('hands on the exit code and the last line', { timeout: 60_000 }, async () => {
    expect(await reassign('verify', good)).toMatchObject({ code: 0 });
    expect(await reassign('verify', file('empty', ''))).toEqual({
      code: 1,
      last: 'seq 0: the file is empty (empty)',
    });
    expect(await reassign('hello')).toEqual({ code: 1, last: 'no command "hello"' });
  });
});
