import fc from 'fast-check';
import { decide } from '@reassign/shared/auctions/decide.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import { DAY, HOUR, instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { admit, bid, close, lotId, notice, open, opensAt } from './lot.ts';

/*
 * Random histories of one lot: whatever people and clocks may send, in any order, lawful or not.
 */

const bidders = ['101', '202', '303', '404'] as BidderNumber[];
const START = notice().body.start.amount;
const bidder = fc.constantFrom(...bidders);

/** Added to the asking price of the moment, in fen: mostly lawful, often on the edge, sometimes far away. */
const above = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 500_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 1, arbitrary: fc.integer({ min: -10_000_000, max: 300_000_000 }) },
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
    arbitrary: fc.tuple(bidder, above, fc.boolean()).map(
      ([who, more, confirmed]): Untimed =>
        (at, asking) =>
          bid(who, money(Math.max(asking + more, 0), CNY), instant(at), { confirmed }),
    ),
  },
);

/** Begins just before the opening, jumps to the last minutes at some point, and closes in the end. */
export const history: fc.Arbitrary<LotEntry[]> = fc
  .record({
    early: fc.array(fc.tuple(pause, command), { maxLength: 15 }),
    late: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 * MINUTE }), command), { maxLength: 25 }),
    admitted: fc.subarray(bidders, { minLength: 2 }),
    closes: fc.boolean(),
  })
  .map(({ early, late, admitted, closes }) => {
    const log: LotEntry[] = [notice()];
    let state = evolve(unborn, notice());
    const send = (next: LotCommand): void => {
      const decision = decide(state, next);
      if (!decision.ok) return;
      for (const event of decision.events) {
        const entry: LotEntry = { ...event, lot: lotId, seq: log.length + 1, at: next.at };
        log.push(entry);
        state = evolve(state, entry);
      }
    };
    let at = opensAt - HOUR;
    const play = (commands: readonly (readonly [number, Untimed])[]): void => {
      for (const [wait, make] of commands)
        send(make((at += wait), 'asking' in state ? state.asking.amount : START));
    };
    play(early);
    send(open(admitted, instant((at = Math.max(at, opensAt)))));
    at = Math.max(at, opensAt + DAY - 8 * MINUTE);
    play(late);
    if (closes) send(close(instant((at += DAY))));
    return log;
  });
