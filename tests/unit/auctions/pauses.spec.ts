import { describe, expect, it } from 'vitest';
import { wakesAt } from '@reassign/shared/auctions/decide.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { HOUR, instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { given } from '../../support/given.ts';
import {
  bar,
  court,
  courtLot,
  courtOpens,
  endCause,
  operator,
  pause,
  platform,
  reason,
  reconfirm,
  resume,
  resumed,
  seller,
} from '../../support/life.ts';
import {
  A,
  accepted,
  B,
  bid,
  C,
  close,
  closed,
  closesAt,
  march,
  notice,
  onLastDay,
  open,
  opensAt,
  sold,
  yuan,
} from '../../support/lot.ts';

const opened = given(notice(), open([A, B, C]));
const noon = march('17T12:00:00.000');

describe('a pause', () => {
  it('says who paused, why, and for what cause', () => {
    opened
      .when(pause(noon, 'third-party-claim', seller))
      .then({ type: 'LotPaused', body: { actor: seller, reason, cause: 'third-party-claim' } });
  });
  it('takes no bids and does not close', () => {
    const paused = opened.when(pause(noon)).and;
    paused.when(bid(A, yuan(100_000), later(noon, 1))).thenRefused('lot-not-open');
    paused.when(close(later(closesAt, HOUR))).thenNothing();
  });
  it('keeps the time that was left', () => {
    const paused = opened.when(pause(noon)).and;
    const at = march('19T08:00:00.000');
    paused.when(resume(at)).then(resumed(opensAt, later(at, closesAt - noon)));
  });
  it('leaves at least five minutes', () => {
    for (const [left, kept] of [
      [5 * MINUTE + 1, 5 * MINUTE + 1],
      [5 * MINUTE, 5 * MINUTE],
      [1, 5 * MINUTE],
    ] as const) {
      const at = march('19T08:00:00.000');
      const paused = opened.when(pause(later(closesAt, -left))).and;
      paused.when(resume(at)).then(resumed(opensAt, later(at, kept)));
    }
  });
  it('is late at the end', () => {
    opened.when(pause(closesAt)).thenRefused('lot-closed', { closesAt });
  });
  it('goes on where it stood: leader, asking price, and the extension from the new end', () => {
    const at = march('19T08:00:00.000');
    const end = later(at, closesAt - noon);
    const resumedLot = opened
      .when(bid(A, yuan(100_000), noon))
      .and.when(pause(noon))
      .and.when(resume(at)).and;
    expect(resumedLot.state).toMatchObject({ phase: 'open', asking: yuan(101_000), closesAt: end });
    const late = later(end, -1);
    resumedLot.when(bid(B, yuan(101_000), late)).then(accepted(B, yuan(101_000)), {
      type: 'LotExtended',
      body: { closesAt: new Date(later(late, 5 * MINUTE)).toISOString() },
    });
  });
  it('in the notice moves the opening only when its hour has passed, and the end with it', () => {
    const paused = given(notice()).when(pause(march('10T08:00:00.000'))).and;
    paused.when(resume(later(opensAt, -1))).then(resumed(opensAt, closesAt));
    const at = later(opensAt, HOUR);
    paused.when(open([A], opensAt)).thenNothing();
    paused.when(resume(at)).then(resumed(at, later(closesAt, HOUR)));
    const goingOn = paused.when(resume(at)).and;
    expect(goingOn.state.phase).toBe('notice');
    expect(wakesAt(goingOn.state)).toBe(at);
  });
});

describe('going on', () => {
  const paused = opened.when(pause(noon)).and;
  // The cause ended on 18 March: the 19th is day 1, the 23rd day 5.
  const ended = paused.when(endCause(onLastDay('23:59:59.999'))).and;
  const lastInstant = march('24T00:00:00.000');
  it('is possible until 24:00 of the fifth day after the cause ended (§3.2)', () => {
    expect(ended.when(resume(lastInstant)).and.state.phase).toBe('open');
    ended.when(resume(later(lastInstant, 1))).thenRefused('too-late', { until: lastInstant });
  });
  it('counts from the end of the cause alone', () => {
    expect(paused.when(resume(march('30T00:00:00.000'))).and.state.phase).toBe('open');
    ended.when(endCause(march('19T10:00:00.000'))).thenRefused('nothing-changes');
  });
  it('happens by itself at the last instant, not a millisecond before', () => {
    expect(wakesAt(paused.state)).toBeNull();
    expect(wakesAt(ended.state)).toBe(lastInstant);
    ended.when(resume(later(lastInstant, -1), platform)).thenNothing();
    expect(ended.when(resume(lastInstant, platform)).and.state.phase).toBe('open');
    // The platform slept: it still goes on.
    expect(ended.when(resume(later(lastInstant, HOUR), platform)).and.state.phase).toBe('open');
  });
});

