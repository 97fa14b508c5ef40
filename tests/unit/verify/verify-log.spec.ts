import { describe, expect, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { fingerprint } from '@reassign/shared/verify/note.ts';
import type { LogFault } from '@reassign/shared/verify/faults.ts';
import { MAX_LINE_LENGTH } from '@reassign/shared/verify/log-file.ts';
import { verifyLog, type VerifyOptions } from '@reassign/shared/verify/verify-log.ts';
import { exportLog } from '../../support/exported-log.ts';
import { testSigner } from '../../support/signers.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, close, lotId, march, notice, onLastDay, open, yuan } from '../../support/lot.ts';

const late = onLastDay('09:59:59.999');
const lateEnd = onLastDay('10:04:59.999');

/* 1 notice · 2 3 registered · 4 opened · 5 A · 6 B · 7 A late · 8 extended · 9 closed · 10 sold */
const entries = given(
  notice(),
  open(),
  bid(A, yuan(100_000)),
  bid(B, yuan(101_000)),
  bid(A, yuan(102_000), late),
  close(lateEnd),
).entries;
const log = exportLog(entries);
const [header = '', ...body] = log.lines;

/** Another lawful ending of the same lot, signed by the same key: what a forger with the key would show. */
const otherEntries = given(
  notice(),
  open(),
  bid(A, yuan(100_000)),
  bid(B, yuan(101_500)),
  bid(A, yuan(102_500), late),
  close(lateEnd),
).entries;
const other = exportLog(otherEntries);

const renumbered = (list: readonly LotEntry[]): LotEntry[] =>
  list.map((entry, index) => ({ ...entry, seq: index + 1 }));

/** The lines of a whole new chain under the old header: what a forger without the key can do. */
const rechained = (list: readonly LotEntry[]): string[] => [
  header,
  ...exportLog(renumbered(list)).lines.slice(1),
];

const replaced = (line: number, from: string | RegExp, to: string): string[] =>
  log.lines.map((text, index) => (index === line ? text.replace(from, to) : text));

const refused = (
  lines: readonly string[],
  seq: number,
  fault: LogFault,
  options: VerifyOptions = {},
): void => {
  expect(verifyLog(lines, options)).toMatchObject({ ok: false, seq, fault });
};

describe('an exported log', () => {
  it('verifies, and says who won at what price, and when it ended', () => {
    expect(verifyLog(log.lines)).toMatchObject({
      ok: true,
      lot: lotId,
      number: 'SX-2026-000001',
      entries: 10,
      phase: 'sold',
      bidCount: 3,
      closesAt: lateEnd,
      winner: A,
      hammer: yuan(102_000),
      fingerprint: fingerprint(log.signer.key),
      isPinned: false,
    });
  });
  it('is pinned by the key that the reader trusts', () => {
    expect(verifyLog(log.lines, { key: log.signer.key.text })).toMatchObject({ ok: true, isPinned: true });
  });
  it('verifies while the lot is still open, without a winner', () => {
    const open6 = exportLog(entries.slice(0, 6));
    expect(verifyLog(open6.lines)).toMatchObject({ ok: true, phase: 'open', winner: null, hammer: null });
  });
  it('agrees with every receipt and checkpoint that was given out on the way', () => {
    for (const size of [1, 4, 5, 6, 8, 10]) {
      const options = { receipts: [log.receipt(Math.min(size, 5), size)], checkpoint: log.checkpoint(size) };
      expect(verifyLog(log.lines, options)).toMatchObject({ ok: true, receipts: 1 });
    }
  });
  it('may be written with other spacing and order of members, for the content is what is hashed', () => {
    const respaced = log.lines.map((line) => {
      const members = Object.entries(JSON.parse(line) as object).toReversed();
      return JSON.stringify(Object.fromEntries(members), null, ' ').replaceAll('\n', '');
    });
    expect(verifyLog(respaced)).toMatchObject({ ok: true });
  });
});

describe('tampering is refused at its seq', () => {
  const insertedBid = (time: string): LotEntry => ({
    type: 'BidAccepted',
    body: { bidderNumber: B, amount: yuan(101_000) },
    lot: lotId,
    seq: 6,
    at: march(time),
  });
  const insertedLine = exportLog([...entries.slice(0, 5), insertedBid('17T12:00:00.000')]).lines[6] ?? '';
  const swapped = <Item>(list: readonly Item[], place: number): Item[] => {
    const [first, second] = list.slice(place, place + 2);
    return first === undefined || second === undefined ? [] : list.toSpliced(place, 2, second, first);
  };
  const prevOf5 = /"prev":"\w{64}"/.exec(log.lines[5] ?? '')?.[0] ?? '';
  const foreignLot = '019cd000-0000-7000-8000-000000000002';

  const cases: [string, string[], number, LogFault][] = [
    ['a changed amount', replaced(6, '10100000', '10100001'), 6, 'wrong-hash'],
    ['a changed time', replaced(5, '04:00:00.000', '04:00:00.001'), 5, 'wrong-hash'],
    ['a changed prev', replaced(5, prevOf5, `"prev":"${'0'.repeat(64)}"`), 5, 'broken-chain'],
    ['a changed hash', log.lines.with(7, changeHash(log.lines[7] ?? '')), 7, 'wrong-hash'],
    ['a dropped tail', log.lines.slice(0, -2), 9, 'dropped-tail'],
    ['nothing but the header', [header], 1, 'dropped-tail'],
    ['a dropped entry in the middle', log.lines.toSpliced(6, 1), 6, 'gap'],
    ['a repeated entry', log.lines.toSpliced(6, 0, log.lines[6] ?? ''), 6, 'gap'],
    ['reordered bids', swapped(log.lines, 5), 5, 'gap'],
    ['reordered bids in a new chain', rechained(swapped(entries, 4)), 6, 'bid-below-asking'],
    ['an inserted entry', log.lines.toSpliced(6, 0, insertedLine), 6, 'gap'],
    [
      'a back-dated bid in a new chain',
      rechained(entries.toSpliced(6, 0, insertedBid('17T11:00:00.000'))),
      7,
      'time-goes-back',
    ],
    ['another lawful ending in a new chain', rechained(otherEntries), 10, 'wrong-root'],
    [
      'entries that nobody signed',
      [exportLog(entries.slice(0, 6)).lines[0] ?? '', ...body],
      7,
      'beyond-checkpoint',
    ],
    ['a changed profile', replaced(0, '"extensionMs":300000', '"extensionMs":300001'), 1, 'wrong-profile'],
    [
      'a profile too many',
      exportLog(entries, { profiles: [bidding, { ...bidding, version: 2 }] }).lines as string[],
      0,
      'unused-profile',
    ],
    ['another lot in the header', replaced(0, lotId, foreignLot), 0, 'checkpoint-of-another-lot'],
    ['another lot in an entry', replaced(4, lotId, foreignLot), 4, 'foreign-lot'],
    [
      'another size in the checkpoint',
      replaced(0, String.raw`\n10\n`, String.raw`\n11\n`),
      0,
      'bad-signature',
    ],
    ['the checkpoint of another log', [other.lines[0] ?? '', ...body], 10, 'wrong-root'],
    ['a checkpoint without a signature', replaced(0, '— demo', '— nobody'), 0, 'checkpoint-of-another-key'],
    ['a checkpoint that is none', [exchanged('checkpoint', 'hello'), ...body], 0, 'malformed-checkpoint'],
    ['a key that is none', [exchanged('key', 'hello'), ...body], 0, 'malformed-key'],
    ['an unknown event', replaced(5, 'BidAccepted', 'BidRejected'), 5, 'unknown-event'],
    [
      'a member too many in a body',
      replaced(5, '"bidderNumber"', '"note":1,"bidderNumber"'),
      5,
      'unknown-event',
    ],
    ['a member too many in an entry', replaced(5, '"seq"', '"note":1,"seq"'), 5, 'malformed-entry'],
    ['a member twice', replaced(5, '"seq"', '"seq":1,"seq"'), 5, 'malformed-entry'],
    ['a time in another zone', replaced(5, '04:00:00.000Z', '12:00:00.000+08:00'), 5, 'malformed-entry'],
    ['an empty line', log.lines.toSpliced(5, 0, ''), 5, 'malformed-entry'],
    ['a line that is too long', log.lines.with(5, `${' '.repeat(MAX_LINE_LENGTH)}{}`), 5, 'malformed-entry'],
    ['an unlawful bid, signed all the same', [...unlawful().lines], 6, 'bid-below-asking'],
  ];
  it.each(cases)('%s', (_name, lines, seq, fault) => {
    expect(verifyLog(lines)).toMatchObject({ ok: false, seq, fault });
  });

  function changeHash(line: string): string {
    return line.replace(/"hash":"(\w)/, (_, digit) => `"hash":"${digit === '0' ? '1' : '0'}`);
  }
  function exchanged(member: string, value: string): string {
    return JSON.stringify({ ...(JSON.parse(header) as object), [member]: value });
  }
  function unlawful() {
    const cheap = entries.map((entry) =>
      entry.seq === 6 && entry.type === 'BidAccepted'
        ? { ...entry, body: { ...entry.body, amount: yuan(100_999.99) } }
        : entry,
    );
    return exportLog(cheap);
  }
});

describe('a member that other readers would see, or not', () => {
  const cases: [string, string[], number, LogFault][] = [
    [
      'an own __proto__ in a body',
      replaced(5, '"bidderNumber"', '"__proto__":{"note":1},"bidderNumber"'),
      5,
      'unknown-event',
    ],
    [
      'an own __proto__ in an amount',
      replaced(5, '"amount":{', '"amount":{"__proto__":{"note":1},'),
      5,
      'unknown-event',
    ],
    [
      'an own __proto__ in an entry',
      replaced(5, '"seq"', '"__proto__":{"note":1},"seq"'),
      5,
      'malformed-entry',
    ],
    [
      'an own __proto__ in a profile',
      replaced(0, '"noticeDays"', '"__proto__":{"note":1},"noticeDays"'),
      0,
      'malformed-header',
    ],
    ['a list for a body', replaced(5, /"body":{.*?}}/, '"body":[]'), 5, 'malformed-entry'],
  ];
  it.each(cases)('%s', (_name, lines, seq, fault) => {
    refused(lines, seq, fault);
  });
});

describe('a file that is not a log', () => {
  const files: [string, string[], LogFault][] = [
    ['nothing', [], 'empty'],
    ['an empty line', [''], 'empty'],
    ['words', ['hello'], 'not-a-log'],
    ['a log without its header', body, 'not-a-log'],
    ['another kind', ['{"kind":"something"}'], 'not-a-log'],
    ['a later version', ['{"kind":"reassign-log","version":2}'], 'unknown-version'],
    ['a header that lacks members', ['{"kind":"reassign-log","version":1}'], 'malformed-header'],
    ['a header with a member too many', [header.replace('"lot"', '"note":1,"lot"')], 'malformed-header'],
  ];
  it.each(files)('%s', (_name, lines, fault) => {
    expect(verifyLog(lines)).toMatchObject({ ok: false, seq: 0, fault });
  });
});

describe('what the reader kept', () => {
  const stranger = testSigner(8);

  it('refuses a log signed by another key than the trusted one', () => {
    refused(log.lines, 0, 'another-key', { key: stranger.key.text });
    refused(log.lines, 0, 'malformed-key', { key: 'hello' });
  });
  it('refuses a receipt whose entry was exchanged, although the new chain is signed', () => {
    refused(other.lines, 6, 'receipt-not-in-log', { receipts: [log.receipt(6)] });
  });
  it('refuses a fork of which only the tree differs', () => {
    refused(other.lines, 6, 'forked-checkpoint', { receipts: [log.receipt(5, 6)] });
    refused(other.lines, 10, 'forked-checkpoint', { checkpoint: log.checkpoint(10) });
  });
  it('refuses an older export that hides what a checkpoint signed', () => {
    refused(exportLog(entries.slice(0, 6)).lines, 7, 'dropped-tail', { checkpoint: log.checkpoint(8) });
    refused(exportLog(entries.slice(0, 6)).lines, 7, 'dropped-tail', { receipts: [log.receipt(7)] });
  });
  it('refuses a checkpoint of another key or lot, or a changed one', () => {
    refused(log.lines, 0, 'checkpoint-of-another-key', {
      checkpoint: exportLog(entries, { signer: stranger }).checkpoint(5),
    });
    refused(log.lines, 0, 'bad-signature', { checkpoint: log.checkpoint(5).replace('\n5\n', '\n6\n') });
    refused(log.lines, 0, 'checkpoint-of-another-lot', {
      checkpoint: log.signer.checkpoint('another', log.hashes),
    });
    refused(log.lines, 0, 'malformed-checkpoint', { checkpoint: 'hello' });
  });
  it.each([
    ['by another key', { checkpoint: exportLog(entries, { signer: stranger }).checkpoint(10) }],
    ['with a changed seq beyond its checkpoint', { seq: 11 }],
    ['for no entry', { seq: 0 }],
    ['of another lot', { lot: '019cd000-0000-7000-8000-000000000002' }],
    ['with a hash that is none', { hash: 'x' }],
  ])('refuses a receipt that is forged: %s', (_name, change) => {
    const receipt = { ...log.receipt(5), ...change };
    refused(log.lines, receipt.seq, 'forged-receipt', { receipts: [receipt] });
  });
  it('refuses a receipt for an entry that never was', () => {
    refused(log.lines, 5, 'receipt-not-in-log', { receipts: [{ ...log.receipt(5), hash: 'f'.repeat(64) }] });
  });
});
