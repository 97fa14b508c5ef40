import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { overPrice } from '@reassign/shared/auctions/formats/english-prices.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { played, type Played } from '../../support/history.ts';
import { yuan } from '../../support/lot.ts';

/* What must hold of every English lot, whoever bids what. TEST_SEED repeats a run. */

const testSeed = process.env['TEST_SEED'];
const parameters = { numRuns: 2_000, ...(testSeed !== undefined && { seed: Number(testSeed) }) };

const always = (holds: (history: Played) => void): void => {
  fc.assert(fc.property(played, holds), parameters);
};

const isBid = (entry: LotEntry) =>
  entry.type === 'BidAccepted' || entry.type === 'BidMatched' || entry.type === 'AutomaticBid';

const pricesOf = (log: readonly LotEntry[]): number[] =>
  log.flatMap((entry) => (isBid(entry) ? [entry.body.amount.amount] : []));

/** How far each bidder went, openly or by a maximum: what counts is what its command led to. */
function limitsOf({ accepted }: Played): Map<string, number> {
  const limits = new Map<string, number>();
  for (const { command, events } of accepted) {
    if (command.type !== 'PlaceBid') continue;
    for (const event of events) {
      if (event.type !== 'BidAccepted' && event.type !== 'BidMatched' && event.type !== 'MaximumSet')
        continue;
      const { bidderNumber } = event.body;
      const limit = event.type === 'MaximumSet' ? command.maximum?.amount : event.body.amount;
      limits.set(bidderNumber, Math.max(limits.get(bidderNumber) ?? 0, limit?.amount ?? 0));
    }
  }
  return limits;
}

const saleOf = ({ log }: Played) => log.find((entry) => entry.type === 'LotSold')?.body;

describe('in every English lot', () => {
  it('the price never falls', () => {
    always(({ log }) => {
      const prices = pricesOf(log);
      expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    });
  });
  it('no extension brings the end forward', () => {
    always(({ log }) => {
      const ends = log.flatMap((entry) =>
        entry.type === 'ListingPublished' || entry.type === 'LotExtended'
          ? [toInstant(entry.body.closesAt)]
          : [],
      );
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    });
  });
  it('the winner pays at most its own limit, and nobody went further', () => {
    let sales = 0;
    always((history) => {
      const sale = saleOf(history);
      if (!sale) return;
      sales++;
      const limits = limitsOf(history);
      const own = limits.get(sale.bidderNumber) ?? 0;
      expect(sale.hammer.amount).toBeLessThanOrEqual(own);
      for (const limit of limits.values()) expect(limit).toBeLessThanOrEqual(own);
    });
    expect(sales).toBeGreaterThan(100);
  });
  it('an automatic price is at most one increment above the next limit', () => {
    always((history) => {
      const sale = saleOf(history);
      const last = history.log.findLast(isBid);
      if (!sale || last?.type !== 'AutomaticBid') return;
      const others = [...limitsOf(history)].filter(([bidder]) => bidder !== sale.bidderNumber);
      const next = { ...toMoney(sale.hammer), amount: Math.max(...others.map(([, limit]) => limit)) };
      expect(sale.hammer.amount).toBeLessThanOrEqual(overPrice(next, fixedStep(yuan(1_000))).amount);
    });
  });
});
