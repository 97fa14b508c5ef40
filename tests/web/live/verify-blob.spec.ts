import { describe, expect, it } from 'vitest';
import type { LogReport } from '@reassign/shared/verify/verify-log.ts';
import type { Answer, Question } from '../../../web/live/verifier/messages.ts';
import { verifyBlob } from '../../../web/live/verifier/verify-blob.ts';
import { exportLog } from '../../support/exported-log.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, close, notice, open, yuan } from '../../support/lot.ts';

const log = exportLog(given(notice(), open(), bid(A, yuan(100_000)), bid(B, yuan(101_000)), close()).entries);
const text = `${log.lines.join('\n')}\n`;
const MEGABYTE = 1_048_576;

/** A file that tells how much of it was asked for at once. */
function fileOf(content: string | Buffer) {
  const bytes = Buffer.from(content);
  const largest = { part: 0 };
  const slice = (from: number, to: number) => ({ bytes: bytes.subarray(from, to) });
  const read = (part: Blob): ArrayBuffer => {
    const { bytes: asked } = part as unknown as { bytes: Buffer };
    largest.part = Math.max(largest.part, asked.length);
    return Uint8Array.from(asked).buffer;
  };
  return { blob: { size: bytes.length, slice } as unknown as Blob, read, largest };
}

function verify(content: string | Buffer, kept: Partial<Question> = {}) {
  const { blob, read, largest } = fileOf(content);
  const answers: Answer[] = [];
  void verifyBlob(
    { log: blob, key: null, keys: null, receipts: [], checkpoint: null, ...kept },
    read,
    (answer) => answers.push(answer),
  );
  const last = answers.at(-1);
  const report: LogReport | undefined = last?.is === 'report' ? last.report : undefined;
  return { report, progress: answers.slice(0, -1), largest: largest.part };
}

describe('the browser verifies', () => {
  it('a good log, and says price, winner and end', () => {
    expect(verify(text).report).toMatchObject({
      ok: true,
      winner: '202',
      hammer: { amount: 10_100_000, currency: 'CNY' },
      phase: 'sold',
      isPinned: false,
    });
  });

  it('what somebody kept beside it', () => {
    const kept = { key: log.signer.key.text, receipts: [log.receipt(6)], checkpoint: log.checkpoint(4) };
    expect(verify(text, kept).report).toMatchObject({ ok: true, isPinned: true, receipts: 1 });
    const forged = { ...log.receipt(6), hash: '0'.repeat(64) };
    expect(verify(text, { receipts: [forged] }).report).toMatchObject({
      ok: false,
      seq: 6,
      fault: 'receipt-not-in-log',
    });
  });

  it('a flipped byte: the entry that it stands in', () => {
    const bytes = Buffer.from(text);
    const place = bytes.indexOf('"amount":10100000') + '"amount":'.length;
    bytes.writeUInt8((bytes[place] ?? 0) ^ 2, place);
    expect(verify(bytes).report).toMatchObject({ ok: false, seq: 6, fault: 'wrong-hash' });
  });

  it('a dropped tail: the first entry that is missing', () => {
    expect(verify(log.lines.slice(0, -1).join('\n')).report).toMatchObject({
      ok: false,
      seq: 8,
      fault: 'dropped-tail',
    });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]), 'not-a-log'],
    ['a web page', '<!doctype html><title>x</title>', 'not-a-log'],
    ['another JSON', '{"items":[]}', 'not-a-log'],
  ])('%s: no log at all', (_what, content, fault) => {
    expect(verify(content).report).toMatchObject({ ok: false, seq: 0, fault });
  });

  it('50 MB of a lawful log, a megabyte at a time, and tells how far it is', () => {
    // Blanks between members do not matter: lines almost as long as a line may be.
    const filler = ' '.repeat(900_000);
    const bids = Array.from({ length: 54 }, (_, nth) =>
      bid(nth % 2 === 0 ? A : B, yuan(100_000 + nth * 1_000)),
    );
    const long = exportLog(given(notice(), open(), ...bids, close()).entries);
    const [header = '', ...body] = long.lines;
    const large = [header, ...body.map((line) => line.replace('{', `{${filler}`))].join('\n');
    expect(Buffer.byteLength(large)).toBeGreaterThan(50 * MEGABYTE);
    const { report, progress, largest } = verify(large);
    expect(report).toMatchObject({ ok: true, bidCount: 54 });
    expect(largest).toBe(MEGABYTE);
    expect(progress.length).toBeGreaterThan(50);
    expect(progress[1]).toEqual({ is: 'progress', read: MEGABYTE, total: Buffer.byteLength(large) });
  });

  it('50 MB without a line end in the memory of one line', () => {
    expect(verify(Buffer.alloc(50 * MEGABYTE, '{')).report).toMatchObject({ ok: false, fault: 'not-a-log' });
  });
});
