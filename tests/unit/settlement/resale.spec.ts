import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLess, type Money } from '@reassign/shared/kernel/money.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { Route } from '@reassign/shared/listings/route-rules.ts';
import { forfeit } from '@reassign/shared/settlement/buyer-default/forfeit.ts';
import { type Settled, settleResale } from '@reassign/shared/settlement/buyer-default/resale.ts';
import { coverPosting, type PriceOf, resalePosting } from '@reassign/shared/settlement/postings.ts';
import { registration } from '../../support/ledger.ts';
import { lotId } from '../../support/lot.ts';
import { fen } from '../../support/waterfall.ts';

/* What was kept of a defaulter's deposit, when the right is sold and paid for again. */

const given = (route: Route, deposit: number, firstPrice: number, costs = 0, commissions = 0) => ({
  given: {
    deposit: fen(deposit),
    firstPrice: fen(firstPrice),
    costs: fen(costs),
    commissions: fen(commissions),
  },
  rule: newestProfile(route).buyerDefault,
});
const noDebt = () => fen(0);

describe('a re-sale', () => {
  it('in bidding joins the gap, keeps up to 130 % of the loss and returns the rest', () => {
    const { forfeits, joined } = settleResale([given('bidding', 1_000, 8_000, 100)], fen(7_600), noDebt);
    // Loss 100 + 400; kept 650, of it 150 beyond the loss.
    expect(forfeits[0]).toMatchObject({ penalty: fen(150), refund: fen(350), owed: fen(0) });
    expect(joined).toEqual(fen(550));
  });
  it('in an auction leaves owed what the deposit does not reach', () => {
    const { forfeits, joined } = settleResale([given('auction', 500, 8_000, 0, 300)], fen(7_000), noDebt);
    expect(forfeits[0]).toMatchObject({ loss: fen(1_300), owed: fen(800), refund: fen(0) });
    expect(joined).toEqual(fen(200));
  });
  it('by a court pays the debt that the new price and the gap leave, then waits for the court', () => {
    const asked: Money[] = [];
    const { forfeits, joined } = settleResale(
      [given('judicial', 10_000, 80_000, 300)],
      fen(74_000),
      (after) => {
        asked.push(after);
        return fen(3_000);
      },
    );
    expect(asked).toEqual([fen(6_000)]);
    expect(joined).toEqual(fen(6_000));
    expect(forfeits[0]?.steps.map(({ covers, paid }) => [covers, paid.amount])).toEqual([
      ['costs', 300],
      ['gap', 6_000],
      ['debt', 3_000],
      ['related-debts', 0],
    ]);
    expect(forfeits[0]).toMatchObject({ atCourt: fen(700), refund: fen(0) });
  });
  it('after two defaults takes from the last first, and no loss twice', () => {
    const last = given('civil-2020', 1_000, 7_000);
    const first = given('civil-2020', 1_000, 8_000);
    const { forfeits, joined } = settleResale([last, first], fen(6_500), noDebt);
    // 500 of the last buyer's; of the first the 1,000 up to its own price.
    expect(forfeits.map(({ refund }) => refund)).toEqual([fen(500), fen(0)]);
    expect(joined).toEqual(fen(1_500));
  });
  it('pays one debt once, whoever defaulted', () => {
    const one = given('judicial', 1_000, 5_000);
    const { forfeits } = settleResale([one, one], fen(5_000), () => fen(1_400));
    expect(forfeits.map(({ atCourt }) => atCourt)).toEqual([fen(0), fen(600)]);
  });
  it('loses nothing of a deposit, and brings no price above the first by its gap', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 });
    const route = fc.constantFrom<Route>('bidding', 'auction', 'judicial', 'civil-2020');
    fc.assert(
      fc.property(
        route,
        fc.array(fc.tuple(amount, amount, amount), { maxLength: 4 }),
        amount,
        amount,
        (of, list, price, debt) => {
          const defaults = list.map(([deposit, firstPrice, costs]) =>
            given(of, deposit, firstPrice, costs, costs),
          );
          const { forfeits, joined } = settleResale(defaults, fen(price), () => fen(debt));
          for (const [nth, { steps, penalty, atCourt, refund }] of forfeits.entries()) {
            const spent = steps.reduce(
              (sum, { paid }) => sum + paid.amount,
              penalty.amount + atCourt.amount + refund.amount,
            );
            expect(spent).toBe(defaults[nth]?.given.deposit.amount);
          }
          const most = Math.max(price, ...list.map(([, firstPrice]) => firstPrice));
          const penalties = forfeits.reduce((sum, { penalty }) => sum + penalty.amount, 0);
          expect(isLess(fen(most), fen(price + joined.amount - penalties))).toBe(false);
        },
      ),
    );
  });
});

describe('the books of a default', () => {
  const of = (priceGoesTo: PriceOf['priceGoesTo']): PriceOf => ({
    ...{ lot: lotId, nth: 1, registration: registration(1), reference: 'CJK', priceGoesTo },
  });
  const { given: left, rule } = given('judicial', 10_000, 80_000, 300);
  const open = { ...left, debt: fen(0), relatedDebts: fen(0) };
  const settled = forfeit({ ...open, resalePrice: fen(74_000) }, rule) as Settled;
  const covered = (to: PriceOf['priceGoesTo']) =>
    coverPosting(of(to), forfeit({ ...open, resalePrice: null }, rule), 'x');
  const resold = (to: PriceOf['priceGoesTo']) =>
    resalePosting(of(to), settled, { known: 1, price: of(to), actor: 'x' });

  it('have what its deposit covers, at the default and when the right is sold again', () => {
    expect(covered('escrow')?.entries).toHaveLength(2);
    expect(resold('escrow')?.entries.length).toBeGreaterThan(1);
  });

  it('have nothing of a deposit that a court has: the court settles it (法释〔2016〕18号 24)', () => {
    expect(covered('court')).toBeNull();
    expect(resold('court')).toBeNull();
  });
});
