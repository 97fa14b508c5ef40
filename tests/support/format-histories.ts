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
import * as life from './life.ts';
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
    const fall = 'course' in lot && 'fall' in lot.course ? lot.course.fall : null;
    const level = Math.max(0, (fall ? levelAt(fall, { levels: 81, levelMs: 5 * MINUTE }, at) : 0) + slip);
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

/** Beside the bidding: a pause, somebody barred, or the leader voided, whereupon some stand by their bids. */
type Disturbance = {
  readonly kind: 'pause' | 'bar' | 'void';
  readonly who: BidderNumber;
  readonly ms: number;
};

const disturbance = fc.option(
  fc.record({
    kind: fc.constantFrom('pause' as const, 'bar' as const, 'void' as const),
    who: bidder,
    ms: fc.oneof(fc.integer({ min: 1, max: 30 * MINUTE }), fc.integer({ min: 1, max: 3 * DAY })),
  }),
);
const undisturbed = fc.constant(null);

/** How late it is when the lot goes on. */
function disturb(game: ReturnType<typeof player>, from: number, turn: Disturbance | null): number {
  const lot = game.state();
  if (turn === null || lot.phase !== 'open') return from;
  const at = instant(Math.max(from, lot.lastAt));
  const leader = lot.leader?.bidderNumber ?? turn.who;
  if (turn.kind === 'pause') game.send(life.pause(at));
  else game.send(life.bar(turn.kind === 'void' ? leader : turn.who, at));
  if (game.state().phase !== 'paused') return at;
  // Whoever may have to be asked: the one named, then all from the last to the first.
  const asked = turn.ms % 2 === 0 ? [turn.who, ...bidders.toReversed()] : [];
  for (const one of asked) game.send(life.reconfirm(one, at));
  game.send(life.resume(later(at, turn.ms)));
  return at + turn.ms;
}

const endOf = (lot: LotState, otherwise: number): number => ('closesAt' in lot ? lot.closesAt : otherwise);

const dutchGame = (turn: fc.Arbitrary<Disturbance | null>): fc.Arbitrary<Played> =>
  fc
    .record({
      turns: fc.tuple(turn, turn, turn),
      admitted: fc.subarray(bidders, { minLength: 2 }),
      fall: some(90 * MINUTE, 6, takes, takes, bids, hides, admits, closes),
      under: some(2 * MINUTE, 12, hides, hides, hides, withdraws, bids, takes, admits),
      best: some(90_000, 8, bids, bids, hides, withdraws, closes),
      ends: fc.boolean(),
    })
    .map(({ turns, admitted, fall, under, best, ends }) => {
      const game = player(dutchNotice());
      game.send(open(admitted, fallOpensAt));
      let at = disturb(game, play(game, fallOpensAt, fall), turns[0]);
      const lot = game.state();
      const begins = lot.phase === 'open' && 'opensAt' in lot.course ? lot.course.opensAt : fallEndsAt;
      at = disturb(
        game,
        play(game, Math.max(begins - MINUTE, at, game.log.at(-1)?.at ?? 0), under),
        turns[1],
      );
      game.send(close(instant((at = Math.max(at, endOf(game.state(), at))))));
      at = disturb(game, play(game, at, best), turns[2]);
      if (ends) game.send(close(instant(Math.max(at, endOf(game.state(), at)))));
      return game;
    });

export const dutchPlayed = dutchGame(undisturbed);
export const dutchLived = dutchGame(disturbance);

/** The bids say in plain what they would be encrypted to say: the rules take whatever the key made of them. */
const sealedGame = (turn: fc.Arbitrary<Disturbance | null>): fc.Arbitrary<Played> =>
  fc
    .record({
      turn,
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
    .map(({ turn: beside, pricing, admitted, bids: wishes, amounts, keepers, wrongShare, exceeds }) => {
      const game = player(sealedNotice(sealedTerms(pricing)));
      game.send(open(admitted));
      let at: number = opensAt;
      for (const [wait, who] of wishes) game.send(seal(who, 'YWdl', instant((at += wait))));
      disturb(game, at, beside);
      const end = instant(endOf(game.state(), closesAt));
      if (wrongShare) game.send(giveShare(0, end, keyShares[1]));
      game.send(close(end));
      keepers.forEach((keeper, nth) => {
        game.send(giveShare(keeper, later(end, nth)));
      });
      const state = game.state();
      if (state.phase === 'open' && 'bids' in state.course)
        game.send(
          openBids(
            later(end, HOUR),
            ...[...state.course.bids].map(([bidderNumber, seq], nth) => {
              const amount = amounts[nth] ?? null;
              const content = amount === null ? null : { lot: lotId, bidderNumber, amount: fen(amount) };
              return { seq, content, exceedsAuthority: exceeds === nth };
            }),
          ),
        );
      game.send(close(later(end, DAY)));
      return game;
    });

export const sealedPlayed = sealedGame(undisturbed);
export const sealedLived = sealedGame(disturbance);

const selloffGame = (turn: fc.Arbitrary<Disturbance | null>): fc.Arbitrary<Played> =>
  fc
    .record({
      turns: fc.tuple(turn, turn),
      admitted: fc.subarray(bidders, { minLength: 2 }),
      waits: fc.oneof(fc.integer({ min: 0, max: 60 * DAY }), fc.constant(heldOpenUntil - opensAt - MINUTE)),
      first: some(HOUR, 3, bids, closes, admits),
      late: some(3 * MINUTE, 20, bids, bids, bids, admits, closes),
      ends: fc.boolean(),
    })
    .map(({ turns, admitted, waits, first, late, ends }) => {
      const game = player(selloffNotice());
      game.send(open(admitted));
      let at = disturb(game, play(game, opensAt + waits, first), turns[0]);
      at = disturb(game, play(game, Math.max(at, endOf(game.state(), at) - 8 * MINUTE), late), turns[1]);
      if (ends) game.send(close(instant(Math.max(at, endOf(game.state(), at)))));
      return game;
    });

export const selloffPlayed = selloffGame(undisturbed);
export const selloffLived = selloffGame(disturbance);
