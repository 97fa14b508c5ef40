import { describe, expect, it } from 'vitest';
import type { LogEntryView } from '@reassign/shared/auctions/api.ts';
import { ChainCheck } from '@reassign/shared/live/chain-check.ts';
import { readKeyList, trusting } from '@reassign/shared/verify/key-list.ts';
import { fingerprint } from '@reassign/shared/verify/note.ts';
import { exportLog } from '../../support/exported-log.ts';
import { keyListOf, testSigner } from '../../support/signers.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, lotId, notice, open, yuan } from '../../support/lot.ts';

/* 1 notice · 2 3 registered · 4 opened · 5 A · 6 B */
const log = exportLog(given(notice(), open(), bid(A, yuan(100_000)), bid(B, yuan(101_000))).entries);
const entries = log.lines.slice(1).map((line) => JSON.parse(line) as LogEntryView);
const all = entries.length;
const changed = (seq: number): LogEntryView[] =>
  entries.map((entry) => (entry.seq === seq ? { ...entry, at: '2027-01-01T00:00:00.000Z' } : entry));

function checking(): ChainCheck {
  const check = new ChainCheck(lotId);
  check.trust(trusting(log.signer.key));
  return check;
}

describe('the chain, as this browser checks it', () => {
  it('says how far it has computed, before any signature', () => {
    const check = checking();
    check.read(entries.slice(0, 3));
    expect(check.state).toEqual({ kind: 'checked', upTo: 3, signed: 0, fingerprint: null });
  });

  it('goes on from where it is; what it has and what lies beyond a gap is passed over', () => {
    const check = checking();
    check.read(entries.slice(0, 3));
    check.read(entries.slice(4));
    expect(check.size).toBe(3);
    check.read(entries);
    expect(check.size).toBe(all);
  });

  it('finds an entry that was changed, and calls nothing verified any more', () => {
    const check = checking();
    check.read(changed(5));
    expect(check.state).toEqual({ kind: 'broken', seq: 5, about: 'entry' });
    check.read(entries);
    check.readCheckpoint(log.checkpoint(all));
    expect(check.state.kind).toBe('broken');
  });

  it('compares signed checkpoints: of an earlier size, of now, and of entries still to come', () => {
    const check = checking();
    check.read(entries.slice(0, 5));
    check.readCheckpoint(log.checkpoint(3));
    expect(check.state).toMatchObject({ signed: 3, fingerprint: fingerprint(log.signer.key) });
    check.readCheckpoint(log.checkpoint(all));
    expect(check.state).toMatchObject({ upTo: 5, signed: 3 });
    check.read(entries);
    expect(check.state).toMatchObject({ upTo: all, signed: all });
  });

  it.each([
    ['of another key', exportLog([], { signer: testSigner(8) }).checkpoint(0)],
    ['that is none', 'hello'],
    ['of another lot', log.signer.checkpoint('another', log.hashes)],
  ])('refuses a checkpoint %s', (_, note) => {
    const check = checking();
    check.read(entries);
    check.readCheckpoint(note);
    expect(check.state).toEqual({ kind: 'broken', seq: 0, about: 'checkpoint' });
  });

  it('finds a history that was rewritten after it was signed', () => {
    const check = checking();
    const other = exportLog(given(notice(), open(), bid(A, yuan(100_000)), bid(B, yuan(109_000))).entries);
    check.read(entries);
    check.readCheckpoint(other.checkpoint(5));
    expect(check.state).toMatchObject({ signed: 5 });
    check.readCheckpoint(other.checkpoint(6));
    expect(check.state).toEqual({ kind: 'broken', seq: 6, about: 'checkpoint' });
  });

  it('takes checkpoints by any key of a list but a revoked one', () => {
    const [old, next] = [testSigner(7), testSigner(8)];
    const keysOf = (revoked?: typeof old) => {
      const reading = readKeyList(JSON.stringify(keyListOf([old, next], revoked ? { revoked } : {})));
      return reading.ok ? reading.keys : [];
    };
    for (const [keys, kind] of [
      [keysOf(), 'checked'],
      [keysOf(old), 'broken'],
    ] as const) {
      const check = new ChainCheck(lotId);
      check.trust(keys);
      check.read(entries);
      check.readCheckpoint(next.checkpoint(lotId, log.hashes));
      expect(check.state).toMatchObject({ signed: all, fingerprint: fingerprint(next.key) });
      check.readCheckpoint(old.checkpoint(lotId, log.hashes));
      expect(check.state).toMatchObject({ kind });
    }
  });

  it('calls nothing verified when the platform shows keys that do not follow from the known one', () => {
    const check = checking();
    check.read(entries);
    check.distrust();
    expect(check.state).toEqual({ kind: 'broken', seq: 0, about: 'key' });
  });
});
