import fc from 'fast-check';
import { levelAt, priceOfLevel } from '@reassign/shared/auctions/formats/dutch-prices.ts';
import type { LotCommand, LotState } from '@reassign/shared/auctions/types.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import { DAY, HOUR, instant, type Instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import {
  dutchNotice,
  fallEndsAt,
  fallOpensAt,
  giveShare,
  heldOpenUntil,
  hide,
  keyShares,
  openBids,
  seal,
  sealedNotice,
  sealedTerms,
  selloffNotice,
  take,
  withdraw,
} from './formats.ts';
import { type Played, player } from './history.ts';
import { admit, bid, close, closesAt, lotId, open, opensAt } from './lot.ts';

/*
 * Random histories of lots under the other formats: whatever people and clocks may send, in any order, lawful or not.
 */

const bidders = ['101', '202', '303', '404'] as BidderNumber[];
const bidder = fc.constantFrom(...bidders);
const fen = (amount: number): Money => money(Math.max(amount, 0), CNY);
const off = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2_000_000 }) },
  { weight: 3, arbitrary: fc.constantFrom(-1, 0, 1, 100_000) },
  { weight: 1, arbitrary: fc.integer({ min: -5_000_000, max: 200_000_000 }) },
);

type Untimed = (at: Instant, lot: LotState) => LotCommand;
const asking = (lot: LotState): number => ('asking' in lot ? lot.asking.amount : 10_000_000);

const admits = fc.subarray(bidders).map(
  (list): Untimed =>
    (at) =>
      admit(list, at),
);
const closes = fc.constant<Untimed>((at) => close(at));
const bids = fc.tuple(bidder, off, fc.boolean()).map(
  ([who, more, confirmed]): Untimed =>
    (at, lot) =>
      bid(who, fen(asking(lot) + more), at, { confirmed }),
);

/** At the level and price of the moment, mostly. */
const takes = fc
  .tuple(bidder, fc.constantFrom(0, 0, 0, 0, -1, 1))
  .map(([who, slip]): Untimed => (at, lot) => {
    const isDutch = lot.phase === 'open' && lot.terms.format === 'dutch';
    const level = Math.max(0, (isDutch ? levelAt(lot.terms, at) : 0) + slip);
    return take(who, level, priceOfLevel(fen(10_000_000), Math.min(level, 99)), at);
  });
const hides = fc.tuple(bidder, off, fc.boolean()).map(
  ([who, more, confirmed]): Untimed =>
    (at, lot) =>
      hide(who, fen(asking(lot) + more), at, confirmed),
);
const withdraws = bidder.map(
  (who): Untimed =>
    (at) =>
      withdraw(who, at),
);

const some = (waitMs: number, maxLength: number, ...commands: fc.Arbitrary<Untimed>[]) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: waitMs }), fc.oneof(...commands)), { maxLength });

type Steps = readonly (readonly [number, Untimed])[];

function play(game: ReturnType<typeof player>, from: number, steps: Steps): number {
  let at = from;
  for (const [wait, make] of steps) game.send(make(instant((at += wait)), game.state()));
  return at;
}

export const dutchPlayed: fc.Arbitrary<Played> = fc
  .record({
    admitted: fc.subarray(bidders, { minLength: 2 }),
    fall: some(90 * MINUTE, 6, takes, takes, bids, hides, admits, closes),
    under: some(2 * MINUTE, 12, hides, hides, hides, withdraws, bids, takes, admits),
    best: some(90_000, 8, bids, bids, hides, withdraws, closes),
    ends: fc.boolean(),
  })
  .map(({ admitted, fall, under, best, ends }) => {
    const game = player(dutchNotice());
    game.send(open(admitted, fallOpensAt));
    play(game, fallOpensAt, fall);
    const at = Math.max(fallEndsAt - MINUTE, game.log.at(-1)?.at ?? 0);
    play(game, at, under);
    game.send(close(later(fallEndsAt, 10 * MINUTE)));
    play(game, fallEndsAt + 10 * MINUTE, best);
    if (ends) game.send(close(later(fallEndsAt, HOUR)));
    return game;
  });

/** The bids say in plain what they would be encrypted to say: the rules take whatever the key made of them. */
export const sealedPlayed: fc.Arbitrary<Played> = fc
  .record({
    pricing: fc.constantFrom('first' as const, 'second' as const),
    admitted: fc.subarray(bidders, { minLength: 2 }),
    bids: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 * HOUR }), bidder), { maxLength: 10 }),
    amounts: fc.array(fc.option(fc.integer({ min: 9_000_000, max: 12_000_000 }), { freq: 8 }), {
      minLength: 12,
      maxLength: 12,
    }),
    keepers: fc.shuffledSubarray([0, 1, 2]),
    wrongShare: fc.boolean(),
    exceeds: fc.nat(20),
  })
  .map(({ pricing, admitted, bids: wishes, amounts, keepers, wrongShare, exceeds }) => {
    const game = player(sealedNotice(sealedTerms(pricing)));
    game.send(open(admitted));
    let at: number = opensAt;
    for (const [wait, who] of wishes) game.send(seal(who, 'YWdl', instant((at += wait))));
    if (wrongShare) game.send(giveShare(0, closesAt, keyShares[1]));
    game.send(close(closesAt));
    keepers.forEach((keeper, nth) => {
      game.send(giveShare(keeper, later(closesAt, nth)));
    });
    const state = game.state();
    if (state.phase === 'open' && 'bids' in state.course)
      game.send(
        openBids(
          later(closesAt, HOUR),
          ...[...state.course.bids].map(([bidderNumber, seq], nth) => {
            const amount = amounts[nth] ?? null;
            const content = amount === null ? null : { lot: lotId, bidderNumber, amount: fen(amount) };
            return { seq, content, exceedsAuthority: exceeds === nth };
          }),
        ),
      );
    game.send(close(later(closesAt, DAY)));
    return game;
  });

export const selloffPlayed: fc.Arbitrary<Played> = fc
  .record({
    admitted: fc.subarray(bidders, { minLength: 2 }),
    waits: fc.oneof(fc.integer({ min: 0, max: 60 * DAY }), fc.constant(heldOpenUntil - opensAt - MINUTE)),
    first: some(HOUR, 3, bids, closes, admits),
    late: some(3 * MINUTE, 20, bids, bids, bids, admits, closes),
    ends: fc.boolean(),
  })
  .map(({ admitted, waits, first, late, ends }) => {
    const game = player(selloffNotice());
    game.send(open(admitted));
    const at = play(game, opensAt + waits, first);
    const lot = game.state();
    const end = 'closesAt' in lot ? lot.closesAt : at;
    play(game, Math.max(at, end - 8 * MINUTE), late);
    if (ends) game.send(close(later(heldOpenUntil, 3 * DAY)));
    return game;
  });
