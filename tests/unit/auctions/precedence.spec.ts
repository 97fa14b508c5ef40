import { describe, it } from 'vitest';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { dutchNotice, fallEndsAt, fallOpensAt, hide, sealedEndsAt, take } from '../../support/formats.ts';
import { given, givenUnder } from '../../support/given.ts';
import { A, B, bid, close, notice, open, yuan } from '../../support/lot.ts';

/* Bids that are wrong in two ways at once: the first reason of 3-trading-rules §3.4 is the answer. */

describe('of two reasons against an ascending bid', () => {
  const ledByA = given(notice(), open(), bid(A, yuan(100_000)));

  it('a maximum that the route does not offer comes before steps that are not whole', () => {
    givenUnder({ ...bidding, version: 99, wholeSteps: true, maximumBids: false }, {}, open([A, B]))
      .when(bid(A, yuan(100_000), undefined, { upTo: yuan(120_000.5) }))
      .thenRefused('maximum-not-offered');
  });
  it('below the asking price comes before a maximum above the limit', () => {
    ledByA
      .when(bid(B, yuan(100_999.99), undefined, { upTo: yuan(1_010_000.01) }))
      .thenRefused('below-asking');
  });
  it('below the start comes before a maximum above the limit', () => {
    given(notice(), open())
      .when(bid(B, yuan(99_999.99), undefined, { upTo: yuan(1_000_000.01) }))
      .thenRefused('below-start');
  });
});

describe('of two reasons against a bid of the Dutch form', () => {
  const stopped = given(
    dutchNotice(),
    open([A, B], fallOpensAt),
    take(A, 2, yuan(98_000), later(fallOpensAt, 10 * MINUTE)),
  );
  const beforeSealed = later(fallEndsAt, -1);
  const best = stopped
    .when(hide(B, yuan(110_000), later(fallEndsAt, MINUTE)))
    .and.when(close(sealedEndsAt)).and;
  const bestAt = later(sealedEndsAt, MINUTE);

  it('below the asking price comes before a phase that has not begun', () => {
    stopped.when(hide(B, yuan(98_000), beforeSealed)).thenRefused('below-asking');
  });
  it('above the limit comes before a phase that has not begun', () => {
    stopped.when(hide(B, yuan(980_000.11), beforeSealed)).thenRefused('above-limit');
  });
  it('below the asking price comes before a best bid that is another’s to make', () => {
    best.when(bid(B, yuan(110_999.99), bestAt)).thenRefused('below-asking');
  });
  it('above the limit comes before a best bid that is another’s to make', () => {
    best.when(bid(B, yuan(1_110_000.01), bestAt)).thenRefused('above-limit');
  });
});
