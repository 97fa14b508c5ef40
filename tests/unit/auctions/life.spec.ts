import { describe, expect, it } from 'vitest';
import { wakesAt } from '@reassign/shared/auctions/decide.ts';
import { nobodyAdmitted } from '@reassign/shared/auctions/admitted.ts';
import { evolve } from '@reassign/shared/auctions/evolve.ts';
import { later } from '@reassign/shared/kernel/instant.ts';
import { given, nothingYet } from '../../support/given.ts';
import {
  A,
  admit,
  B,
  bid,
  C,
  close,
  closed,
  closesAt,
  lotId,
  march,
  neverOpen,
  notice,
  onLastDay,
  open,
  opensAt,
  registered,
  sold,
  unsold,
  yuan,
} from '../../support/lot.ts';

const inNotice = given(notice());
const opened = given(notice(), open([A, B]));
const opening = { type: 'LotOpened', body: {} } as const;
const noon = march('17T12:00:00.000');

describe('the opening', () => {
  it('brings in everybody whose deposit was held, in the order given, and then opens', () => {
    inNotice.when(open([B, A])).then(registered(B), registered(A), opening);
  });
  it('does nothing a millisecond before its hour', () => {
    inNotice.when(open([A], later(opensAt, -1))).thenNothing();
  });
  it('happens without a bidder too', () => {
    inNotice.when(open([])).then(opening);
  });
  it('comes too late at the end: nobody could bid, and the log says so instead', () => {
    inNotice.when(open([A, B], later(closesAt, -1))).then(registered(A), registered(B), opening);
    const missed = inNotice.when(open([A, B], closesAt));
    missed.then(neverOpen);
    expect(missed.and.state).toMatchObject({ phase: 'unsold', reason: 'never-open', bidCount: 0, closesAt });
    expect(wakesAt(missed.and.state)).toBeNull();
    missed.and.when(bid(A, yuan(100_000), closesAt)).thenRefused('lot-closed');
  });
  it('does nothing the second time', () => {
    opened.when(open([C])).thenNothing();
  });
  it('begins at the start price, without a leader, until the announced end', () => {
    expect(opened.state).toMatchObject({
      phase: 'open',
      asking: yuan(100_000),
      leader: null,
      bidCount: 0,
      closesAt,
    });
  });
});

describe('later registrations', () => {
  it('are admitted while the lot is open', () => {
    opened.when(admit([C], noon)).then(registered(C));
    opened
      .when(admit([C], noon))
      .and.when(bid(C, yuan(100_000)))
      .and.when(close())
      .and.when(close())
      .thenNothing();
  });
  it('pass over whoever is in already, and say nobody twice', () => {
    opened.when(admit([A, C, C], noon)).then(registered(C));
  });
  it('wait for the opening', () => {
    inNotice.when(admit([C], noon)).thenRefused('lot-not-open', { opensAt });
  });
  it('are late at the end', () => {
    opened.when(admit([C], later(closesAt, -1))).then(registered(C));
    opened.when(admit([C], closesAt)).thenRefused('lot-closed', { closesAt });
  });
});

describe('the close', () => {
  it('sells to the leader at its bid', () => {
    opened
      .when(bid(A, yuan(100_000)))
      .and.when(bid(B, yuan(123_456.78)))
      .and.when(close())
      .then(closed(), sold(B, yuan(123_456.78)));
  });
  it('sells to a single bidder who bid the start (§3.9 case 12)', () => {
    opened
      .when(bid(A, yuan(100_000)))
      .and.when(close())
      .then(closed(), sold(A, yuan(100_000)));
  });
  it('leaves the lot unsold without a bid', () => {
    opened.when(close()).then(closed(), unsold);
  });
  it('does nothing a millisecond early', () => {
    opened.when(close(later(closesAt, -1))).thenNothing();
  });
  it('may come late: the end stays the end', () => {
    opened.when(close(later(closesAt, 60_000))).then(closed(closesAt), unsold);
  });
  it('happens once', () => {
    opened.when(close()).and.when(close()).thenNothing();
  });
  it('does nothing during the notice', () => {
    inNotice.when(close()).thenNothing();
  });
});

describe('when the lot next needs its clock', () => {
  it('is the opening, then the effective end, then never', () => {
    const extendedLot = opened.when(bid(A, yuan(100_000), onLastDay('09:59:00.000'))).and;
    expect(wakesAt(nothingYet.state)).toBeNull();
    expect(wakesAt(inNotice.state)).toBe(opensAt);
    expect(wakesAt(opened.state)).toBe(closesAt);
    expect(wakesAt(extendedLot.state)).toBe(onLastDay('10:04:00.000'));
    expect(wakesAt(opened.when(close()).and.state)).toBeNull();
  });
});

describe('a log that does not fit is a broken invariant', () => {
  const next = { lot: lotId, seq: opened.entries.length + 1, at: noon };
  it.each([
    ['a gap', { ...next, ...registered(C), seq: next.seq + 1 }],
    ['a repeated seq', { ...next, ...registered(C), seq: next.seq - 1 }],
    ['time that goes back', { ...next, ...registered(C), at: later(opensAt, -1) }],
    ['a second notice', notice()],
    ['a second opening', { ...next, type: 'LotOpened', body: {} }],
    ['never open after an opening', { ...next, ...neverOpen }],
    ['an outcome without a close', { ...next, ...sold(A, yuan(1)) }],
  ] as const)('%s', (_name, entry) => {
    expect(() => evolve(opened.state, entry)).toThrow();
  });
});

describe('the bidder numbers of a lot', () => {
  it('do not change when another is added', () => {
    const one = nobodyAdmitted.with(A);
    const two = one.with(B);
    expect([one.has(A), one.has(B), one.size]).toEqual([true, false, 1]);
    expect([two.has(A), two.has(B), two.size]).toEqual([true, true, 2]);
    expect(nobodyAdmitted.has(A)).toBe(false);
  });
  it('stay apart when a decision is taken back and another follows', () => {
    const one = nobodyAdmitted.with(A);
    const discarded = one.with(B);
    const kept = one.with(C);
    expect([kept.has(A), kept.has(B), kept.has(C)]).toEqual([true, false, true]);
    expect([discarded.has(B), discarded.has(C)]).toEqual([true, false]);
  });
});