describe('who pauses for what', () => {
  const inCourt = given(courtLot, open([A], courtOpens));
  const at = later(courtOpens, 1);
  it('leaves the platform only faults and safety in a court’s sale (N 28)', () => {
    for (const cause of ['fault', 'safety'] as const)
      expect(inCourt.when(pause(at, cause)).and.state.phase).toBe('paused');
    inCourt.when(pause(at, 'third-party-claim')).thenRefused('cause-not-allowed');
    expect(inCourt.when(pause(at, 'third-party-claim', court)).and.state.phase).toBe('paused');
  });
  it('lets the platform pause a bank’s sale for a claim of somebody else', () => {
    expect(opened.when(pause(noon, 'third-party-claim', operator)).and.state.phase).toBe('paused');
  });
  it('pauses for a voided leader by the rules alone', () => {
    opened.when(pause(noon, 'leader-voided')).thenRefused('cause-not-allowed');
  });
});

describe('a leader who may not bid', () => {
  const bids = opened
    .when(bid(A, yuan(100_000), noon))
    .and.when(bid(B, yuan(101_000), noon))
    .and.when(bid(C, yuan(102_000), noon))
    .and.when(bid(A, yuan(103_000), noon))
    .and.when(bid(B, yuan(104_000), noon)).and;
  const voided = bids.when(bar(B, noon)).and;
  const nextDay = march('18T09:00:00.000');
  const end = later(nextDay, closesAt - noon);

  it('pauses the lot under its number only', () => {
    bids
      .when(bar(B, noon, 'near-relative'))
      .then(
        { type: 'BidderBarred', body: { actor: operator, bidderNumber: B, ground: 'near-relative' } },
        { type: 'LotPaused', body: { actor: platform, cause: 'leader-voided', reason: '' } },
      );
  });
  it('leaves a lot running whose leader somebody else is', () => {
    expect(bids.when(bar(C, noon)).and.state).toMatchObject({ phase: 'open', leader: { bidderNumber: B } });
  });
  it('may not bid any more, nor stand by a bid', () => {
    const barred = bids.when(bar(C, noon)).and;
    barred.when(bid(C, yuan(110_000), noon)).thenRefused('barred');
    voided.when(reconfirm(B, nextDay)).thenRefused('barred', { ground: 'auxiliary' });
  });
  it('reopens at the highest bid that its bidder stands by', () => {
    voided
      .when(reconfirm(C, nextDay))
      .then({ type: 'BidReconfirmed', body: { bidderNumber: C, amount: yuan(102_000) } });
    const both = voided.when(reconfirm(C, nextDay)).and.when(reconfirm(A, nextDay)).and;
    both.when(reconfirm(C, nextDay)).thenRefused('below-asking', { asking: yuan(103_000) });
    both.when(reconfirm(A, nextDay)).thenRefused('already-leading', { asking: yuan(103_000) });
    const reopened = both.when(resume(nextDay)).and;
    expect(reopened.state).toMatchObject({
      leader: { bidderNumber: A, amount: yuan(103_000) },
      asking: yuan(104_000),
    });
    reopened.when(close(end)).then(closed(end), sold(A, yuan(103_000)));
  });
  it('reopens at the start when nobody stands by a bid', () => {
    const reopened = voided.when(resume(nextDay)).and;
    expect(reopened.state).toMatchObject({ leader: null, asking: yuan(100_000) });
    reopened.when(bid(A, yuan(99_999.99), nextDay)).thenRefused('below-start');
    reopened.when(bid(A, yuan(100_000), nextDay)).then(accepted(A, yuan(100_000)));
  });
  it('takes along a bid that was stood by', () => {
    const again = voided.when(reconfirm(A, nextDay)).and.when(bar(A, nextDay)).and.when(resume(nextDay)).and;
    expect(again.state).toMatchObject({ leader: null, asking: yuan(100_000) });
  });
  it('is asked for by others only after a leader was voided', () => {
    bids.when(pause(noon)).and.when(reconfirm(A, nextDay)).thenRefused('wrong-state');
  });
  it('is a number of the lot, and barred once', () => {
    bids.when(bar('909' as typeof A, noon)).thenRefused('unknown-bidder');
    voided.when(bar(B, nextDay)).thenRefused('nothing-changes');
    bids.when(bar(A, closesAt)).thenRefused('lot-closed', { closesAt });
  });
  it('explains itself', () => {
    const whole = voided.when(reconfirm(A, nextDay)).and.when(resume(nextDay)).and.when(close(end)).and;
    expect(explain(whole.entries)).toMatchObject({ ok: true });
  });
});

it('a pause never shortens what is left: twenty pauses of a minute', () => {
  let lot = opened;
  for (let nth = 0; nth < 20; nth++) {
    const at = instant(noon + nth * 2 * MINUTE);
    lot = lot.when(pause(at)).and.when(resume(later(at, MINUTE))).and;
  }
  expect(lot.state).toMatchObject({ closesAt: later(closesAt, 20 * MINUTE) });
});
