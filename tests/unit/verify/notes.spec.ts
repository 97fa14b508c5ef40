import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@reassign/shared/verify/canonical-json.ts';
import { base64 } from '@reassign/shared/verify/base64.ts';
import { openCheckpoint } from '@reassign/shared/verify/checkpoint.ts';
import { fingerprint, readVerifierKey } from '@reassign/shared/verify/note.ts';
import { readReceipts } from '@reassign/shared/verify/receipt.ts';
import { trusting } from '@reassign/shared/verify/key-list.ts';
import { areConsistent, inOrder, receiptFault } from '@reassign/shared/verify/receipt-check.ts';
import { ProofTree } from '@reassign/shared/verify/tree.ts';
import { exportLog } from '../../support/exported-log.ts';
import { testSigner, testWitness } from '../../support/signers.ts';
import { given } from '../../support/given.ts';
import { A, bid, lotId, notice, open, yuan } from '../../support/lot.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('sorts members by UTF-16 units, as in its §3.2.3', () => {
    const members = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(members)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });
  it('escapes only what must be', () => {
    expect(canonicalJson('€$\u000f\nA\'B"\\\\"/质转')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/质转"');
  });
  it('writes literals, lists and zero one way', () => {
    expect(canonicalJson([null, true, false, -0, 9007199254740991, {}, []])).toBe(
      '[null,true,false,0,9007199254740991,{},[]]',
    );
  });
  it.each([0.5, Number.NaN, 2 ** 53, Infinity, '\ud800'])('never writes %s', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });
});

describe('base64', () => {
  it.each(['', 'AA==', 'AAE=', 'AAEC'])('reads and writes %j', (text) => {
    expect(base64.encode(base64.decode(text) ?? new Uint8Array())).toBe(text);
  });
  it.each(['A', 'AA', 'AAE', 'AA=A', 'A\n==', 'A-__'])('refuses %j', (text) => {
    expect(base64.decode(text)).toBeNull();
  });
});

describe('a verifier key', () => {
  it('reads the example of c2sp.org/signed-note', () => {
    const text = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(readVerifierKey(text)).toMatchObject({ name: 'PeterNeumann', text });
  });
  it.each([
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'hello',
  ])('refuses %s', (text) => {
    expect(readVerifierKey(text)).toBeNull();
  });
  it('has a fingerprint of eight groups of four', () => {
    expect(fingerprint(testSigner().key)).toMatch(/^(?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });
});

describe('a checkpoint', () => {
  it('is three lines and a signature: any other signed text is none', () => {
    const { key } = testSigner();
    expect(openCheckpoint('some text\n\n— demo AAAA\n', key)).toEqual({ ok: false, fault: 'malformed' });
    expect(openCheckpoint('', key)).toEqual({ ok: false, fault: 'malformed' });
  });
  it('passes over the signatures of witnesses', () => {
    const signer = testSigner();
    const note = testWitness().cosign(signer.checkpoint(lotId, []));
    expect(openCheckpoint(note, signer.key)).toMatchObject({ ok: true, checkpoint: { size: 0 } });
  });
});

describe('receipts', () => {
  const log = exportLog(given(notice(), open(), bid(A, yuan(100_000))).entries);
  const receipt = log.receipt(5);
  const proof = new ProofTree(log.hashes).inclusion(4).map((hash) => Buffer.from(hash).toString('hex'));
  const keys = trusting(log.signer.key);

  it('are read one, in a list, or one a line', () => {
    expect(readReceipts(JSON.stringify(receipt))).toEqual([receipt]);
    expect(readReceipts(JSON.stringify([receipt, receipt]))).toEqual([receipt, receipt]);
    expect(readReceipts(`${JSON.stringify(receipt)}\n${JSON.stringify(receipt)}\n`)).toEqual([
      receipt,
      receipt,
    ]);
  });
  it.each(['', '[]', 'hello', '{}', JSON.stringify({ ...receipt, more: 1 })])(
    'are not found in %s',
    (text) => {
      expect(readReceipts(text)).toBeNull();
    },
  );
  it('are proven by their siblings, without the log', () => {
    expect(receiptFault(receipt, { proof }, keys)).toBeNull();
  });
  it.each([
    ['a shorter proof', receipt, proof.slice(1), 'receipt-not-in-log'],
    ['a proof that is none', receipt, ['x', ...proof], 'receipt-not-in-log'],
    ['another place', { ...receipt, seq: 4 }, proof, 'receipt-not-in-log'],
    ['another hash', { ...receipt, hash: 'f'.repeat(64) }, proof, 'receipt-not-in-log'],
    ['another lot', { ...receipt, lot: 'another' }, proof, 'forged-receipt'],
    ['a note that is none', { ...receipt, checkpoint: 'hello' }, proof, 'forged-receipt'],
  ])('are not proven by %s', (_what, one, siblings, fault) => {
    expect(receiptFault(one, { proof: siblings }, keys)).toBe(fault);
  });
  it('are not proven under another key, or one that was revoked', () => {
    expect(receiptFault(receipt, { proof }, trusting(testSigner(8).key))).toBe('forged-receipt');
    const revoked = keys.map((one) => ({ ...one, isRevoked: true }));
    expect(receiptFault(receipt, { proof }, revoked)).toBe('revoked-key');
  });
});

describe('two checkpoints of one lot', () => {
  const log = exportLog(given(notice(), open(), bid(A, yuan(100_000))).entries);
  const fork = exportLog(given(notice(), open(), bid(A, yuan(109_000))).entries);
  const keys = trusting(log.signer.key);
  const tree = new ProofTree(log.hashes);
  const proof = tree.consistency(3, 5).map((hash) => Buffer.from(hash).toString('hex'));

  it('are consistent by the proof between them, whichever was seen first', () => {
    for (const notes of [
      [log.checkpoint(3), log.checkpoint(5)] as const,
      [log.checkpoint(5), log.checkpoint(3)] as const,
    ]) {
      const ordered = inOrder(notes, keys, lotId);
      expect(ordered?.map(({ size }) => size)).toEqual([3, 5]);
      expect(ordered && areConsistent(ordered, { proof })).toBe(true);
    }
  });
  it('of a log that was forked are not, whatever is shown', () => {
    const ordered = inOrder([log.checkpoint(5), fork.checkpoint(5)], keys, lotId);
    expect(ordered && areConsistent(ordered, { proof: [] })).toBe(false);
    const grown = inOrder([log.checkpoint(3), fork.checkpoint(5)], keys, lotId);
    expect(grown && areConsistent(grown, { proof })).toBe(false);
    expect(grown && areConsistent(grown, { proof: ['x'] })).toBe(false);
  });
  it('are none when one is signed by a stranger or about another lot', () => {
    const stranger = testSigner(8).checkpoint(lotId, log.hashes);
    expect(inOrder([log.checkpoint(3), stranger], keys, lotId)).toBeNull();
    expect(inOrder([log.checkpoint(3), log.checkpoint(5)], keys, 'another')).toBeNull();
  });
});
