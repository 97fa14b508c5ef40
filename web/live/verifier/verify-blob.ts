import { logFaults } from '@reassign/shared/verify/faults.ts';
import { linesOf } from '@reassign/shared/verify/lines.ts';
import { MAX_LINE_LENGTH } from '@reassign/shared/verify/log-file.ts';
import { checkSealedLog } from '@reassign/shared/verify/sealed-bids.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import type { Answer, Question } from './messages.ts';

const PIECE = 1 << 20;

/** Reads part of a file at once: only a worker may. */
export type ReadPart = (part: Blob) => ArrayBuffer;

/** The command line's verifier over a file of any size, a piece at a time; every piece is told. */
export async function verifyBlob(
  { log, key, keys, receipts, checkpoint }: Question,
  read: ReadPart,
  tell: (answer: Answer) => void,
): Promise<void> {
  function* pieces(): Generator<Uint8Array> {
    for (let from = 0; from < log.size; from += PIECE) {
      tell({ is: 'progress', read: from, total: log.size });
      yield new Uint8Array(read(log.slice(from, from + PIECE)));
    }
  }
  const lines = () => linesOf(pieces(), MAX_LINE_LENGTH + 1);
  const report = verifyLog(lines(), {
    receipts,
    ...(key !== null && { key }),
    ...(keys !== null && { keys }),
    ...(checkpoint !== null && { checkpoint }),
  });
  if (!report.ok || report.format !== 'sealed') {
    tell({ is: 'report', report, opened: null });
    return;
  }
  const sealed = await checkSealedLog([...lines()]);
  if (sealed.ok) tell({ is: 'report', report, opened: sealed.opened });
  else tell({ is: 'report', report: { ...sealed, reason: logFaults[sealed.fault] }, opened: null });
}
