import { describe, expect, it } from 'vitest';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { exportLog } from '../../support/exported-log.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, close, notice, onLastDay, open, yuan } from '../../support/lot.ts';

const { lines } = exportLog(
  given(
    notice(),
    open(),
    bid(A, yuan(100_000)),
    bid(B, yuan(101_000), onLastDay('09:59:59.999')),
    close(onLastDay('10:04:59.999')),
  ).entries,
);

describe('one flipped bit anywhere in an exported log', () => {
  it.each([...lines.keys()])(
    'in line %i (0 is the header) is refused, never later than at that entry',
    (index) => {
      const bytes = Buffer.from(lines[index] ?? '');
      const survivors = [...bytes.keys()].filter((place) => {
        const flipped = Buffer.from(bytes);
        flipped[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
        const report = verifyLog(lines.with(index, flipped.toString('utf8')));
        return report.ok || (index > 0 && report.seq > index);
      });
      expect(survivors).toEqual([]);
    },
  );
});
