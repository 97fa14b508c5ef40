import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_AMOUNT_MINOR } from '@reassign/shared/kernel/money.ts';
import { clientFrame } from '@reassign/shared/live/protocol.ts';
import { acceptedText, readFrame, textFrame } from '../../../server/auctions/live/frames.ts';

const commandId = '019cd000-0000-7000-8000-000000000001';
const lotId = '019cd000-0000-7000-8000-000000000002';
const bid = { t: 'bid', commandId, lotId, amount: { amount: 700_000_00, currency: 'CNY' } };
const plain = JSON.stringify(bid);

describe('a frame of a client', () => {
  it('is read as the protocol says, whoever wrote it', () => {
    const { amount, ...rest } = bid;
    const spellings = [plain, JSON.stringify(bid, null, 1), JSON.stringify({ amount, ...rest })];
    for (const text of spellings) expect(readFrame(text)).toEqual(bid);
    for (const confirmed of [true, false])
      expect(readFrame(JSON.stringify({ ...bid, confirmed }))).toEqual({ ...bid, confirmed });
    expect(readFrame('{"t":"ping","n":1}')).toEqual({ t: 'ping', n: 1 });
  });

  it.each([0, 1, MAX_AMOUNT_MINOR - 1, MAX_AMOUNT_MINOR])('may name %d', (amount) => {
    const offered = { ...bid, amount: { amount, currency: 'CNY' } };
    expect(readFrame(JSON.stringify(offered))).toEqual(offered);
  });

  it.each([
    ['an amount above the highest', plain.replace('70000000', String(MAX_AMOUNT_MINOR + 1))],
    ['a negative amount', plain.replace('70000000', '-1')],
    ['a fraction', plain.replace('70000000', '0.5')],
    ['an exponent beyond', plain.replace('70000000', '1e99')],
    ['a leading zero', plain.replace('70000000', '070000000')],
    ['an amount in text', plain.replace('70000000', '"70000000"')],
    ['an unknown currency', plain.replace('CNY', 'ZZZ')],
    ['an id of another version', plain.replace('-7000-', '-9000-')],
    ['an id in upper case', plain.replaceAll('019cd', '019CD')],
    ['a confirmation in text', plain.replace(/\}$/, ',"confirmed":"true"}')],
    ['one more field', plain.replace(/\}$/, ',"bidderNumber":"104"}')],
    ['a field twice', plain.replace(/\}$/, `,"lotId":"${lotId}"}`)],
    ['something after it', `${plain}{}`],
    ['nothing', ''],
  ])('with %s is none', (_what, text) => {
    expect(readFrame(text)).toBeNull();
  });

  it('is read alike on the short way and on the long one', () => {
    const mutated = fc
      .tuple(fc.nat(plain.length - 1), fc.constantFrom('', '0', '9', 'a', '"', ',', '}', '-', ' ', '\n'))
      .map(([at, by]) => plain.slice(0, at) + by + plain.slice(at + 1));
    fc.assert(
      fc.property(mutated, (text) => {
        // A space before it is the same JSON, and never the short way.
        expect(readFrame(text)).toEqual(readFrame(` ${text}`));
      }),
      { numRuns: 2_000 },
    );
    expect(clientFrame.safeParse(readFrame(plain)).success).toBe(true);
  });
});

describe('an accepted bid', () => {
  const accepted = (checkpoint: string) => ({
    t: 'accepted' as const,
    lotId,
    commandId,
    seq: 12,
    at: '2026-03-17T02:00:00.000Z',
    isLeading: true,
    receipt: { lot: lotId, seq: 12, hash: 'ab'.repeat(32), checkpoint },
  });

  it.each(['a\n1\nAA==\n\n— a BB==\n', '"\\\u2028', 'another\n'])(
    'is told as JSON in ASCII, %j in it',
    (checkpoint) => {
      const text = acceptedText(accepted(checkpoint));
      expect(JSON.parse(text)).toEqual(accepted(checkpoint));
      expect(text).toMatch(/^[ -~]+$/);
    },
  );
});

describe('a text frame', () => {
  it.each([
    [0, [0x81, 0]],
    [125, [0x81, 125]],
    [126, [0x81, 126, 0, 126]],
    [65_535, [0x81, 126, 0xff, 0xff]],
    [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])('of %d bytes says its length (RFC 6455 §5.2)', (length, head) => {
    const text = 'x'.repeat(length);
    expect(textFrame(text)).toEqual(Buffer.concat([Buffer.from(head), Buffer.from(text)]));
  });

  it('counts bytes, not characters', () => {
    expect(textFrame('拍卖')).toEqual(Buffer.concat([Buffer.from([0x81, 6]), Buffer.from('拍卖')]));
  });
});
