import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { placeOf, rankOf } from '@reassign/shared/auctions/priority.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import { civil2020 } from '@reassign/shared/listings/profiles/civil-2020.ts';
import { givenUnder } from '../../support/given.ts';
import { A, accepted, bid, lotId, matched, opensAt, yuan } from '../../support/lot.ts';

const byLot = { lotId, terms: { rules: { equalRank: 'by-lot' } } } as const;
const earlier = { lotId, terms: { rules: { equalRank: 'earlier' } } } as const;
const body = (bidderNumber: string, commitment: string, rank?: number) => ({
  bidderNumber,
  commitment,
  ...(rank !== undefined && { rank }),
});
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('the place of a priority purchaser', () => {
  it('is none without a rank, and the rank where the earlier stays', () => {
    expect(placeOf(byLot, body('701', 'aa'))).toBeNull();
    expect(placeOf(earlier, body('701', 'aa', 3))).toBe(3);
  });

  it('by lot: the rank, then a ticket; a ticket never changes the rank', () => {
    fc.assert(
      fc.property(hash, hash, fc.integer({ min: 1, max: 98 }), (one, other, rank) => {
        const first = placeOf(byLot, body('701', one, rank)) ?? 0;
        const second = placeOf(byLot, body('702', other, rank + 1)) ?? 0;
        expect([rankOf(first), rankOf(second)]).toEqual([rank, rank + 1]);
        expect(first).toBeLessThan(second);
      }),
    );
  });

  it('is drawn from what is committed: the same for everybody who draws again, another for another salt', () => {
    const place = placeOf(byLot, body('701', 'a'.repeat(64), 1));
    expect(place).toBe(placeOf(byLot, body('701', 'a'.repeat(64), 1)));
    expect(place).not.toBe(placeOf(byLot, body('701', 'b'.repeat(64), 1)));
    // SHA-256 of {"bidderNumber":"701","commitment":"aa…","lot":"019cd000-…"}, first 40 bits over 2^40.
    expect(place).toBe(1 + 0x280d6029ac / 2 ** 40);
  });

  it('is fair: over many salts each of two equals goes first about as often', () => {
    const wins = Array.from({ length: 2_000 }, (_, nth) => nth.toString(16).padStart(64, '0')).filter(
      (salt) => (placeOf(byLot, body('701', salt, 1)) ?? 0) < (placeOf(byLot, body('702', salt, 1)) ?? 0),
    );
    expect(Math.abs(wins.length - 1_000)).toBeLessThan(120);
  });
});

describe('two priority purchasers of equal rank (civil-2020: by lot)', () => {
  const [one, other] = ['701', '702'] as [BidderNumber, BidderNumber];
  const commitment = (of: BidderNumber) => of.repeat(22).slice(0, 64);
  const place = (of: BidderNumber) => placeOf(byLot, body(of, commitment(of), 1)) ?? 0;
  const [first, second] = place(one) < place(other) ? [one, other] : [other, one];
  const open: LotCommand = {
    type: 'OpenLot',
    at: opensAt,
    admissions: [
      { bidderNumber: A, commitment: commitment(A) },
      ...[one, other].map((of) => ({ bidderNumber: of, commitment: commitment(of), rank: 1 })),
    ],
  };
  const rules = { ...civil2020 };
  const price = yuan(100_000);
  const opened = givenUnder(rules, {}, open);

  it('whoever drew the smaller ticket takes the lead at the same price, and the other not again', () => {
    const led = opened.when(bid(A, price)).and.when(bid(second, price)).and;
    const won = led.when(bid(first, price));
    won.then(matched(first, price));
    won.and.when(bid(second, price)).thenRefused('below-asking');
    won.and.when(bid(second, yuan(101_000))).then(accepted(second, yuan(101_000)));
  });

  it('whoever drew the greater one does not match the other, however early it comes', () => {
    opened.when(bid(first, price)).and.when(bid(second, price)).thenRefused('below-asking');
  });

  it('the verifier draws again: a match by the other is no lawful one', () => {
    const { entries } = opened.when(bid(first, price)).and;
    const last = entries.at(-1);
    const match = {
      ...matched(second, price),
      lot: lotId,
      seq: entries.length + 1,
      at: last?.at,
    } as LotEntry;
    expect(explain([...entries, match], [rules])).toMatchObject({
      ok: false,
      fault: 'match-without-priority',
    });
  });
});
