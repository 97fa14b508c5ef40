import { beforeEach, describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { entryOf, type KeptBid, Outbox, SENT_AGAIN_WITHIN_MS } from '../../web/live/outbox.ts';

const lotId = 'lot';
const bid: KeptBid = { commandId: 'a', lotId, amount: money(1, CNY), confirmed: false, madeAt: 1_000 };

describe('bids without an answer', () => {
  let stored: Map<string, string>;
  let outbox: Outbox;
  beforeEach(() => {
    stored = new Map();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    };
    outbox = new Outbox(storage);
  });

  it('are sent again under their id after a reload', () => {
    outbox.keep(bid);
    expect(outbox.take(lotId, bid.madeAt)).toEqual({ again: [bid], stale: [] });
    expect(outbox.take(lotId, bid.madeAt).again).toEqual([bid]);
  });

  it('are forgotten once answered', () => {
    outbox.keep(bid);
    outbox.forget('a');
    expect(outbox.take(lotId, bid.madeAt).again).toEqual([]);
  });

  it('are not sent again after a minute, and said once', () => {
    outbox.keep(bid);
    expect(outbox.take(lotId, bid.madeAt + SENT_AGAIN_WITHIN_MS).again).toEqual([bid]);
    expect(outbox.take(lotId, bid.madeAt + SENT_AGAIN_WITHIN_MS + 1)).toEqual({ again: [], stale: [bid] });
    expect(outbox.take(lotId, bid.madeAt)).toEqual({ again: [], stale: [] });
  });

  it('belong to their lot', () => {
    outbox.keep(bid);
    expect(outbox.take('another', bid.madeAt).again).toEqual([]);
    expect(outbox.take(lotId, bid.madeAt).again).toEqual([bid]);
  });
});

describe('a bid that was never answered', () => {
  const at = (ms: number) => new Date(ms).toISOString();
  const madeAt = 1_000_000;
  const kept = { ...bid, madeAt };
  const amount = { amount: 1, currency: 'CNY' };
  const line = { seq: 7, at: at(madeAt), bidderNumber: '204417', amount, kind: 'bid' as const };

  it('counted when the log has its amount under its number since it was made', () => {
    expect(entryOf(kept, '204417', [line])).toBe(line);
  });

  it.each([
    ['another number', { ...line, bidderNumber: '582013' }],
    ['another amount', { ...line, amount: { amount: 2, currency: 'CNY' } }],
    ['a bid from long before', { ...line, at: at(madeAt - 5_001) }],
  ])('did not count by %s', (_, other) => {
    expect(entryOf(kept, '204417', [other])).toBeNull();
  });

  it('is looked for from a little earlier: the time was estimated', () => {
    expect(entryOf(kept, '204417', [{ ...line, at: at(madeAt - 5_000) }])).not.toBeNull();
  });
});
