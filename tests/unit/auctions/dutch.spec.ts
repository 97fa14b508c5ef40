import { describe, expect, it } from 'vitest';
import { announcedFall, levelAt, priceOfLevel } from '@reassign/shared/auctions/formats/dutch-prices.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { ExplainFault } from '@reassign/shared/auctions/explain-faults.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { Terms } from '@reassign/shared/auctions/types.ts';
import { type Instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { MAX_AMOUNT_MINOR, type Money } from '@reassign/shared/kernel/money.ts';
import {
  bestEndsAt,
  dutchNotice,
  fallEndsAt,
  fallOpensAt,
  hidden,
  hide,
  sealedEndsAt,
  shown,
  take,
  taken,
  withdraw,
  withdrawn,
} from '../../support/formats.ts';
import { given } from '../../support/given.ts';
import {
  A,
  accepted,
  admit,
  B,
  bid,
  C,
  close,
  closed,
  march,
  open,
  registered,
  sold,
  unsold,
  yuan,
} from '../../support/lot.ts';
import { at, toldOn } from '../../support/told.ts';

/** Ten minutes after the start: the third level. */
const third = later(fallOpensAt, 10 * MINUTE);
const sealedAt = later(fallEndsAt, MINUTE);
const bestAt = later(sealedEndsAt, MINUTE);

const falling = given(dutchNotice(), open([A, B, C], fallOpensAt));
const stopped = falling.when(take(A, 2, yuan(98_000), third)).and;

describe('the fall (case 1, case 2)', () => {
  it.each([
    [500_000, 4, 480_000],
    [20_000, 32, 13_600],
    [100.5, 80, 20.1],
    [100_000, 40, 60_000],
    [100_000, 80, 20_000],
    [0.5, 1, 0.5],
  ])('a start of %d is at level %i a price of %d', (start, level, price) => {
    expect(priceOfLevel(yuan(start), level)).toEqual(yuan(price));
  });

  it('has levels of equal length, the last one from 16:40:30 to 16:45:30', () => {
    const { terms } = falling.state as { terms: Terms<'dutch'> };
    const level = (at: Instant) => levelAt(announcedFall(terms), terms, at);
    expect(level(fallOpensAt)).toBe(0);
    expect(level(later(fallOpensAt, 5 * MINUTE - 1))).toBe(0);
    expect(level(later(fallOpensAt, 5 * MINUTE))).toBe(1);
    expect(level(march('17T16:40:29.999'))).toBe(79);
    expect(level(march('17T16:40:30.000'))).toBe(80);
    expect(terms.closesAt).toBe(march('17T16:45:30.000'));
  });

  it('is stopped by the first who names the level and its price', () => {
    falling.when(take(A, 2, yuan(98_000), third)).then(taken(A, 2, yuan(98_000)));
    stopped.when(take(B, 2, yuan(98_000), later(third, 1))).thenRefused('wrong-step');
  });

  it('has no winner by a level that is not the current one (case 3)', () => {
    falling
      .when(take(A, 1, yuan(99_000), third))
      .thenRefused('wrong-step', { asking: yuan(98_000), closesAt: fallEndsAt });
    falling.when(take(A, 2, yuan(99_000), third)).thenRefused('wrong-step');
    falling.when(take(A, 3, yuan(97_000), third)).thenRefused('below-asking');
    falling
      .when(take(A, 1, { amount: 9_900_000, currency: 'USD' } as Money, third))
      .thenRefused('wrong-currency');
  });

  it('asks for the level also where two have one price', () => {
    const cheap = given(dutchNotice({ start: yuan(0.5), deposit: yuan(0.05) }), open([A], fallOpensAt));
    cheap.when(take(A, 0, yuan(0.5), later(fallOpensAt, 5 * MINUTE))).thenRefused('wrong-step');
  });

  it('takes no other bid', () => {
    falling.when(bid(A, yuan(98_000), third)).thenRefused('wrong-step');
    falling.when(hide(A, yuan(98_000), third)).thenRefused('not-your-turn');
    falling.when(withdraw(A, third)).thenRefused('not-your-turn');
  });

  it('says the price of the moment to whoever may not bid', () => {
    const stranger = { kind: 'stranger' } as const;
    falling
      .when({ ...take(A, 2, yuan(98_000), third), standing: stranger } as Parameters<typeof falling.when>[0])
      .thenRefused('not-registered', { asking: yuan(98_000), closesAt: fallEndsAt });
  });

  it('is taken until its end, to the millisecond; then nobody has it', () => {
    const last = later(fallEndsAt, -1);
    falling.when(take(A, 80, yuan(20_000), last)).then(taken(A, 80, yuan(20_000)));
    falling.when(take(A, 81, yuan(19_000), fallEndsAt)).thenRefused('lot-closed');
    falling.when(close(last)).thenNothing();
    falling.when(close(fallEndsAt)).then(closed(fallEndsAt), unsold);
  });

  it('lets bidders in until its scheduled end, stopped or not', () => {
    const D = '404' as typeof A;
    const soon = later(fallEndsAt, -1);
    stopped.when(admit([D], soon)).then(registered(D));
    stopped.when(admit([D], fallEndsAt)).thenRefused('lot-closed');
  });
});

describe('the sealed phase (case 4)', () => {
  it('begins at the scheduled end of the fall and lasts ten minutes', () => {
    const early = later(fallEndsAt, -1);
    stopped.when(hide(B, yuan(98_000.01), early)).thenRefused('not-your-turn', {
      asking: yuan(98_000.01),
      opensAt: fallEndsAt,
      closesAt: sealedEndsAt,
    });
    stopped.when(hide(B, yuan(98_000.01), fallEndsAt)).then(hidden(B, yuan(98_000.01)));
    stopped.when(hide(B, yuan(99_000), later(sealedEndsAt, -1))).then(hidden(B, yuan(99_000)));
    stopped.when(hide(B, yuan(99_000), sealedEndsAt)).thenRefused('lot-closed');
  });

  it('is for everybody but who stopped the fall, above its price', () => {
    stopped.when(hide(A, yuan(99_000), sealedAt)).thenRefused('not-your-turn');
    stopped.when(hide(B, yuan(98_000), sealedAt)).thenRefused('below-asking');
    stopped.when(hide(B, yuan(98_000.01), sealedAt)).then(hidden(B, yuan(98_000.01)));
    stopped.when(bid(A, yuan(99_000), sealedAt)).thenRefused('wrong-step');
  });

  it('asks to confirm over ten times the price, and takes nothing that leaves no best bid', () => {
    const limit = yuan(980_000.1);
    stopped.when(hide(B, limit, sealedAt)).then(hidden(B, limit));
    stopped.when(hide(B, yuan(980_000.11), sealedAt)).thenRefused('above-limit');
    stopped.when(hide(B, yuan(980_000.11), sealedAt, true)).then(hidden(B, yuan(980_000.11)));
    const highest = { ...yuan(0), amount: MAX_AMOUNT_MINOR - yuan(1_000).amount };
    stopped.when(hide(B, highest, sealedAt, true)).then(hidden(B, highest));
    stopped
      .when(hide(B, { ...highest, amount: highest.amount + 1 }, sealedAt, true))
      .thenRefused('above-limit');
  });

  it('lets a bid be changed and withdrawn, and keeps every version in the log', () => {
    const after = stopped
      .when(hide(B, yuan(120_000), sealedAt))
      .and.when(hide(B, yuan(99_000), sealedAt))
      .and.when(withdraw(B, sealedAt)).and;
    expect(after.entries.slice(-3).map(({ type }) => type)).toEqual([
      'HiddenBidPlaced',
      'HiddenBidPlaced',
      'HiddenBidWithdrawn',
    ]);
    after.when(withdraw(B, sealedAt)).thenRefused('wrong-step');
    after.when(close(sealedEndsAt)).then(closed(sealedEndsAt), sold(A, yuan(98_000)));
  });

  it('ends with what was bid in the open, and waits for the best bid', () => {
    const bids = stopped
      .when(hide(B, yuan(120_000), sealedAt))
      .and.when(hide(C, yuan(110_000), sealedAt))
      .and.when(hide(B, yuan(115_000), sealedAt)).and;
    bids.when(close(later(sealedEndsAt, -1))).thenNothing();
    bids.when(close(sealedEndsAt)).then(shown(C, yuan(110_000)), shown(B, yuan(115_000)));
    const best = bids.when(close(sealedEndsAt)).and;
    expect(best.state).toMatchObject({
      closesAt: bestEndsAt,
      asking: yuan(116_000),
      leader: { bidderNumber: B },
    });
  });

  it('of equal bids prefers the version that came first and still counts', () => {
    const tie = stopped
      .when(hide(B, yuan(110_000), sealedAt))
      .and.when(hide(C, yuan(110_000), sealedAt))
      .and.when(hide(B, yuan(110_000), sealedAt))
      .and.when(close(sealedEndsAt)).and;
    expect(tie.state).toMatchObject({ leader: { bidderNumber: C } });
  });

  it('without a bid that counts leaves the lot to who stopped the fall', () => {
    stopped.when(close(sealedEndsAt)).then(closed(sealedEndsAt), sold(A, yuan(98_000)));
  });
});

describe('the best bid', () => {
  const best = stopped.when(hide(B, yuan(110_000), sealedAt)).and.when(close(sealedEndsAt)).and;

  it('lies one per cent of the start, rounded up, above the sealed leader', () => {
    best.when(bid(A, yuan(110_999.99), bestAt)).thenRefused('below-asking', {
      asking: yuan(111_000),
      closesAt: bestEndsAt,
    });
    best.when(bid(A, yuan(111_000), bestAt)).then(accepted(A, yuan(111_000)));
    const odd = given(
      dutchNotice({ start: yuan(100_000.01) }),
      open([A, B], fallOpensAt),
      take(A, 0, yuan(100_000.01), fallOpensAt),
      hide(B, yuan(110_000), sealedAt),
      close(sealedEndsAt),
    );
    expect(odd.state).toMatchObject({ asking: yuan(111_000.01) });
  });

  it('is only for who stopped the fall, and cannot be withdrawn', () => {
    best.when(bid(B, yuan(111_000), bestAt)).thenRefused('not-your-turn');
    best.when(hide(C, yuan(111_000), bestAt)).thenRefused('not-your-turn');
    best.when(withdraw(A, bestAt)).thenRefused('not-your-turn');
    best.when(take(A, 2, yuan(98_000), bestAt)).thenRefused('wrong-step');
  });

  it('may be made more than once, each more than the last', () => {
    const first = best.when(bid(A, yuan(111_000), bestAt)).and;
    first.when(bid(A, yuan(111_000), bestAt)).thenRefused('below-asking');
    first.when(bid(A, yuan(111_000.01), bestAt)).then(accepted(A, yuan(111_000.01)));
  });

  it('comes before the end of its five minutes, and never extends them', () => {
    best.when(bid(A, yuan(111_000), later(bestEndsAt, -1))).then(accepted(A, yuan(111_000)));
    best.when(bid(A, yuan(111_000), bestEndsAt)).thenRefused('lot-closed');
  });

  it('wins; without one the sealed leader does', () => {
    best
      .when(bid(A, yuan(111_000), bestAt))
      .and.when(close(bestEndsAt))
      .then(closed(bestEndsAt), sold(A, yuan(111_000)));
    best.when(close(bestEndsAt)).then(closed(bestEndsAt), sold(B, yuan(110_000)));
  });
});

const start = falling.entries;
const held = stopped.when(hide(B, yuan(110_000), sealedAt)).and.when(hide(C, yuan(105_000), sealedAt))
  .and.entries;
const showB = at(sealedEndsAt, shown(B, yuan(110_000)));
const showC = at(sealedEndsAt, shown(C, yuan(105_000)));

const wrong: [ExplainFault, LotEntry[]][] = [
  ['terms-outside-profile', [dutchNotice({ levels: 1 })]],
  ['terms-outside-profile', [dutchNotice({ levels: 101 })]],
  ['terms-outside-profile', [dutchNotice({ closesAt: '2026-03-17T08:45:30.001Z' })]],
  ['terms-outside-profile', [dutchNotice({ levels: 100, start: yuan(0.05), deposit: yuan(0.01) })]],
  ['terms-outside-profile', [dutchNotice({ bestMs: 59_999 })]],
  ['wrong-level', toldOn(start, at(third, taken(A, 1, yuan(99_000))))],
  ['wrong-level', toldOn(start, at(third, taken(A, 2, yuan(98_000.01))))],
  ['not-its-turn', toldOn(stopped.entries, at(later(third, 1), taken(B, 2, yuan(98_000))))],
  ['not-its-turn', toldOn(start, at(third, hidden(B, yuan(99_000))))],
  ['not-its-turn', toldOn(stopped.entries, at(later(fallEndsAt, -1), hidden(B, yuan(99_000))))],
  ['not-its-turn', toldOn(stopped.entries, at(sealedAt, hidden(A, yuan(99_000))))],
  ['bid-after-end', toldOn(stopped.entries, at(sealedEndsAt, hidden(B, yuan(99_000))))],
  ['registered-out-of-time', toldOn(stopped.entries, at(fallEndsAt, registered('404' as typeof A)))],
  ['nothing-to-withdraw', toldOn(stopped.entries, at(sealedAt, withdrawn(B)))],
  ['not-its-turn', toldOn(held, at(later(sealedEndsAt, -1), shown(B, yuan(110_000))))],
  ['wrong-opening', toldOn(held, at(sealedEndsAt, shown(B, yuan(110_000.01))))],
  ['wrong-opening', toldOn(held, showC)],
  ['unopened-bid', toldOn(held, showB)],
  ['unopened-bid', toldOn(held, showB, at(sealedEndsAt, closed(sealedEndsAt)))],
  [
    'unopened-bid',
    toldOn(held, at(sealedEndsAt, closed(sealedEndsAt)), at(sealedEndsAt, sold(A, yuan(98_000)))),
  ],
  ['not-its-turn', toldOn(stopped.entries, at(sealedAt, accepted(A, yuan(99_000))))],
  ['not-its-turn', toldOn(held, showB, showC, at(bestAt, accepted(B, yuan(111_000))))],
  ['bid-below-asking', toldOn(held, showB, showC, at(bestAt, accepted(A, yuan(110_999.99))))],
  ['bid-after-end', toldOn(held, showB, showC, at(bestEndsAt, accepted(A, yuan(111_000))))],
  [
    'bid-below-asking',
    toldOn(stopped.entries, at(sealedAt, hidden(B, yuan(98_000))), at(sealedEndsAt, shown(B, yuan(98_000)))),
  ],
  [
    'wrong-winner',
    toldOn(held, showB, showC, at(bestEndsAt, closed(bestEndsAt)), at(bestEndsAt, sold(A, yuan(98_000)))),
  ],
  [
    'foreign-event',
    toldOn(start, at(third, { type: 'AutomaticBid', body: { bidderNumber: A, amount: yuan(1) } })),
  ],
];

describe('a wrong log of a fall is refused', () => {
  it.each(wrong)('%s', (fault, entries) => {
    expect(explain(entries)).toMatchObject({ ok: false, fault });
  });
  it('but terms on the edge are not', () => {
    for (const edge of [{ levels: 2 }, { levels: 100 }, { bestMs: 60_000 }])
      expect(explain([dutchNotice(edge)])).toMatchObject({ ok: true });
  });
});
