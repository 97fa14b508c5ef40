import fc from 'fast-check';
import { decide } from '@reassign/shared/auctions/decide.ts';
import type { AuctionEvent, LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, evolveSealed, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotCommand, LotState } from '@reassign/shared/auctions/types.ts';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import { DAY, HOUR, type Instant, instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { reserveCommitment } from '@reassign/shared/listings/reserve.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import * as life from './life.ts';
import { admit, bid, close, lotId, notice, open, opensAt, P1, P2, salt } from './lot.ts';

/*
 * Random histories of one lot: whatever people and clocks may send, in any order, lawful or not.
 */

const bidders = ['101', '202', '303', P1, P2] as BidderNumber[];
const START = notice().body.start.amount;
const bidder = fc.constantFrom(...bidders);

/** Added to the asking price of the moment, in fen: mostly lawful, often on the edge, sometimes far away. */
const above = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 500_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: -2, max: 2 }) },
  // The leader's own price: what a priority purchaser may bid.
  { weight: 2, arbitrary: fc.constant(-100_000) },
  { weight: 1, arbitrary: fc.integer({ min: -10_000_000, max: 300_000_000 }) },
);

/** How far a maximum lies beyond its bid: often within an increment of another. */
const beyond = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.constantFrom(-1, 0, 1, 99_999, 100_000, 100_001, 200_000),
);

const someBidders = fc.subarray(bidders);

/** Time passes between commands: within a second, within the window, or by hours. */
const pause = fc.oneof(
  fc.integer({ min: 0, max: 1_000 }),
  fc.integer({ min: 0, max: 6 * MINUTE }),
  fc.integer({ min: 0, max: 8 * HOUR }),
);

type Untimed = (at: number, asking: number) => LotCommand;

