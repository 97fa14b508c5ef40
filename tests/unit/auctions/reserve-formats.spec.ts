import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { OpenedBid } from '@reassign/shared/auctions/formats/sealed-events.ts';
import { HOUR, instant, later } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import {
  giveShare,
  openBids,
  reads,
  seal,
  sealedNotice,
  sealedTerms,
  someKey,
} from '../../support/formats.ts';
import { type Given, given } from '../../support/given.ts';
import { A, accepted, B, bid, close, closed, closesAt, march, open, yuan } from '../../support/lot.ts';
import { reservedNotice, reserveNotMet, reserveOpened, soldOver } from '../../support/reserve.ts';
import { at, toldOn } from '../../support/told.ts';

/* The reserve is 110,000; bidding starts at 100,000. */

const withReserve = (notice: ReturnType<typeof sealedNotice>) => {
  const { body, sealed } = reservedNotice();
  return { ...notice, body: { ...notice.body, reserve: body.reserve ?? '' }, sealed };
};

describe('a reserve over sealed bids', () => {
  const noon = march('17T12:00:00.000');
  const end = later(closesAt, HOUR);
  const ready = (pricing: 'first' | 'second' = 'first'): Given =>
    given(
      withReserve(sealedNotice(sealedTerms(pricing))),
      open([A, B]),
      seal(A, 'YWdl', noon),
      seal(B, 'YWdl', noon),
      giveShare(0, closesAt),
      giveShare(1, closesAt),
    );
  const amounts = (a: Money, b: Money) => openBids(end, reads(5, A, a), reads(6, B, b));
  const five = (amount: Money, fault: OpenedBid['fault'] = null): OpenedBid => ({
    ...{ seq: 5, bidderNumber: A, amount, fault },
  });
  const six = (amount: Money, fault: OpenedBid['fault'] = null): OpenedBid => ({
    ...{ seq: 6, bidderNumber: B, amount, fault },
  });
  const opened = (...bids: OpenedBid[]) =>
    ({ type: 'SealedBidsOpened', body: { key: someKey, bids } }) as const;

  it('is checked at the opening, with a code of its own, on both sides of the edge', () => {
    const sale = ready().when(amounts(yuan(109_999.99), yuan(110_000)));
    sale.then(
      opened(five(yuan(109_999.99), 'below-reserve'), six(yuan(110_000))),
      closed(),
      soldOver(B, yuan(110_000)),
    );
    expect(explain(sale.and.entries)).toMatchObject({ ok: true });
  });
  it('below the start a bid is that and no more', () => {
    ready()
      .when(amounts(yuan(99_999.99), yuan(110_000)))
      .then(
        opened(five(yuan(99_999.99), 'below-start'), six(yuan(110_000))),
        closed(),
        soldOver(B, yuan(110_000)),
      );
  });
  it('sells nothing where no bid comes to it', () => {
    const none = ready().when(amounts(yuan(100_000), yuan(109_999.99)));
    none.then(
      opened(five(yuan(100_000), 'below-reserve'), six(yuan(109_999.99), 'below-reserve')),
      closed(),
      reserveNotMet,
      reserveOpened,
    );
    expect(explain(none.and.entries)).toMatchObject({ ok: true });
  });
  it('is the least that the second price comes to', () => {
    const alone = ready('second').when(amounts(yuan(105_000), yuan(120_000)));
    alone.then(
      opened(five(yuan(105_000), 'below-reserve'), six(yuan(120_000))),
      closed(),
      soldOver(B, yuan(110_000)),
    );
    expect(alone.and.state).toMatchObject({ hammer: yuan(110_000), leader: { amount: yuan(110_000) } });
    expect(explain(alone.and.entries)).toMatchObject({ ok: true });
    ready('second')
      .when(amounts(yuan(111_000), yuan(120_000)))
      .then(opened(five(yuan(111_000)), six(yuan(120_000))), closed(), soldOver(B, yuan(111_000)));
  });

  const judged = (a: OpenedBid, b: OpenedBid, ...rest: object[]): LotEntry[] =>
    toldOn(
      ready().entries,
      at(end, opened(a, b)),
      ...rest.map((event) => at(end, event) as Parameters<typeof toldOn>[1]),
    );
  it.each([
    [
      'a bid below the reserve that counts',
      judged(five(yuan(105_000)), six(yuan(120_000)), closed(), soldOver(B, yuan(120_000))),
      'reserve-met-early',
    ],
    [
      'a bid that meets the reserve and does not count',
      judged(five(yuan(110_000), 'below-reserve'), six(yuan(120_000)), closed(), soldOver(B, yuan(120_000))),
      'reserve-met-late',
    ],
    [
      'a higher bid below the reserve than one that meets it',
      judged(five(yuan(120_000), 'below-reserve'), six(yuan(110_000))),
      'wrong-judgement',
    ],
  ])('unlawful: %s', (_what, entries, fault) => {
    expect(explain(entries)).toMatchObject({ ok: false, fault });
  });
  it('unlawful: below a reserve that there is not', () => {
    const lot = given(
      sealedNotice(),
      open([A]),
      seal(A, 'YWdl', noon),
      giveShare(0, closesAt),
      giveShare(1, closesAt),
    );
    const said = { seq: 4, bidderNumber: A, amount: yuan(100_000), fault: 'below-reserve' } as const;
    expect(explain(toldOn(lot.entries, at(end, opened(said))))).toMatchObject({
      ok: false,
      fault: 'wrong-judgement',
    });
  });
});

describe('in a round at a published price', () => {
  const held = { opensAt: '2026-05-10T02:00:00.000Z', closesAt: '2026-07-09T16:00:00.000Z' };
  const opens = instant(Date.parse(held.opensAt));
  const ladder = [{ format: 'selloff' as const, start: yuan(100_000), ...held }];
  const selling = given(reservedNotice({ ladder }), open([A]), bid(A, yuan(105_000)))
    .when(close())
    .and.when(open([A, B], opens)).and;

  it('the reserve is not asked for, and opens with the sale', () => {
    const first = selling.when(bid(B, yuan(100_000), opens));
    expect(first.and.entries.map(({ type }) => type)).not.toContain('ReserveMet');
    const sale = first.and.when(close(later(opens, 24 * HOUR)));
    sale.then(closed(later(opens, 24 * HOUR)), soldOver(B, yuan(100_000)));
    expect(explain(sale.and.entries)).toMatchObject({ ok: true });
  });
  it('a bid over it changes nothing in what is known of it', () => {
    const over = selling.when(bid(B, yuan(112_000), opens)).and.when(bid(A, yuan(115_000), opens));
    over.then(accepted(A, yuan(115_000)));
    expect(over.and.state).toMatchObject({ reserve: { below: yuan(105_000), reached: null } });
    const sale = over.and.when(close(later(opens, 24 * HOUR))).and;
    expect(explain(sale.entries)).toMatchObject({ ok: true });
  });
  it('unlawful: said to be met', () => {
    const { entries } = selling.when(bid(B, yuan(112_000), opens)).and;
    expect(explain(toldOn(entries, at(opens, { type: 'ReserveMet', body: {} })))).toMatchObject({
      ok: false,
      fault: 'foreign-event',
    });
  });
  it('opens with the end of the last round that nobody bid in', () => {
    const last = selling.when(close(instant(Date.parse(held.closesAt))));
    expect(last.and.entries.slice(-3).map(({ type }) => type)).toEqual([
      'LotClosed',
      'LotUnsold',
      'ReserveOpened',
    ]);
    expect(explain(last.and.entries)).toMatchObject({ ok: true });
  });
});
