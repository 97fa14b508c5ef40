import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { KeyListView } from '@reassign/shared/verify/api.ts';
import type { LogFault } from '@reassign/shared/verify/faults.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { verify } from '../../../server/cli-verify.ts';
import {
  early,
  entries,
  type Evidence,
  first,
  fork,
  good,
  late,
  otherFirstBid,
  second,
  stranger,
  witness,
  witnessed,
} from '../../support/evidence.ts';
import { exportLog } from '../../support/exported-log.ts';
import { accepted, B, lotId, march, yuan } from '../../support/lot.ts';
import { keyListOf, rotationOf, testWitness } from '../../support/signers.ts';

/*
 * Everything a cheat could do to a log or to what belongs to it, and what the verifier and the command say: the first
 * thing that cannot stand. 0 is the header, or what is given beside the log.
 */

const [header = ''] = good.lines;
const line = (seq: number): string => good.lines[seq] ?? '';
const lines = (change: (before: readonly string[]) => readonly string[]): Partial<Evidence> => ({
  lines: change(good.lines),
});
const replaced = (seq: number, from: string, to: string): Partial<Evidence> => {
  assert(line(seq).includes(from), `line ${seq} holds ${from}`);
  return lines((all) => all.with(seq, line(seq).replace(from, to)));
};
/** A whole new chain by somebody without the platform's key, told to somebody without receipts. */
const rechained = (list: readonly LotEntry[]): Partial<Evidence> => {
  const numbered = list.map((entry, index) => ({ ...entry, seq: index + 1 }));
  return { receipts: [], lines: [header, ...exportLog(numbered).lines.slice(1)] };
};
const inserted = (amount: number, time: string): LotEntry => ({
  ...accepted(B, yuan(amount)),
  lot: lotId,
  seq: 6,
  at: march(time),
});
const keyOf = (nth: number, change: Partial<KeyListView['keys'][number]>): Partial<Evidence> => ({
  keys: {
    ...good.keys,
    keys: good.keys.keys.map((key, index) => (index === nth ? { ...key, ...change } : key)),
  },
});
const turn = { from: march('10T00:00:00.000'), until: march('20T00:00:00.000') };
const member = (name: string, value: unknown): Partial<Evidence> =>
  lines((all) => all.with(0, JSON.stringify({ ...(JSON.parse(header) as object), [name]: value })));

