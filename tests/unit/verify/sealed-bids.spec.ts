import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shareCommitment } from '@reassign/shared/auctions/formats/sealed-opening.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { isKeyOf, joinShares, makeLotKey, openBid, sealBid } from '@reassign/shared/verify/lot-key.ts';
import { checkSealedBids } from '@reassign/shared/verify/sealed-bids.ts';
import { giveShare, openBids, seal, sealedNotice, sealedTerms } from '../../support/formats.ts';
import { verify } from '../../../server/cli-verify.ts';
import { exportLog } from '../../support/exported-log.ts';
import { given } from '../../support/given.ts';
import { A, B, closesAt, lotId, march, open, yuan } from '../../support/lot.ts';

const folder = mkdtempSync(join(tmpdir(), 'reassign-sealed-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Exit code and last line of `reassign verify`. */
async function command(entries: readonly LotEntry[]): Promise<[number, string]> {
  const path = join(folder, 'log.ndjson');
  writeFileSync(path, exportLog(entries).lines.join('\n'));
  let last = '';
  const code = await verify([path], (line) => (last = line));
  return [code, last];
}

const noon = march('17T12:00:00.000');
const key = await makeLotKey();
const identity =
  (await joinShares(key.shares.slice(0, 2), key.recipient)) ?? expect.fail('two shares suffice');
const bidOf = (bidderNumber: typeof A, amount: number) => ({
  lot: lotId,
  bidderNumber,
  amount: yuan(amount),
});
const high = await sealBid(bidOf(A, 123_456.78), key.recipient);
const low = await sealBid(bidOf(B, 100_000), key.recipient);

describe('the key of a lot', () => {
  it('comes from any two of its three shares, and from no one alone', async () => {
    const [first = '', second = '', third = ''] = key.shares;
    for (const pair of [
      [first, second],
      [first, third],
      [third, second],
    ])
      expect(await joinShares(pair, key.recipient)).toBe(identity);
    expect(await joinShares([first], key.recipient)).toBeNull();
    expect(await joinShares([first, first], key.recipient)).toBeNull();
  });

  it('is that of one recipient', async () => {
    expect(await isKeyOf(identity, key.recipient)).toBe(true);
    const other = await makeLotKey();
    expect(await isKeyOf(identity, other.recipient)).toBe(false);
    expect(await joinShares(key.shares.slice(0, 2), other.recipient)).toBeNull();
  });
});

describe('a sealed bid', () => {
  it('is read by the key and by nothing else', async () => {
    expect(await openBid(high, identity)).toEqual(bidOf(A, 123_456.78));
    const other = await makeLotKey();
    const otherIdentity = (await joinShares(other.shares.slice(1), other.recipient)) ?? '';
    expect(await openBid(high, otherIdentity)).toBeNull();
    expect(await openBid('bm8gYWdlIGZpbGU=', identity)).toBeNull();
    expect(await openBid('no base64', identity)).toBeNull();
  });

  it('has the same length whatever it says', () => {
    expect(high).toHaveLength(low.length);
  });
});

describe('the bids of an opened lot', () => {
  const notice = sealedNotice({
    ...sealedTerms(),
    recipient: key.recipient,
    shares: key.shares.map(shareCommitment),
  });
  const shares = [0, 1].map((keeper) => giveShare(keeper, closesAt, key.shares[keeper]));
  const reading = (seq: number, content: ReturnType<typeof bidOf> | null) => ({
    seq,
    content,
    exceedsAuthority: false,
  });
  const logOf = (key: string, ...readings: ReturnType<typeof reading>[]): readonly LotEntry[] =>
    given(notice, open([A, B]), seal(A, high, noon), seal(B, low, noon), ...shares, {
      ...openBids(closesAt, ...readings),
      key,
    } as ReturnType<typeof openBids>).entries;
  const honest = logOf(identity, reading(5, bidOf(A, 123_456.78)), reading(6, bidOf(B, 100_000)));

  it('are decrypted again by anybody', async () => {
    expect(await checkSealedBids(honest)).toEqual({ ok: true, opened: 2 });
    expect(await checkSealedBids(honest.slice(0, 6))).toEqual({ ok: true, opened: 0 });
  });

  it('are not what the opening says', async () => {
    const lied = logOf(identity, reading(5, bidOf(A, 123_456.77)), reading(6, bidOf(B, 100_000)));
    expect(await checkSealedBids(lied)).toEqual({ ok: false, seq: 5, fault: 'wrong-reading' });
    const hidden = logOf(identity, reading(5, null), reading(6, bidOf(B, 100_000)));
    expect(await checkSealedBids(hidden)).toEqual({ ok: false, seq: 5, fault: 'wrong-reading' });
  });

  it('are decrypted again by the command, from the exported log', async () => {
    const lied = logOf(identity, reading(5, bidOf(A, 123_456.77)), reading(6, bidOf(B, 100_000)));
    expect(await command(honest)).toEqual([0, expect.stringContaining('unpinned')]);
    expect(await command(lied)).toEqual([1, expect.stringMatching(/^seq 5: .*\(wrong-reading\)$/)]);
  });

  it('are opened by the key of the notice', async () => {
    const other = await makeLotKey();
    const wrong = (await joinShares(other.shares.slice(1), other.recipient)) ?? '';
    const log = logOf(wrong, reading(5, null), reading(6, null));
    expect(await checkSealedBids(log)).toEqual({ ok: false, seq: 9, fault: 'wrong-lot-key' });
  });
});
