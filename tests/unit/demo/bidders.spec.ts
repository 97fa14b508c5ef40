import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import { later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { startDemoBidders } from '../../../server/demo/bidders.ts';
import type { Modules } from '../../../server/modules.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, closesAt, lotId, notice, open, opensAt } from '../../support/lot.ts';
import { testClock, type TestClock } from '../../support/test-clock.ts';

const robot = (id: string) => ({ organisation: { id } }) as unknown as Principal;
const robots = [robot('a'), robot('b')] as const;

let clock: TestClock;
let state: LotState;
let bids: string[];
let faults: unknown[];
let isAway: boolean;
let duringBid: () => void;

/** The part of the auctions that robots use, over the rules. */
const auctions = {
  sequencer: {
    view: () =>
      isAway ? Promise.reject(new Error('no database')) : Promise.resolve({ state: { lot: state } }),
  },
  auctions: {
    standing: (_lot: unknown, organisation: string) =>
      Promise.resolve({ kind: 'bidder', bidderNumber: organisation === 'a' ? A : B }),
    placeBid: (_lot: unknown, wish: { standing: { bidderNumber: typeof A }; amount: Money }) => {
      duringBid();
      bids.push(wish.standing.bidderNumber);
      state = given(notice(), open(), bid(wish.standing.bidderNumber, wish.amount)).state;
      return Promise.resolve({ ok: true });
    },
  },
} as unknown as Modules['auctions'];

beforeEach(() => {
  clock = testClock(later(opensAt, MINUTE));
  state = given(notice(), open()).state;
  bids = [];
  faults = [];
  isAway = false;
  duringBid = () => undefined;
});

const start = () => startDemoBidders({ auctions }, clock, lotId, robots, (error) => faults.push(error));

describe('the bidders of the demo', () => {
  it('outbid each other by turns, once in 20 to 45 seconds', async () => {
    start();
    await clock.advance(10 * MINUTE);
    expect(bids.length).toBeGreaterThanOrEqual(13);
    expect(bids.length).toBeLessThanOrEqual(30);
    expect(bids.every((bidder, nth) => nth === 0 || bidder !== bids[nth - 1])).toBe(true);
  });

  it('go on after a fault', async () => {
    start();
    isAway = true;
    await clock.advance(MINUTE);
    expect(faults).not.toEqual([]);
    isAway = false;
    await clock.advance(MINUTE);
    expect(bids).not.toEqual([]);
  });

  it('leave the last five minutes to the visitor', async () => {
    await clock.advanceTo(later(closesAt, -6 * MINUTE + SECOND));
    start();
    await clock.advanceTo(closesAt);
    expect(bids).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it('stop when told, also in the middle of a bid', async () => {
    const bidders = start();
    duringBid = () => {
      bidders.stop();
    };
    await clock.advance(5 * MINUTE);
    expect(bids).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});