const table: [what: string, change: Partial<Evidence>, seq: number, fault: LogFault][] = [
  // The entries.
  ['flip: an amount', replaced(6, '10100000', '10100001'), 6, 'wrong-hash'],
  ['flip: a bidder number', replaced(7, '"101"', '"102"'), 7, 'wrong-hash'],
  ['flip: the hammer price', replaced(10, '10200000', '10100000'), 10, 'wrong-hash'],
  ['drop the tail', lines((all) => all.slice(0, -2)), 9, 'dropped-tail'],
  ['drop everything', lines((all) => all.slice(0, 1)), 1, 'dropped-tail'],
  ['drop the middle', lines((all) => all.toSpliced(6, 1)), 6, 'gap'],
  ['drop the middle, in a new chain', rechained(entries.toSpliced(6, 2)), 7, 'wrong-end'],
  ['insert', lines((all) => all.toSpliced(6, 0, line(6))), 6, 'gap'],
  [
    'insert, in a new chain',
    rechained(entries.toSpliced(5, 0, inserted(101_000, '17T12:00:00.000'))),
    7,
    'bid-below-asking',
  ],
  ['reorder', lines((all) => all.with(5, line(6)).with(6, line(5))), 5, 'gap'],
  [
    'reorder, in a new chain',
    rechained(entries.toSpliced(4, 2, ...entries.slice(4, 6).reverse())),
    6,
    'bid-below-asking',
  ],
  ['back-date', replaced(7, '01:59:59.999', '01:54:59.999'), 7, 'wrong-hash'],
  [
    'back-date, in a new chain',
    rechained(entries.toSpliced(6, 0, inserted(102_000, '17T11:00:00.000'))),
    7,
    'time-goes-back',
  ],
  [
    'another lawful ending, in a new chain',
    { receipts: [], lines: [header, ...fork.lines.slice(1)] },
    9,
    'dropped-tail',
  ],
  // The rules.
  ['profile swapped', replaced(0, '"extensionMs":300000', '"extensionMs":60000'), 1, 'wrong-profile'],
  [
    'profile of another version',
    replaced(0, '"route":"bidding","version":1', '"route":"bidding","version":2'),
    1,
    'unknown-profile',
  ],
  // Receipts and checkpoints.
  [
    'receipt forged: signed by a stranger',
    { receipts: [exportLog(entries, { signer: stranger }).receipt(5)] },
    5,
    'forged-receipt',
  ],
  [
    'receipt forged: of another entry',
    { receipts: [{ ...early.receipt(5, 6), seq: 6 }] },
    6,
    'receipt-not-in-log',
  ],
  [
    'receipt forged: beyond its checkpoint',
    { receipts: [{ ...early.receipt(5, 6), seq: 7 }] },
    7,
    'forged-receipt',
  ],
  ['log forked after a receipt', { lines: fork.lines }, 6, 'forked-checkpoint'],
  ['checkpoint forked', { checkpoint: otherFirstBid.checkpoint(5) }, 5, 'forked-checkpoint'],
  [
    'checkpoint with another size',
    { checkpoint: good.checkpoint.replace('\n4\n', '\n5\n') },
    0,
    'bad-signature',
  ],
  ['checkpoint that is none', { checkpoint: 'hello' }, 0, 'malformed-checkpoint'],
  // Keys.
  ['key swapped in the header', member('key', stranger.key.text), 0, 'another-key'],
  ['key of the list, that did not sign', member('key', first.key.text), 0, 'checkpoint-of-another-key'],
  [
    'log signed anew by a stranger',
    { lines: exportLog(entries, { signer: stranger }).lines },
    0,
    'another-key',
  ],
  ['list of other keys', { keys: keyListOf([stranger]) }, 0, 'another-key'],
  ['list that is none', { keys: { ...good.keys, name: 'another.example' } }, 0, 'malformed-key-list'],
  [
    'rotation forged: by a stranger',
    keyOf(1, { rotation: rotationOf(stranger, second, turn) }),
    0,
    'forged-rotation',
  ],
  [
    'rotation forged: without the old key',
    keyOf(1, { rotation: rotationOf(first, second, turn).replace(/— .*\n/, '') }),
    0,
    'forged-rotation',
  ],
  [
    'rotation forged: without the new key',
    keyOf(1, { rotation: rotationOf(first, second, turn).replace(/— .*\n$/, '') }),
    0,
    'forged-rotation',
  ],
  ['rotation forged: other dates', keyOf(0, { until: '2026-03-25T00:00:00.000Z' }), 0, 'forged-rotation'],
  ['rotation left out', keyOf(1, { rotation: null }), 0, 'forged-rotation'],
  [
    'rotation to a stranger',
    {
      keys: {
        ...good.keys,
        keys: [...good.keys.keys.slice(0, 1), ...keyListOf([second, stranger]).keys.slice(1)],
      },
    },
    0,
    'forged-rotation',
  ],
  [
    'key revoked, which signed a receipt',
    { keys: keyListOf([first, second], { revoked: first }), checkpoint: late.checkpoint(4) },
    5,
    'revoked-key',
  ],
  [
    'key revoked, which signed the log',
    { keys: keyListOf([first, second, stranger], { revoked: second }) },
    0,
    'revoked-key',
  ],
  [
    'key in use too long',
    {
      lines: exportLog(entries, { signer: first, witnessed }).lines,
      keys: keyListOf([first, second], { until: march('17T12:00:00.000') }),
    },
    8,
    'key-out-of-time',
  ],
  // Witnesses.
  ['cosignature left out', { lines: exportLog(entries, { signer: second }).lines }, 0, 'missing-cosignature'],
  [
    'cosignature forged: by another key',
    { lines: exportLog(entries, { signer: second, witnessed: forgedBy(testWitness(41)) }).lines },
    0,
    'forged-cosignature',
  ],
  [
    'cosignature forged: of another log',
    { lines: exportLog(entries, { signer: second, witnessed: () => cosignatureMoved() }).lines },
    0,
    'forged-cosignature',
  ],
  ['witness’s key that is none', { witnesses: [second.key.text] }, 0, 'malformed-witness-key'],
];

