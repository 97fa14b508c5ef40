import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { given } from '../../support/given.ts';
import { bar, reconfirm } from '../../support/life.ts';
import {
  A,
  accepted,
  automatic,
  B,
  bid,
  extended,
  march,
  matched,
  maximumOpened,
  maximumSet,
  notice,
  onLastDay,
  open,
  P1,
  P2,
  registered,
  yuan,
} from '../../support/lot.ts';

const price = yuan(800_000);
const opened = given(notice(), open([A, B, P1, P2]));
const ledByA = opened.when(bid(A, price)).and;

describe('priority purchasers (§3.9 case 7): A leads at 800,000', () => {
  it('stand in the log with their rank before they bid', () => {
    given(notice())
      .when(open([P1]))
      .then(registered(P1), { type: 'LotOpened', body: {} });
    expect(registered(P1).body).toMatchObject({ rank: 1 });
    expect(registered(A).body).not.toHaveProperty('rank');
  });
  it('nobody else may bid the same', () => {
    ledByA.when(bid(B, price)).thenRefused('below-asking');
  });
  it('P2 leads at the same price, and the asking price stays', () => {
    const led = ledByA.when(bid(P2, price));
    led.then(matched(P2, price));
    expect(led.and.state).toMatchObject({ leader: { bidderNumber: P2 }, asking: yuan(801_000) });
  });
  it('then P1, and P2 not again', () => {
    const first = ledByA.when(bid(P2, price)).and.when(bid(P1, price));
    first.then(matched(P1, price));
    first.and.when(bid(P2, price)).thenRefused('below-asking');
    first.and.when(bid(A, yuan(801_000))).then(accepted(A, yuan(801_000)));
  });
  it('a fen above or below the price is a bid like any other', () => {
    for (const amount of [799_999.99, 800_000.01])
      ledByA.when(bid(P1, yuan(amount))).thenRefused('below-asking');
  });
  it('bid first like everybody: there is nothing to match', () => {
    opened.when(bid(P1, yuan(99_999.99))).thenRefused('below-start');
    opened.when(bid(P1, yuan(100_000))).then(accepted(P1, yuan(100_000)));
  });
  it('do not match themselves', () => {
    ledByA.when(bid(P1, price)).and.when(bid(P1, price)).thenRefused('below-asking');
  });
  it('extend the end by a match within the window', () => {
    const late = onLastDay('09:59:59.999');
    ledByA.when(bid(P1, price, late)).then(matched(P1, price), extended(onLastDay('10:04:59.999')));
  });
});

describe('a match against a hidden maximum', () => {
  const hidden = opened.when(bid(A, price, undefined, { upTo: yuan(900_000) })).and;

  it('is answered by one increment', () => {
    hidden.when(bid(P1, price)).then(matched(P1, price), automatic(A, yuan(801_000)));
  });
  it('a maximum that was spent loses the tie', () => {
    const spent = hidden.when(bid(B, yuan(900_000))).and;
    expect(spent.state).toMatchObject({ leader: { bidderNumber: A, amount: yuan(900_000) } });
    spent.when(bid(P1, yuan(900_000))).then(matched(P1, yuan(900_000)));
  });
  it('a bid equal to the maximum wins by its rank, and the maximum is opened', () => {
    hidden.when(bid(P1, yuan(900_000))).then(accepted(P1, yuan(900_000)), maximumOpened(A, yuan(900_000)));
  });
  it('of equal maxima the higher rank leads, at that amount', () => {
    hidden
      .when(bid(P1, yuan(801_000), undefined, { upTo: yuan(900_000) }))
      .then(
        accepted(P1, yuan(801_000)),
        maximumSet(P1, yuan(900_000)),
        maximumOpened(P1, yuan(900_000)),
        maximumOpened(A, yuan(900_000)),
        automatic(P1, yuan(900_000)),
      );
  });
  it('a lower rank yields to a higher maximum of no rank', () => {
    hidden
      .when(bid(P1, yuan(801_000), undefined, { upTo: yuan(899_999.99) }))
      .then(
        accepted(P1, yuan(801_000)),
        maximumSet(P1, yuan(899_999.99)),
        maximumOpened(P1, yuan(899_999.99)),
        maximumOpened(A, yuan(900_000)),
        automatic(A, yuan(900_000)),
      );
  });
});

describe('a match when bidders are asked whether they stand by their bids', () => {
  const noon = march('17T12:00:00.000');
  const led = given(notice(), open([A, B, P1])).when(bid(A, price, noon));
  const voided = led.and
    .when(bid(P1, price, noon))
    .and.when(bid(B, yuan(801_000), noon))
    .and.when(bar(B, noon)).and;
  const stands = (bidderNumber: typeof A) => ({
    type: 'BidReconfirmed' as const,
    body: { bidderNumber, amount: price },
  });

  it('goes before what it matched', () => {
    voided.when(reconfirm(A, noon)).and.when(reconfirm(P1, noon)).then(stands(P1));
  });
  it('does not yield to what it matched', () => {
    voided
      .when(reconfirm(P1, noon))
      .and.when(reconfirm(A, noon))
      .thenRefused('below-asking', { asking: price });
  });
});

describe('the log of a match', () => {
  const { entries } = ledByA.when(bid(P1, price)).and;
  const last = entries.length;
  const forged = (body: object) =>
    explain(entries.map((entry) => (entry.seq === last ? ({ ...entry, body } as typeof entry) : entry)));

  it('is explained', () => {
    expect(explain(entries).ok).toBe(true);
  });
  it.each([
    ['match-without-priority', 'of somebody without a rank', { bidderNumber: B, amount: price }],
    ['bid-below-asking', 'at another price', { bidderNumber: P1, amount: yuan(799_999.99) }],
  ])('%s: %s', (fault, _, body) => {
    expect(forged(body)).toEqual({ ok: false, seq: last, fault });
  });
  it('match-without-priority: of a lower rank', () => {
    const log = ledByA.when(bid(P1, price)).and;
    const next = { ...log.entries.at(-1), ...matched(P2, price), seq: last + 1 } as (typeof entries)[number];
    expect(explain([...log.entries, next])).toEqual({
      ok: false,
      seq: last + 1,
      fault: 'match-without-priority',
    });
  });
});