const command: fc.Arbitrary<Untimed> = fc.oneof(
  {
    weight: 1,
    arbitrary: someBidders.map(
      (list): Untimed =>
        (at) =>
          open(list, instant(at)),
    ),
  },
  {
    weight: 1,
    arbitrary: someBidders.map(
      (list): Untimed =>
        (at) =>
          admit(list, instant(at)),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Untimed>((at) => close(instant(at))) },
  {
    weight: 9,
    arbitrary: fc
      .tuple(bidder, above, fc.boolean(), fc.option(beyond, { freq: 2 }))
      .map(([who, more, confirmed, further]): Untimed => (at, asking) => {
        const amount = Math.max(asking + more, 0);
        const upTo = further === null ? {} : { upTo: money(Math.max(amount + further, 0), CNY) };
        return bid(who, money(amount, CNY), instant(at), { confirmed, ...upTo });
      }),
  },
);

/** Moves in the life of the lot, by whoever may make them, in any order. */
const moves: fc.Arbitrary<Untimed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Untimed>(
      (at) => life.pause(instant(at)),
      (at) => life.endCause(instant(at)),
      (at) => life.resume(instant(at)),
      (at) => life.resume(instant(at)),
      (at) => life.resume(instant(at), life.platform),
      (at) => life.stopLadder(instant(at)),
      (at) => life.announce(instant(at), life.seller),
      (at) => life.correct([{ pointer: '/description', before: null, after: 'b' }], instant(at)),
    ),
  },
  {
    weight: 3,
    arbitrary: bidder.map(
      (who): Untimed =>
        (at) =>
          life.bar(who, instant(at)),
    ),
  },
  // Often: it takes a voided leader and somebody who led before.
  {
    weight: 6,
    arbitrary: bidder.map(
      (who): Untimed =>
        (at) =>
          life.reconfirm(who, instant(at)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Untimed>(
      (at) => life.settle(instant(at)),
      (at) => life.withdraw(instant(at)),
      (at) => life.annul(instant(at)),
    ),
  },
);

type Turn = (state: LotState, at: Instant) => readonly LotCommand[];

/** The leader is voided, everybody else may stand by a bid, and the lot goes on. */
const voidLeader: Turn = (state, at) => {
  if (state.phase !== 'open' || state.leader === null) return [];
  const { bidderNumber } = state.leader;
  return [life.bar(bidderNumber, at), ...bidders.map((who) => life.reconfirm(who, at)), life.resume(at)];
};

const annulSale: Turn = (_state, at) => [life.annul(at)];

/** The buyer does not pay; the runner-up takes the right and does not pay either, leaves it, or says nothing. */
const defaultOnSale: Turn = (_state, at) => {
  const later = (days: number): Instant => instant(at + days * DAY);
  const others = bidders.filter((_one, nth) => nth !== at % bidders.length);
  const answers = others.map((who) => life.answerOffer(who, at % 3 !== 0, later(1)));
  return [life.annulDefaulted(at), ...answers, life.annulDefaulted(later(2)), life.lapseOffer(later(9))];
};

/** The entry as it is exported. */
function inPublic(entry: LotEntry): LotEntry {
  const { type, body, lot, seq, at } = entry;
  return { type, body, lot, seq, at } as LotEntry;
}

/** A history as the public has it, and what each accepted command led to. */
export interface Played {
  readonly log: readonly LotEntry[];
  readonly accepted: readonly { readonly command: LotCommand; readonly events: readonly AuctionEvent[] }[];
  /** What the rules decided by, at the end. */
  readonly state: () => LotState;
}

/** A log that goes on with whatever is accepted. */
export function player(first: LotEntry) {
  const log: LotEntry[] = [first];
  const accepted: Played['accepted'][number][] = [];
  let state = evolve(unborn, first);
  let sealed = evolveSealed(null, unborn, first);
  return {
    log,
    accepted,
    state: () => state,
    send(next: LotCommand): void {
      const decision = decide(state, sealed, next);
      if (!decision.ok) return;
      accepted.push({ command: next, events: decision.events });
      for (const event of decision.events) {
        const entry: LotEntry = { ...event, lot: lotId, seq: log.length + 1, at: next.at };
        sealed = evolveSealed(sealed, state, entry);
        state = evolve(state, entry);
        log.push(inPublic(entry));
      }
    },
  };
}

/**
 * Begins just before the opening, jumps to the last minutes at some point, and closes in the end. `turns`: what chance alone brings about too seldom; half of the
 * histories have each.
 */
const playedWith = (
  first: typeof life.laddered,
  commands: fc.Arbitrary<Untimed>,
  turns: { readonly late?: Turn; readonly end?: Turn } = {},
): fc.Arbitrary<Played> =>
  fc
    .record({
      early: fc.array(fc.tuple(pause, commands), { maxLength: 15 }),
      late: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 * MINUTE }), commands), { maxLength: 25 }),
      admitted: fc.subarray(bidders, { minLength: 2 }),
      closes: fc.boolean(),
      turnsLate: fc.boolean(),
      turnsAtEnd: fc.boolean(),
    })
    .map(({ early, late, admitted, closes, turnsLate, turnsAtEnd }) => {
      const game = player(first);
      let at = opensAt - HOUR;
      const play = (commands: readonly (readonly [number, Untimed])[]): void => {
        for (const [wait, make] of commands) {
          const lot = game.state();
          game.send(make((at += wait), 'asking' in lot ? lot.asking.amount : START));
        }
      };
      play(early);
      game.send(open(admitted, instant((at = Math.max(at, opensAt)))));
      at = Math.max(at, opensAt + DAY - 8 * MINUTE);
      play(late);
      const turn = (moves: Turn | undefined): void => {
        for (const next of moves?.(game.state(), instant(at)) ?? []) game.send(next);
      };
      if (turnsLate) turn(turns.late);
      if (closes) game.send(close(instant((at += DAY))));
      if (turnsAtEnd) turn(turns.end);
      return game;
    });

export const played = playedWith(notice(), command);

/** The same with everything that may happen to a lot beside its bidding, and two rounds more. */
export const lived = playedWith(
  life.laddered,
  fc.oneof({ weight: 3, arbitrary: command }, { weight: 1, arbitrary: moves }),
  { late: voidLeader, end: annulSale },
);

/** The same, where buyers do not pay and the notice promised the runner-up an offer. */
export const defaulted = playedWith(
  { ...life.laddered, body: { ...life.laddered.body, runnerUpDays: 5 } },
  fc.oneof({ weight: 8, arbitrary: command }, { weight: 1, arbitrary: moves }),
  { end: defaultOnSale },
);

/** A lot with a hidden reserve, over three rounds: often within reach, sometimes met at the start. */
export const reserved = fc
  .oneof(fc.constantFrom(0, 1, 99_999, 100_000, 100_001), fc.integer({ min: 0, max: 3_000_000 }))
  .chain((above) => {
    const reserve = { amount: money(START + above, CNY), salt };
    const body = { ...life.laddered.body, reserve: reserveCommitment(lotId, reserve) };
    const commands = fc.oneof({ weight: 4, arbitrary: command }, { weight: 1, arbitrary: moves });
    const turns = { late: voidLeader, end: (_state: LotState, at: Instant) => [life.stopLadder(at)] };
    return playedWith({ ...life.laddered, body, sealed: { reserve } }, commands, turns).map((game) => ({
      ...game,
      reserve,
    }));
  });

export const history: fc.Arbitrary<readonly LotEntry[]> = played.map(({ log }) => log);
