import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { reserved } from '../../support/history.ts';

/* What must hold of every lot with a hidden reserve, whoever bids what. TEST_SEED repeats a run. */

const testSeed = process.env['TEST_SEED'];
const parameters = { numRuns: 2_000, ...(testSeed !== undefined && { seed: Number(testSeed) }) };

const saleOf = (log: readonly LotEntry[]) => log.find((entry) => entry.type === 'LotSold')?.body;
const priceOf = (entry: LotEntry | undefined): number | null =>
  entry?.type === 'BidAccepted' || entry?.type === 'BidMatched' || entry?.type === 'AutomaticBid'
    ? entry.body.amount.amount
    : null;

describe('in every lot with a hidden reserve', () => {
  it('the public log is explained', () => {
    fc.assert(
      fc.property(reserved, ({ log }) => {
        expect(explain(log)).toMatchObject({ ok: true });
      }),
      parameters,
    );
  });
  it('no sale is below it, and every sale opens it', () => {
    let sales = 0;
    fc.assert(
      fc.property(reserved, ({ log, reserve }) => {
        const sale = saleOf(log);
        if (!sale) return;
        sales++;
        expect(sale.hammer.amount).toBeGreaterThanOrEqual(reserve.amount.amount);
        expect(sale.reserve).toEqual(reserve);
      }),
      parameters,
    );
    expect(sales).toBeGreaterThan(100);
  });
  it('it is said to be met at prices that meet it, and only there', () => {
    let met = 0;
    fc.assert(
      fc.property(reserved, ({ log, reserve }) => {
        for (const [index, { type }] of log.entries()) {
          if (type !== 'ReserveMet') continue;
          met++;
          expect(priceOf(log[index - 1])).toBeGreaterThanOrEqual(reserve.amount.amount);
        }
        const first = log.findIndex((entry) => (priceOf(entry) ?? 0) >= reserve.amount.amount);
        if (first !== -1) expect(log[first + 1]?.type).toBe('ReserveMet');
      }),
      parameters,
    );
    expect(met).toBeGreaterThan(100);
  });
  it('its amount and salt are in no entry before the last outcome', () => {
    fc.assert(
      fc.property(reserved, ({ log, reserve }) => {
        const opened = log.findIndex((entry) => entry.type === 'LotSold' || entry.type === 'ReserveOpened');
        const before = opened === -1 ? log : log.slice(0, opened);
        for (const { type, body } of before)
          if (type !== 'MaximumOpened') expect(JSON.stringify(body)).not.toContain(reserve.salt);
      }),
      parameters,
    );
  });
});
