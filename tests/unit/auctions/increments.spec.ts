import { describe, expect, it } from 'vitest';
import { readLotEvent } from '@reassign/shared/auctions/read-event.ts';
import { MAX_AMOUNT_MINOR } from '@reassign/shared/kernel/money.ts';
import { fixedStep, highestBid, stepOver } from '@reassign/shared/listings/increments.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { given, givenUnder } from '../../support/given.ts';
import { A, accepted, B, bid, notice, open, yuan } from '../../support/lot.ts';

/** 1,000 below 150,000; 2,500 from there; 10,000 from 200,000. */
const tiers = [
  { from: yuan(0), step: yuan(1_000) },
  { from: yuan(150_000), step: yuan(2_500) },
  { from: yuan(200_000), step: yuan(10_000) },
];
const opened = given(notice({ increments: tiers }), open());
const at = (price: number) => opened.when(bid(A, yuan(price))).and;

describe('the step over a price', () => {
  it.each([
    [0, 1_000],
    [149_999.99, 1_000],
    [150_000, 2_500],
    [199_999.99, 2_500],
    [200_000, 10_000],
    [9_000_000, 10_000],
  ])('of %d is %d: a tier begins at its lower bound', (price, step) => {
    expect(stepOver(yuan(price), tiers)).toEqual(yuan(step));
  });
  it('is that of the price to be beaten, whatever the bid comes to', () => {
    const led = at(149_999.99);
    expect(led.state).toMatchObject({ asking: yuan(150_999.99) });
    led.when(bid(B, yuan(150_999.98))).thenRefused('below-asking');
    led.when(bid(B, yuan(150_999.99))).then(accepted(B, yuan(150_999.99)));
  });
  it('changes with the first price of the next tier', () => {
    const led = at(150_000);
    led.when(bid(B, yuan(152_499.99))).thenRefused('below-asking');
    led.when(bid(B, yuan(152_500))).then(accepted(B, yuan(152_500)));
  });
  it('does not count for the first bid', () => {
    opened.when(bid(A, yuan(100_000))).then(accepted(A, yuan(100_000)));
  });
});

describe('the highest bid under a table', () => {
  const fen = (amount: number) => ({ ...yuan(0), amount });
  const top = (from: number, step: number) => [...fixedStep(fen(10)), { from: fen(from), step: fen(step) }];

  it('leaves room for one step of its tier', () => {
    expect(highestBid(fixedStep(fen(10)))).toBe(MAX_AMOUNT_MINOR - 10);
    expect(highestBid(top(1_000, 500))).toBe(MAX_AMOUNT_MINOR - 500);
  });
  it('lies below a tier whose step has no room at all', () => {
    expect(highestBid(top(MAX_AMOUNT_MINOR - 499, 500))).toBe(MAX_AMOUNT_MINOR - 500);
    expect(highestBid(top(MAX_AMOUNT_MINOR - 5, 500))).toBe(MAX_AMOUNT_MINOR - 10);
  });
});

describe('a table of increments', () => {
  const { body } = notice();
  const tier = (from: number) => ({ from: yuan(from), step: yuan(1) });
  const isRead = (increments: readonly object[]) =>
    readLotEvent('ListingPublished', { ...body, increments }) !== null;
  const many = (count: number) => Array.from({ length: count }, (_, nth) => tier(nth * 100));

  it('has one to twelve tiers', () => {
    expect([0, 1, 12, 13].map((count) => isRead(many(count)))).toEqual([false, true, true, false]);
  });
  it('begins at nothing and ascends', () => {
    expect(isRead([tier(1)])).toBe(false);
    expect(isRead([tier(0), tier(100), tier(100)])).toBe(false);
    expect(isRead([tier(0), tier(100), tier(100.01)])).toBe(true);
  });
});

describe('where the profile demands whole steps', () => {
  const whole = givenUnder({ ...bidding, version: 99, wholeSteps: true }, { increments: tiers }, open());

  it('the first bid is whole steps above the start', () => {
    whole.when(bid(A, yuan(100_000))).then(accepted(A, yuan(100_000)));
    whole.when(bid(A, yuan(103_000))).then(accepted(A, yuan(103_000)));
    whole.when(bid(A, yuan(103_000.01))).thenRefused('not-a-multiple');
  });
  it('every later one is whole steps of its tier above the price', () => {
    const led = whole.when(bid(A, yuan(150_000))).and;
    led.when(bid(B, yuan(155_000))).then(accepted(B, yuan(155_000)));
    led.when(bid(B, yuan(153_000))).thenRefused('not-a-multiple');
  });
  it('comes before the amount: both wrong, not a multiple is the answer', () => {
    whole.when(bid(A, yuan(99_000))).thenRefused('below-start');
    whole.when(bid(A, yuan(99_000.5))).thenRefused('not-a-multiple');
  });
  it('is not asked for elsewhere', () => {
    at(150_000)
      .when(bid(B, yuan(153_000)))
      .then(accepted(B, yuan(153_000)));
  });
});
