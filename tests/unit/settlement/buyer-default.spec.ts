import { describe, expect, it } from 'vitest';
import { auction } from '@reassign/shared/listings/profiles/auction.ts';
import { bidding } from '@reassign/shared/listings/profiles/bidding.ts';
import { civil2020 } from '@reassign/shared/listings/profiles/civil-2020.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { type DefaultedSale, outcomeOfDefault } from '@reassign/shared/settlement/buyer-default.ts';
import { balanceDue } from '@reassign/shared/settlement/sale.ts';
import { yuan } from '../../support/lot.ts';

/* A winner that does not pay (3-trading-rules §3.1), case 9 of §3.9 among them. */

const sale: DefaultedSale = {
  deposit: yuan(100_000),
  hammer: yuan(800_000),
  resoldFor: yuan(740_000),
  costs: yuan(3_000),
  commissions: yuan(8_000),
  debt: yuan(600_000),
  relatedDebts: yuan(0),
};
const outcome = (rules: Profile, change: Partial<DefaultedSale> = {}) =>
  outcomeOfDefault({ ...sale, ...change }, rules);
const amounts = (rules: Profile, change: Partial<DefaultedSale> = {}) => {
  const { covered, kept, refunded, shortfall } = outcome(rules, change);
  const paid = covered.map(({ what, amount }) => `${what} ${String(amount.amount / 100)}`);
  return [paid.join(', '), kept.amount / 100, refunded.amount / 100, shortfall.amount / 100];
};

describe('the deposit of a winner that does not pay', () => {
  it('goes to costs, gap and debt where a court sells, and the defaulter is barred (N 24)', () => {
    expect(amounts(judicial)).toEqual(['costs 3000, gap 60000, debt 37000, related-debts 0', 0, 0, 0]);
    expect(outcome(judicial).isBarredFromResale).toBe(true);
  });
  it('is kept whole there, though no debt is left', () => {
    const change = { debt: yuan(1_000), relatedDebts: yuan(2_000) };
    expect(amounts(judicial, change)).toEqual([
      'costs 3000, gap 60000, debt 1000, related-debts 2000',
      34_000,
      0,
      0,
    ]);
  });
  it('covers costs and gap where a bank sells; the rest is kept up to 130 % of the loss (民法典 585)', () => {
    expect(amounts(bidding)).toEqual(['costs 3000, gap 60000', 18_900, 18_100, 0]);
    expect(amounts(bidding, { resoldFor: yuan(700_000) })).toEqual(['costs 3000, gap 97000', 0, 0, 0]);
  });
  it('goes back whole where the second sale brought more and cost nothing', () => {
    expect(amounts(bidding, { resoldFor: yuan(900_000), costs: yuan(0) })).toEqual([
      'costs 0, gap 0',
      0,
      100_000,
      0,
    ]);
  });
  it('does not limit what is owed to a house: both commissions and the gap (A 39)', () => {
    expect(amounts(auction)).toEqual(['commissions 8000, gap 60000', 0, 32_000, 0]);
    expect(amounts(auction, { resoldFor: yuan(600_000) })).toEqual([
      'commissions 8000, gap 92000',
      0,
      0,
      108_000,
    ]);
  });
  it('covers costs, gap and commission in a court’s auction through a house; the shortfall is owed (E 22)', () => {
    expect(amounts(civil2020)).toEqual(['costs 3000, gap 60000, commissions 8000', 0, 29_000, 0]);
    expect(amounts(civil2020, { resoldFor: yuan(600_000) })).toEqual([
      'costs 3000, gap 97000, commissions 0',
      0,
      0,
      111_000,
    ]);
  });
  it('follows the version: what the next one keeps is read from it', () => {
    const next = {
      ...bidding,
      version: 2,
      buyerDefault: { ...bidding.buyerDefault, keptMaxOfLossBps: 11_000 },
    };
    expect(amounts(next)).toEqual(['costs 3000, gap 60000', 6_300, 30_700, 0]);
  });
});

describe('the balance', () => {
  it('is the price without the deposit, never less than nothing', () => {
    expect(balanceDue('confirmed', yuan(800_000), yuan(100_000))).toEqual(yuan(700_000));
    expect(balanceDue('confirmed', yuan(90_000), yuan(100_000))).toEqual(yuan(0));
  });
  it('is due once the sale is confirmed, and while it stands', () => {
    expect(balanceDue('awaiting-confirmation', yuan(800_000), yuan(1))).toBeNull();
    expect(balanceDue('void', yuan(800_000), yuan(1))).toBeNull();
  });
});
