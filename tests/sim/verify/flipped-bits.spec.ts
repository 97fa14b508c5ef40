import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readEntryLine } from '@reassign/shared/verify/log-file.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { exportLog } from '../../support/exported-log.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, close, notice, onLastDay, open, yuan } from '../../support/lot.ts';

/** The native one, as the command uses. */
const digest = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const { lines } = exportLog(
  given(
    notice(),
    open(),
    bid(A, yuan(100_000)),
    bid(B, yuan(101_000), onLastDay('09:59:59.999')),
    close(onLastDay('10:04:59.999')),
  ).entries,
);

/** Every text that differs in one bit. */
function* flips(text: string): Generator<string> {
  const bytes = Buffer.from(text);
  for (const place of bytes.keys())
    for (let bit = 0; bit < 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[place] = (bytes[place] ?? 0) ^ (1 << bit);
      yield flipped.toString('utf8');
    }
}

describe('one flipped bit anywhere in an exported log', () => {
  it.each([...lines.keys()])(
    'in line %i (0 is the header) is refused, never later than at that entry',
    (index) => {
      const survivors = [...flips(lines[index] ?? '')].filter((flipped) => {
        // No entry at all is refused where it stands: the verifier's own rule book sees to that, and is slower.
        if (index > 0 && readEntryLine(flipped) === null) return false;
        const report = verifyLog(lines.with(index, flipped), { digest });
        return report.ok || (index > 0 && report.seq > index);
      });
      expect(survivors).toEqual([]);
    },
    // Eight logs for every byte of a line.
    300_000,
  );
});

it('the last character of a signature has bits that mean nothing: only one spelling is taken', () => {
  const [header = '', ...body] = lines;
  const signature = /([A-Za-z0-9+/])=\\n"}$/.exec(header)?.[1] ?? expect.fail('ends in the signature');
  const others = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').filter(
    (character) => character !== signature,
  );
  const survivors = others.filter(
    (other) => verifyLog([header.replace(`${signature}=\\n"}`, `${other}=\\n"}`), ...body]).ok,
  );
  expect(survivors).toEqual([]);
});