/** The witness's name and key id over somebody else's signature. */
function forgedBy(other: ReturnType<typeof testWitness>): (note: string) => string {
  return (note) => {
    const foreign = other.cosign(note).slice(note.length);
    const bytes = Buffer.from(foreign.trim().split(' ')[2] ?? '', 'base64');
    const own = Buffer.concat([witness.key.id, bytes.subarray(4)]).toString('base64');
    return `${note}— ${witness.key.name} ${own}\n`;
  };
}
function cosignatureMoved(): string {
  const elsewhere = witness.cosign(fork.checkpoint(5));
  return late.checkpoint(entries.length) + elsewhere.slice(elsewhere.lastIndexOf('— '));
}

const folder = mkdtempSync(join(tmpdir(), 'reassign-tampering-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function byVerifier({ lines: text, keys, receipts, checkpoint, witnesses }: Evidence) {
  return verifyLog(text, { keys: JSON.stringify(keys), receipts, checkpoint, witnesses });
}

async function byCommand({ lines: text, keys, receipts, checkpoint, witnesses }: Evidence) {
  const said: string[] = [];
  const parameters = [
    ...['--keys', file('keys.json', JSON.stringify(keys))],
    ...(receipts.length > 0 ? ['--receipt', file('receipts.json', JSON.stringify(receipts))] : []),
    ...['--checkpoint', file('checkpoint.txt', checkpoint)],
    ...witnesses.flatMap((key) => ['--witness', key]),
    file('log.ndjson', `${text.join('\n')}\n`),
  ];
  const code = await verify(parameters, (printed) => said.push(...printed.split('\n')));
  return { code, said, last: said.at(-1) ?? '' };
}

describe('before anything is changed', () => {
  it('everything holds, and each checkpoint is told by its key', async () => {
    expect(byVerifier(good)).toMatchObject({
      ok: true,
      receipts: 2,
      signers: [
        { key: second.key.text, checkpoints: 1 },
        { key: first.key.text, checkpoints: 3 },
      ],
      witnesses: [{ name: witness.key.name, at: 1_774_000_000 }],
    });
    const { code, said } = await byCommand(good);
    expect(code).toBe(0);
    expect(said.filter((one) => one.startsWith('signed by')).length).toBe(2);
    expect(said).toContain('witness       witness.example/w1, 2026-03-20T09:46:40.000Z');
  });
  it('whoever pinned either key finds the other by the list', () => {
    for (const { key } of [first, second])
      expect(verifyLog(good.lines, { key: key.text, keys: JSON.stringify(good.keys) })).toMatchObject({
        ok: true,
        isPinned: true,
      });
  });
  it('of two witnesses one may be enough', () => {
    const witnesses = [witness.key.text, testWitness(41, 'witness.example/w2').key.text];
    expect(verifyLog(good.lines, { witnesses, witnessesNeeded: 1 })).toMatchObject({ ok: true });
    expect(verifyLog(good.lines, { witnesses })).toMatchObject({ ok: false, fault: 'missing-cosignature' });
  });
});

describe('is refused, by the verifier and by the command, naming what cannot stand:', () => {
  it.each(table)('%s', async (_what, change, seq, fault) => {
    const evidence = { ...good, ...change };
    expect(byVerifier(evidence)).toMatchObject({ ok: false, seq, fault });
    const { code, last } = await byCommand(evidence);
    expect(code).toBe(1);
    expect(last.startsWith(`seq ${seq}: `), last).toBe(true);
    expect(last).toContain(`(${fault})`);
  });
});
