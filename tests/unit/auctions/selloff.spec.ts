import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { ExplainFault } from '@reassign/shared/auctions/explain-faults.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { DAY, type Instant, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { heldOpenUntil, selloffNotice } from '../../support/formats.ts';
import { given } from '../../support/given.ts';
import {
  A,
  accepted,
  B,
  bid,
  close,
  closed,
  extended,
  march,
  open,
  sold,
  unsold,
  yuan,
} from '../../support/lot.ts';
import { at, toldOn } from '../../support/told.ts';

const noon = march('20T12:00:00.000');
const dayAfter = later(noon, DAY);
const held = given(selloffNotice(), open());
const started = held.when(bid(A, yuan(100_000), noon)).and;
const starts = (end: Instant) => ({ type: 'BiddingStarted', body: { closesAt: toRfc3339(end) } }) as const;

describe('a sell-off', () => {
  it('is held open until the sixtieth day ends', () => {
    expect(heldOpenUntil).toBe(march('17T00:00:00.000') + 61 * DAY);
    expect(explain([selloffNotice()])).toMatchObject({ ok: true });
    const longer = selloffNotice({ closesAt: toRfc3339(later(heldOpenUntil, 1)) });
    expect(explain([longer])).toMatchObject({ ok: false, fault: 'terms-outside-profile' });
    held.when(close(later(heldOpenUntil, -1))).thenNothing();
    held.when(close(heldOpenUntil)).then(closed(heldOpenUntil), unsold);
  });

  it('starts 24 hours of bidding with the first bid at the price', () => {
    held.when(bid(A, yuan(100_000), noon)).then(accepted(A, yuan(100_000)), starts(dayAfter));
    held
      .when(bid(A, yuan(99_999.99), noon))
      .thenRefused('below-start', { asking: yuan(100_000), closesAt: heldOpenUntil });
  });

  it('takes the first bid until the last day is over; its 24 hours run past', () => {
    const last = later(heldOpenUntil, -1);
    held.when(bid(A, yuan(100_000), last)).then(accepted(A, yuan(100_000)), starts(later(last, DAY)));
    expect(explain(held.when(bid(A, yuan(100_000), last)).and.entries)).toMatchObject({ ok: true });
    held.when(bid(A, yuan(100_000), heldOpenUntil)).thenRefused('lot-closed');
  });

  it('rises by the increments from then on', () => {
    started.when(bid(B, yuan(100_999.99), (dayAfter - MINUTE * 10) as Instant)).thenRefused('below-asking');
    started.when(bid(A, yuan(101_000), later(noon, 1))).thenRefused('already-leading');
    started.when(bid(B, yuan(101_000), later(noon, 1))).then(accepted(B, yuan(101_000)));
  });

  it('is extended by a late bid', () => {
    const edge = later(dayAfter, -5 * MINUTE);
    const late = later(dayAfter, -1);
    started.when(bid(B, yuan(101_000), later(edge, -1))).then(accepted(B, yuan(101_000)));
    const end = later(late, 5 * MINUTE);
    started.when(bid(B, yuan(101_000), late)).then(accepted(B, yuan(101_000)), extended(end));
    started.when(bid(B, yuan(101_000), dayAfter)).thenRefused('lot-closed');
  });

  it('is sold to whoever leads when the bidding ends', () => {
    started.when(close(later(dayAfter, -1))).thenNothing();
    started.when(close(dayAfter)).then(closed(dayAfter), sold(A, yuan(100_000)));
    expect(explain(started.when(close(dayAfter)).and.entries)).toMatchObject({ ok: true });
  });
});

const first = at(noon, accepted(A, yuan(100_000)));

const wrong: [ExplainFault, LotEntry[]][] = [
  ['missing-start', toldOn(held.entries, first)],
  ['missing-start', toldOn(held.entries, first, at(later(noon, 1), starts(later(dayAfter, 1))))],
  ['missing-start', toldOn(held.entries, first, at(noon, accepted(B, yuan(101_000))))],
  ['wrong-start', toldOn(held.entries, first, at(noon, starts(later(dayAfter, 1))))],
  ['wrong-start', toldOn(held.entries, at(noon, starts(dayAfter)))],
  ['wrong-start', toldOn(started.entries, at(noon, starts(dayAfter)))],
  ['closed-early', toldOn(started.entries, at(later(dayAfter, -1), closed(dayAfter)))],
  ['missing-extension', toldOn(started.entries, at(later(dayAfter, -1), accepted(B, yuan(101_000))))],
  ['bid-below-asking', toldOn(held.entries, at(noon, accepted(A, yuan(99_999.99))))],
];

describe('a wrong log of a sell-off is refused', () => {
  it.each(wrong)('%s', (fault, entries) => {
    expect(explain(entries)).toMatchObject({ ok: false, fault });
  });
});
