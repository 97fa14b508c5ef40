import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '@reassign/shared/verify/lines.ts';
import { MAX_LINE_LENGTH } from '@reassign/shared/verify/log-file.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { exportLog } from '../../support/exported-log.ts';
import { history } from '../../support/history.ts';

/*
 * Whatever is done to the bytes of a log of whatever history: it is refused, or says the same as before (a blank between
 * members is no change). TEST_SEED repeats a run.
 */
const testSeed = process.env['TEST_SEED'];
const parameters = { numRuns: 1_000, ...(testSeed !== undefined && { seed: Number(testSeed) }) };

const digest = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const verify = (bytes: Uint8Array) => verifyLog(linesOf([bytes], MAX_LINE_LENGTH + 1), { digest });

/** Places are parts of the whole, so that one edit fits logs of any length. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const byte = fc.integer({ min: 0, max: 255 });
type Edit = (bytes: Buffer) => Buffer;
const at = (bytes: Buffer, part: number): number => Math.floor(part * bytes.length);

const replaceByte = fc.tuple(place, byte).map(([part, value]): Edit => (bytes) => {
  const changed = Buffer.from(bytes);
  changed[at(bytes, part)] = value;
  return changed;
});
const removeBytes = fc.tuple(place, fc.integer({ min: 1, max: 400 })).map(
  ([part, count]): Edit =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, at(bytes, part)), bytes.subarray(at(bytes, part) + count)]),
);
const insertBytes = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 8 })).map(
  ([part, more]): Edit =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, at(bytes, part)), more, bytes.subarray(at(bytes, part))]),
);
const copyPart = fc
  .tuple(place, place, fc.integer({ min: 1, max: 600 }))
  .map(([from, to, count]): Edit => (bytes) => {
    const changed = Buffer.from(bytes);
    bytes.copy(changed, at(bytes, to), at(bytes, from), at(bytes, from) + count);
    return changed;
  });
const moveLine = fc.tuple(place, place).map(([from, to]): Edit => (bytes) => {
  const lines = bytes.toString('latin1').split('\n');
  const [line = ''] = lines.splice(Math.floor(from * lines.length), 1);
  lines.splice(Math.floor(to * lines.length), 0, line);
  return Buffer.from(lines.join('\n'), 'latin1');
});
const edit = fc.oneof(replaceByte, removeBytes, insertBytes, copyPart, moveLine);

const saying = (bytes: Buffer): unknown[] =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

describe('an exported log of a random history', () => {
  it('verifies as it is', () => {
    fc.assert(
      fc.property(history, (entries) => {
        expect(verify(Buffer.from(exportLog(entries).lines.join('\n'))).ok).toBe(true);
      }),
      { ...parameters, numRuns: 200 },
    );
  });
  it('is refused once any byte of it says something else', () => {
    fc.assert(
      fc.property(history, fc.array(edit, { minLength: 1, maxLength: 3 }), (entries, edits) => {
        const bytes = Buffer.from(exportLog(entries).lines.join('\n'));
        const tampered = edits.reduce<Buffer>((before, change) => change(before), bytes);
        if (verify(tampered).ok) expect(saying(tampered)).toEqual(saying(bytes));
      }),
      parameters,
    );
  });
});
