import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endAfterBid } from '@reassign/shared/auctions/end.ts';
import { instant, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { profiles } from '@reassign/shared/listings/profile.ts';
import { given } from '../../support/given.ts';
import {
  A,
  accepted,
  B,
  bid,
  close,
  closed,
  extended,
  notice,
  onLastDay,
  open,
  sold,
  yuan,
} from '../../support/lot.ts';
import { auctionRules } from '../../support/auction-rules.ts';

const first = yuan(100_000);
const second = yuan(101_000);
const opened = given(notice(), open());

describe('a bid near the end (§3.9 case 6: the end is 10:00:00)', () => {
  it('at 09:54:59.999 leaves the end alone', () => {
    opened.when(bid(A, first, onLastDay('09:54:59.999'))).then(accepted(A, first));
  });
  it('at 09:55:00.000 is in the window, and five minutes later is the same end', () => {
    opened.when(bid(A, first, onLastDay('09:55:00.000'))).then(accepted(A, first));
  });
  it('at 09:55:00.001 moves the end by a millisecond', () => {
    opened
      .when(bid(A, first, onLastDay('09:55:00.001')))
      .then(accepted(A, first), extended(onLastDay('10:00:00.001')));
  });
  it('at 09:59:59.999 moves the end to 10:04:59.999', () => {
    opened
      .when(bid(A, first, onLastDay('09:59:59.999')))
      .then(accepted(A, first), extended(onLastDay('10:04:59.999')));
  });
});

describe('after an extension', () => {
  const late = opened.when(bid(A, first, onLastDay('09:59:59.999'))).and;

  it('a bid at the old end is in time, and moves the end again: there is no cap', () => {
    late
      .when(bid(B, second, onLastDay('10:00:00.000')))
      .then(accepted(B, second), extended(onLastDay('10:05:00.000')));
  });
  it('a bid at the new end is late', () => {
    late.when(bid(B, second, onLastDay('10:04:59.999'))).thenRefused('lot-closed', {
      asking: second,
      closesAt: onLastDay('10:04:59.999'),
    });
  });
  it('a close at the old end comes too early and does nothing', () => {
    late.when(close(onLastDay('10:00:00.000'))).thenNothing();
  });
  it('a close at the new end is the hammer', () => {
    const end = onLastDay('10:04:59.999');
    late.when(close(end)).then(closed(end), sold(A, first));
  });
  it('a refused bid extends nothing', () => {
    opened.when(bid(A, yuan(1), onLastDay('09:59:00.000'))).thenRefused('below-start');
  });
});

describe('the rule itself', () => {
  it.each(auctionRules.cases.extension)(
    'end $end, bid $bid → $new_end',
    ({ end, bid: time, new_end: expected }) => {
      const closesAt = onLastDay(end);
      const at = onLastDay(time);
      const lot = given(notice({ closesAt: toRfc3339(closesAt) }), open());
      if (expected === null) lot.when(bid(A, first, at)).thenRefused('lot-closed');
      else expect(lot.when(bid(A, first, at)).and.state).toMatchObject({ closesAt: onLastDay(expected) });
    },
  );
  it('begins exactly with the window, also where the extension is longer than that', () => {
    const longer = { extensionWindowMs: 5 * MINUTE, extensionMs: 10 * MINUTE };
    const ends = ['09:54:59.999', '09:55:00.000'].map((time) =>
      endAfterBid(onLastDay('10:00:00'), onLastDay(time), longer),
    );
    expect(ends).toEqual([onLastDay('10:00:00.000'), onLastDay('10:05:00.000')]);
  });
  it('never makes the end earlier, whatever the profile', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(20 * MINUTE),
        fc.nat(10 * MINUTE),
        fc.nat(10 * MINUTE),
        (end, before, window, extension) => {
          const closesAt = instant(end + 20 * MINUTE);
          const at = instant(closesAt - before);
          const moved = endAfterBid(closesAt, at, { extensionWindowMs: window, extensionMs: extension });
          expect(moved).toBeGreaterThanOrEqual(closesAt);
          if (before > window) expect(moved).toBe(closesAt);
        },
      ),
    );
  });
  it.each(profiles.filter(({ extensionWindowMs }) => extensionWindowMs > 0))(
    '$route/$version: in the window the end is exactly the bid plus the extension',
    (profile) => {
      expect(profile.extensionMs).toBeGreaterThanOrEqual(profile.extensionWindowMs);
      fc.assert(
        fc.property(fc.integer({ min: 1, max: profile.extensionWindowMs }), (before) => {
          const closesAt = onLastDay('10:00:00');
          const at = instant(closesAt - before);
          expect(endAfterBid(closesAt, at, profile)).toBe(at + profile.extensionMs);
        }),
      );
    },
  );
});
