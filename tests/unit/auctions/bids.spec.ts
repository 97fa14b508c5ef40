import { describe, expect, it } from 'vitest';
import { bidRefusals, type BidRefusal, type LotCommand } from '@reassign/shared/auctions/types.ts';
import type { Currency } from '@reassign/shared/kernel/currency.ts';
import { later } from '@reassign/shared/kernel/instant.ts';
import { MAX_AMOUNT_MINOR, money } from '@reassign/shared/kernel/money.ts';
import { given, type Given, nothingYet } from '../../support/given.ts';
import { A, accepted, B, bid, C, close, closesAt, notice, open, opensAt, yuan } from '../../support/lot.ts';

const inNotice = given(notice());
const opened = given(notice(), open());
const ledByA = given(notice(), open(), bid(A, yuan(100_000)));

describe('the first bid', () => {
  it('is accepted at the start price', () => {
    opened.when(bid(A, yuan(100_000))).then(accepted(A, yuan(100_000)));
  });
  it('is accepted above it, in any amount', () => {
    opened.when(bid(A, yuan(100_000.01))).then(accepted(A, yuan(100_000.01)));
  });
  it('is refused one fen below it', () => {
    opened.when(bid(A, yuan(99_999.99))).thenRefused('below-start', { asking: yuan(100_000), closesAt });
  });
});

describe('every later bid', () => {
  it('is accepted at the public price plus the increment', () => {
    ledByA.when(bid(B, yuan(101_000))).then(accepted(B, yuan(101_000)));
  });
  it('is refused one fen below that', () => {
    ledByA.when(bid(B, yuan(100_999.99))).thenRefused('below-asking', { asking: yuan(101_000), closesAt });
  });
  it('asks for the price of the last bid plus the increment, not for steps from the start', () => {
    const afterOddBid = ledByA.when(bid(B, yuan(101_234.56))).and;
    afterOddBid
      .when(bid(A, yuan(102_234.55)))
      .thenRefused('below-asking', { asking: yuan(102_234.56), closesAt });
    afterOddBid.when(bid(A, yuan(102_234.56))).then(accepted(A, yuan(102_234.56)));
  });
  it('is refused at the same price: nobody matches without a priority (§3.9 case 7)', () => {
    ledByA.when(bid(B, yuan(100_000))).thenRefused('below-asking');
  });
  it('is refused from the leader: a bidder cannot raise itself', () => {
    ledByA.when(bid(A, yuan(101_000))).thenRefused('already-leading');
  });
  it('is accepted from somebody overbid before', () => {
    ledByA
      .when(bid(B, yuan(101_000)))
      .and.when(bid(A, yuan(102_000)))
      .then(accepted(A, yuan(102_000)));
  });
});

describe('a bid over ten times the asking price', () => {
  it('is accepted at exactly ten times', () => {
    opened.when(bid(A, yuan(1_000_000))).then(accepted(A, yuan(1_000_000)));
  });
  it('is refused one fen above, until it is confirmed', () => {
    opened.when(bid(A, yuan(1_000_000.01))).thenRefused('above-limit');
    opened
      .when(bid(A, yuan(1_000_000.01), undefined, { confirmed: true }))
      .then(accepted(A, yuan(1_000_000.01)));
  });
});

describe('the highest bid of all', () => {
  const highest = money(MAX_AMOUNT_MINOR - yuan(1_000).amount, yuan(0).currency);
  const above = { ...highest, amount: highest.amount + 1 };

  it('leaves room for the asking price after it', () => {
    const led = opened.when(bid(A, highest, undefined, { confirmed: true })).and;
    expect(led.state).toMatchObject({ asking: { amount: MAX_AMOUNT_MINOR } });
    led.when(bid(B, money(MAX_AMOUNT_MINOR, highest.currency))).thenRefused('above-limit');
  });
  it('is refused one fen above, confirmed or not', () => {
    for (const confirmed of [false, true])
      opened.when(bid(A, above, undefined, { confirmed })).thenRefused('above-limit');
  });
});

describe('when a bid is taken', () => {
  it('refuses during the notice, saying when the lot opens', () => {
    inNotice.when(bid(A, yuan(100_000))).thenRefused('lot-not-open', { opensAt });
  });
  it('refuses at the opening hour until the lot was opened', () => {
    inNotice.when(bid(A, yuan(100_000), opensAt)).thenRefused('lot-not-open');
  });
  it('accepts a millisecond before the end', () => {
    expect(opened.when(bid(A, yuan(100_000), later(closesAt, -1))).and.state).toMatchObject({ bidCount: 1 });
  });
  it('refuses at the end, even before the close was written', () => {
    opened
      .when(bid(A, yuan(100_000), closesAt))
      .thenRefused('lot-closed', { asking: yuan(100_000), closesAt });
  });
  it('refuses after the hammer', () => {
    ledByA
      .when(close())
      .and.when(bid(B, yuan(101_000), closesAt))
      .thenRefused('lot-closed');
  });
  it('refuses for a lot that does not exist', () => {
    nothingYet.when(bid(A, yuan(100_000))).thenRefused('unknown-lot', {});
  });
});

describe('who may bid', () => {
  const as = (standing: 'stranger' | 'conditions-open' | 'deposit-open') =>
    bid(A, yuan(100_000), undefined, { standing: { kind: standing } });

  it.each([
    ['stranger', 'not-registered'],
    ['conditions-open', 'conditions-not-accepted'],
    ['deposit-open', 'deposit-required'],
  ] as const)('refuses a %s: %s', (standing, code) => {
    opened.when(as(standing)).thenRefused(code);
  });
  it('refuses a bidder whose number is not in the log yet', () => {
    opened.when(bid(C, yuan(100_000))).thenRefused('not-registered');
    // Whatever it bids: who is not there yet is not told anything else.
    opened.when(bid(C, money(1, 'USD' as Currency))).thenRefused('not-registered');
  });
});

describe('several reasons: the first is the answer', () => {
  const dollars = money(1, 'USD' as Currency);
  const stranger = { standing: { kind: 'stranger' } } as const;
  const conditionsOpen = { standing: { kind: 'conditions-open' } } as const;
  const depositOpen = { standing: { kind: 'deposit-open' } } as const;
  const at = undefined;
  const cases: [BidRefusal, Given, LotCommand][] = [
    ['unknown-lot', nothingYet, bid(C, dollars, closesAt, stranger)],
    ['lot-not-open', inNotice, bid(C, dollars, closesAt, stranger)],
    ['lot-closed', opened, bid(C, dollars, closesAt, stranger)],
    ['not-registered', ledByA, bid(C, dollars, at, stranger)],
    ['conditions-not-accepted', ledByA, bid(C, dollars, at, conditionsOpen)],
    ['deposit-required', ledByA, bid(C, dollars, at, depositOpen)],
    ['wrong-currency', ledByA, bid(A, dollars)],
    ['below-start', opened, bid(A, yuan(0))],
    ['below-asking', ledByA, bid(A, yuan(1))],
    ['above-limit', ledByA, bid(A, yuan(9_000_000))],
    ['already-leading', ledByA, bid(A, yuan(9_000_000), at, { confirmed: true })],
  ];

  it.each(cases)('%s', (code, log, command) => {
    log.when(command).thenRefused(code);
  });
  it('walks them in the order of precedence', () => {
    const order = cases.map(([code]) => bidRefusals.indexOf(code));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
  it('changes nothing', () => {
    const before = structuredClone({ ...ledByA.state, admitted: null });
    ledByA.when(bid(B, yuan(1))).thenRefused('below-asking');
    expect({ ...ledByA.state, admitted: null }).toEqual(before);
  });
});
