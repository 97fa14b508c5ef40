import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { ProofTree } from '@reassign/shared/verify/tree.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { entries, otherFirstBid, stranger } from '../../support/evidence.ts';
import { type ExportedLog, exportLog } from '../../support/exported-log.ts';
import { dutchLived, sealedLived, selloffLived } from '../../support/format-histories.ts';
import { lived, reserved } from '../../support/history.ts';
import {
  type Against,
  isConsistent,
  isIncluded,
  verifyAsStranger,
} from '../../support/strangers-verifier.ts';

/*
 * docs/log-format.md is enough: a verifier that shares nothing with ours, written from that page, finds the same in logs of
 * every format, and refuses what was tampered with at the same entry.
 */

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Some of each, the same ones every time; the longer a log, the more there is in it. */
const logsOf = (histories: fc.Arbitrary<{ readonly log: readonly LotEntry[] }>): ExportedLog[] =>
  fc
    .sample(histories, { seed: 1, numRuns: 40 })
    .toSorted((a, b) => b.log.length - a.log.length)
    .slice(0, 10)
    .map(({ log }) => exportLog(log));

describe.each([
  ['English, with rounds and pauses', lived],
  ['English with a hidden reserve', reserved],
  ['hybrid Dutch', dutchLived],
  ['sealed', sealedLived],
  ['sell-off', selloffLived],
])('logs of the format %s', (_, histories) => {
  const logs = logsOf(histories);

  it('verify, with receipts and earlier checkpoints', () => {
    for (const log of logs) {
      const receipts = log.hashes.map((_hash, index) => log.receipt(index + 1, index + 1));
      const checkpoints = receipts.map(({ checkpoint }) => checkpoint);
      const found = verifyAsStranger(log.lines, { key: log.signer.key.text, receipts, checkpoints });
      expect(found).toMatchObject({ ok: true, root: hex(new ProofTree(log.hashes).root()) });
      expect(verifyLog(log.lines, { receipts }).ok).toBe(true);
    }
  });

  it('prove each entry, and that each earlier log is the beginning of the later', () => {
    const [{ hashes } = { hashes: [] }] = logs;
    const tree = new ProofTree(hashes);
    const to = hashes.length;
    for (const [index, hash] of hashes.entries()) {
      const size = to;
      const proof = tree.inclusion(index, size).map(hex);
      const inclusion = { seq: index + 1, size, hash: hex(hash), root: hex(tree.root()), proof };
      expect(isIncluded(inclusion)).toBe(true);
      expect(
        isIncluded({ ...inclusion, hash: hex(hash).replace(/^./, (one) => (one === '0' ? '1' : '0')) }),
      ).toBe(false);
      const from = index + 1;
      const [fromRoot, toRoot] = [hex(tree.root(from)), hex(tree.root(to))];
      const consistency = { from, to, fromRoot, toRoot, proof: tree.consistency(from, to).map(hex) };
      expect(isConsistent(consistency)).toBe(true);
      if (from < to) expect(isConsistent({ ...consistency, fromRoot: toRoot })).toBe(false);
    }
  });
});

/* 1 notice · 2 3 registered · 4 opened · 5 A · 6 B · 7 A late · 8 extended · 9 closed · 10 sold */
const good = exportLog(entries);
const { lines } = good;
const [header = ''] = lines;
const line = (seq: number): string => lines[seq] ?? '';
const replaced = (seq: number, from: string, to: string) =>
  lines.with(
    seq,
    line(seq).replace(from, () => to),
  );
const foreign = exportLog(entries, { signer: stranger });
const rechained = exportLog(entries.slice(0, 9)).lines;

const table: [what: string, lines: readonly string[], against: Against, seq: number][] = [
  ['flip: an amount', replaced(6, '10100000', '10100001'), {}, 6],
  ['flip: a bidder number', replaced(7, '"101"', '"102"'), {}, 7],
  ['flip: a hash', replaced(7, '"prev":"', '"prev":"0'), {}, 7],
  ['drop the tail', lines.slice(0, -2), {}, 9],
  ['drop everything', lines.slice(0, 1), {}, 1],
  ['drop the middle', lines.toSpliced(6, 1), {}, 6],
  ['insert', lines.toSpliced(6, 0, line(6)), {}, 6],
  ['reorder', lines.with(5, line(6)).with(6, line(5)), {}, 5],
  ['back-date', replaced(7, '01:59:59.999', '01:54:59.999'), {}, 7],
  ['a new chain, one entry shorter', [header, ...rechained.slice(1)], {}, 10],
  ['a shorter log, signed, after a receipt', rechained, { receipts: [good.receipt(10)] }, 10],
  ['an entry beyond the checkpoint', [rechained[0] ?? '', ...lines.slice(1)], {}, 10],
  ['a repeated member', replaced(6, '"seq":6', '"seq":6,"seq":6'), {}, 6],
  ['one member more', replaced(6, '"seq":6', '"seq":6,"note":1'), {}, 6],
  ['half a fen', replaced(6, '10100000', '10100000.5'), {}, 6],
  ['profile swapped', replaced(0, '"extensionMs":300000', '"extensionMs":60000'), {}, 1],
  ['a checkpoint of another size', replaced(0, String.raw`\n10\n`, String.raw`\n9\n`), {}, 0],
  ['signed by a stranger', foreign.lines, { key: good.signer.key.text }, 0],
  ['receipt forged: signed by a stranger', lines, { receipts: [foreign.receipt(5)] }, 5],
  ['receipt forged: of another entry', lines, { receipts: [{ ...good.receipt(5, 6), seq: 6 }] }, 6],
  ['receipt forged: beyond its checkpoint', lines, { receipts: [{ ...good.receipt(5, 6), seq: 7 }] }, 7],
  ['checkpoint forked', lines, { checkpoints: [exportLog(otherFirstBidEntries()).checkpoint(5)] }, 5],
];

/** The same notice and another first bid, signed all the same. */
function otherFirstBidEntries(): LotEntry[] {
  const [, , , , , bid] = otherFirstBid.lines;
  const { body } = JSON.parse(bid ?? '') as { body: LotEntry['body'] };
  return [...entries.slice(0, 4), { ...entries[4], body } as LotEntry];
}

describe('is refused by the stranger and by our verifier, naming the entry:', () => {
  it('nothing, as long as nothing is changed', () => {
    expect(verifyAsStranger(lines, { receipts: [good.receipt(5, 6)] })).toMatchObject({ ok: true });
  });
  it.each(table)('%s', (_what, changed, against, seq) => {
    expect(verifyAsStranger(changed, against)).toMatchObject({ ok: false, seq });
    const { checkpoints: [checkpoint] = [], ...rest } = against as { checkpoints?: string[] };
    const ours = verifyLog(changed, { ...rest, ...(checkpoint !== undefined && { checkpoint }) });
    expect(ours).toMatchObject({ ok: false, seq });
  });
});
