import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { DAY, HOUR, instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import {
  dutchNotice,
  fallEndsAt,
  fallOpensAt,
  giveShare,
  hidden,
  hide,
  openBids,
  reads,
  seal,
  sealedEndsAt,
  sealedNotice,
  selloffNotice,
  shown,
  take,
  taken,
} from '../../support/formats.ts';
import { type Given, given } from '../../support/given.ts';
import { bar, pause, platform, reconfirm, resume, resumed } from '../../support/life.ts';
import {
  A,
  B,
  bid,
  C,
  close,
  closed,
  closesAt,
  march,
  notice,
  open,
  opensAt,
  registered,
  sold,
  unsold,
  yuan,
} from '../../support/lot.ts';

/* Pauses, voided leaders and rounds where the bidding has steps of its own (3-trading-rules §3.2, §3.3, §3.5). */

const falling = given(dutchNotice(), open([A, B, C], fallOpensAt));
/** In the middle of level 2. */
const middle = later(fallOpensAt, 12 * MINUTE);
const stopped = falling.when(take(A, 2, yuan(98_000), middle)).and;
const under = later(fallEndsAt, 4 * MINUTE);
const placed = stopped
  .when(hide(B, yuan(99_000), under))
  .and.when(hide(C, yuan(99_500), later(under, 1))).and;
const best = placed.when(close(sealedEndsAt)).and;

const standsUp = (lot: Given): void => {
  expect(explain(lot.entries)).toMatchObject({ ok: true });
};

describe('a fall that is paused', () => {
  const resumedAt = later(middle, DAY);
  const again = falling.when(pause(middle)).and.when(resume(resumedAt)).and;
  it('goes on at the level at which it stood, for the time that was left', () => {
    falling
      .when(pause(middle))
      .and.when(resume(resumedAt))
      .then(resumed(fallOpensAt, later(fallEndsAt, DAY)));
    again.when(take(A, 2, yuan(98_000), later(resumedAt, 3 * MINUTE - 1))).then(taken(A, 2, yuan(98_000)));
    again.when(take(A, 2, yuan(98_000), later(resumedAt, 3 * MINUTE))).thenRefused('wrong-step');
  });
  it('admits, and takes hidden bids, by the end that was moved', () => {
    const end = later(fallEndsAt, DAY);
    const taker = again.when(take(A, 2, yuan(98_000), later(resumedAt, 1))).and;
    taker.when(hide(B, yuan(99_000), later(end, -1))).thenRefused('not-your-turn', {
      asking: yuan(98_000.01),
      opensAt: end,
      closesAt: later(end, 10 * MINUTE),
    });
    taker.when(hide(B, yuan(99_000), end)).then(hidden(B, yuan(99_000)));
    standsUp(taker);
  });
  it('holds its last price for as long as at least five minutes are left', () => {
    const late = later(fallEndsAt, -MINUTE);
    const last = falling.when(pause(late)).and.when(resume(later(late, HOUR))).and;
    const end = later(late, HOUR + 5 * MINUTE);
    last.when(take(A, 80, yuan(20_000), later(end, -1))).then(taken(A, 80, yuan(20_000)));
    last.when(close(end)).then(closed(end), unsold);
  });
});

describe('a sealed phase that is paused', () => {
  it('has the time that was left, and keeps what was hidden', () => {
    const at = later(under, MINUTE);
    const end = later(sealedEndsAt, HOUR);
    const again = placed.when(pause(at)).and.when(resume(later(at, HOUR))).and;
    again.when(close(later(end, -1))).thenNothing();
    again.when(close(end)).then(shown(B, yuan(99_000)), shown(C, yuan(99_500)));
    standsUp(again);
  });
});

describe('a voided leader', () => {
  const at = later(sealedEndsAt, MINUTE);
  const paused = best.when(bar(C, at)).and;

  it('of the fall lets it go on as if it had stood still since it was stopped', () => {
    const soon = later(under, MINUTE);
    const again = placed.when(bar(A, soon)).and.when(resume(later(soon, HOUR))).and;
    const left = fallEndsAt - middle;
    expect(again.state).toMatchObject({
      phase: 'open',
      leader: null,
      closesAt: later(soon, HOUR + left),
      course: { phase: 'fall' },
    });
    again.when(take(B, 2, yuan(98_000), later(soon, HOUR + 3 * MINUTE - 1))).then(taken(B, 2, yuan(98_000)));
    again.when(take(B, 2, yuan(98_000), later(soon, HOUR + 3 * MINUTE))).thenRefused('wrong-step');
    standsUp(again);
  });
  it('takes what was hidden over it along: whoever hid it may bid again', () => {
    const soon = later(under, MINUTE);
    const again = placed.when(bar(A, soon)).and.when(resume(later(soon, HOUR))).and;
    expect(again.sealed).toEqual({ hidden: new Map(), reserve: null });
    const end = later(soon, HOUR + fallEndsAt - middle);
    again
      .when(take(B, 2, yuan(98_000), later(soon, HOUR)))
      .and.when(close(later(end, 10 * MINUTE)))
      .then(closed(later(end, 10 * MINUTE)), sold(B, yuan(98_000)));
  });
  it('under seal is followed by the next bid that was opened, though it never led, over which the best may come', () => {
    const again = paused.when(reconfirm(B, at)).and.when(resume(later(at, HOUR))).and;
    const end = later(at, HOUR + 5 * MINUTE);
    expect(again.state).toMatchObject({ leader: { bidderNumber: B }, asking: yuan(100_000), closesAt: end });
    again.when(bid(A, yuan(99_999.99), later(at, HOUR))).thenRefused('below-asking');
    expect(again.when(bid(A, yuan(100_000), later(at, HOUR))).and.state).toMatchObject({
      leader: { bidderNumber: A },
    });
    again.when(close(end)).then(closed(end), sold(B, yuan(99_000)));
    standsUp(again);
  });
  it('gives way to whoever stopped the fall, where nobody else stands by a bid', () => {
    const again = paused.when(reconfirm(A, at)).and.when(resume(later(at, HOUR))).and;
    const end = later(at, HOUR + 5 * MINUTE);
    again.when(close(end)).then(closed(end), sold(A, yuan(98_000)));
    standsUp(again);
  });
  it('is replaced by the highest who stands by a bid, of equal ones the earlier', () => {
    paused
      .when(reconfirm(A, at))
      .and.when(reconfirm(B, at))
      .and.when(reconfirm(A, at))
      .thenRefused('below-asking', { asking: yuan(99_000) });
    const equal = stopped
      .when(hide(B, yuan(99_000), under))
      .and.when(hide(C, yuan(99_000), later(under, 1)))
      .and.when(close(sealedEndsAt))
      .and.when(bid(A, yuan(100_000), at))
      .and.when(bar(A, at)).and;
    equal
      .when(reconfirm(B, at))
      .and.when(reconfirm(C, at))
      .thenRefused('below-asking', { asking: yuan(99_000) });
    expect(equal.when(reconfirm(C, at)).and.when(reconfirm(B, at)).and.entries.at(-1)).toMatchObject({
      type: 'BidReconfirmed',
    });
  });
  it('without anybody to stand by a bid lets the fall go on', () => {
    const again = paused.when(resume(later(at, HOUR))).and;
    expect(again.state).toMatchObject({ leader: null, asking: yuan(100_000), course: { phase: 'fall' } });
    standsUp(again);
  });
  it('of a sell-off is followed by the start, in the time that is left', () => {
    const selling = given(selloffNotice(), open([A, B]), bid(A, yuan(100_000), opensAt));
    const noon = later(opensAt, HOUR);
    const again = selling.when(bar(A, noon)).and.when(resume(later(noon, HOUR))).and;
    again.when(bid(B, yuan(99_999.99), later(noon, HOUR))).thenRefused('below-start');
    expect(again.when(bid(B, yuan(100_000), later(noon, HOUR))).and.state).toMatchObject({
      leader: { bidderNumber: B },
      closesAt: later(opensAt, DAY + HOUR),
    });
    standsUp(again);
  });
});

describe('what somebody who is barred left under seal', () => {
  it('is not opened', () => {
    const barred = placed.when(bar(C, later(under, MINUTE))).and;
    barred.when(close(sealedEndsAt)).then(shown(B, yuan(99_000)));
    standsUp(barred);
  });
  it('does not count among sealed bids', () => {
    const noon = march('17T12:00:00.000');
    const lot = given(sealedNotice(), open([A, B]), seal(A, 'YWdl', noon), seal(B, 'YWdl', noon));
    const barred = lot.when(bar(B, later(noon, 1))).and;
    const opened = barred
      .when(giveShare(0, closesAt))
      .and.when(giveShare(2, closesAt))
      .and.when(openBids(closesAt, reads(5, A, yuan(100_000)))).and;
    expect(opened.state).toMatchObject({ phase: 'sold', winner: A });
    standsUp(opened);
  });
});

describe('a round in another format', () => {
  const times = { opensAt: '2026-04-10T02:00:00.000Z', closesAt: '2026-04-10T08:45:00.000Z' };
  const held = { opensAt: '2026-05-10T02:00:00.000Z', closesAt: '2026-07-09T16:00:00.000Z' };
  const first = notice({
    ladder: [
      { format: 'dutch', start: yuan(80_000), ...times },
      { format: 'selloff', start: yuan(80_000), ...held },
    ],
  });
  const failed = given(first, open([A])).when(close());

  it('falls by 81 levels in the time of its rung, with the usual phases', () => {
    failed.then(closed(), unsold, {
      type: 'RoundAnnounced',
      body: {
        ...{ actor: platform, round: 2, start: yuan(80_000), deposit: yuan(10_000), ...times },
        ...{ format: 'dutch', levels: 81, levelMs: 5 * MINUTE, sealedMs: 10 * MINUTE, bestMs: 5 * MINUTE },
      },
    });
  });
  it('rises by one per cent of the start before where that had no increments', () => {
    const atOpening = instant(Date.parse(times.opensAt));
    const end = instant(Date.parse(times.closesAt));
    const over = failed.and.when(open([B], atOpening));
    over.then(registered(B), { type: 'LotOpened', body: {} });
    const selling = over.and.when(close(end));
    selling.then(closed(end), unsold, {
      type: 'RoundAnnounced',
      body: {
        ...{ actor: platform, round: 3, start: yuan(80_000), deposit: yuan(10_000), ...held },
        ...{ format: 'selloff', increments: fixedStep(yuan(800)) },
      },
    });
    standsUp(selling.and);
  });
  it('follows sealed bids of which none was valid, but not where they were never opened', () => {
    const ladder = [{ format: 'selloff' as const, start: yuan(100_000), ...held }];
    const sealedFirst = { ...sealedNotice(), body: { ...sealedNotice().body, ladder } };
    const lot = given(sealedFirst, open([A]), seal(A, 'YWdl', opensAt));
    const opened = lot
      .when(giveShare(0, closesAt))
      .and.when(giveShare(1, closesAt))
      .and.when(openBids(closesAt, reads(4, A, null))).and;
    expect(opened.state).toMatchObject({ phase: 'notice', terms: { format: 'selloff', round: 2 } });
    standsUp(opened);
    const never = lot.when(close(later(closesAt, DAY))).and;
    expect(never.state).toMatchObject({ phase: 'unsold', reason: 'not-opened' });
    standsUp(never);
  });
});

it('a pause after the end of sealed bids is too late: they are opened', () => {
  const lot = given(sealedNotice(), open([A]), seal(A, 'YWdl', opensAt));
  lot.when(pause(closesAt)).thenRefused('lot-closed', { closesAt });
  expect(lot.when(pause(later(closesAt, -1))).and.state.phase).toBe('paused');
});
