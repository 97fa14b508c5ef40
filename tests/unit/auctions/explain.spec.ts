import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { ExplainFault } from '@reassign/shared/auctions/explain-faults.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { type Instant, later } from '@reassign/shared/kernel/instant.ts';
import { MAX_AMOUNT_MINOR } from '@reassign/shared/kernel/money.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { profileHash } from '@reassign/shared/listings/profile-hash.ts';
import { given } from '../../support/given.ts';
import {
  A,
  accepted,
  B,
  bid,
  C,
  close,
  closed,
  closesAt,
  extended,
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
import { told } from '../../support/told.ts';

const opening = { type: 'LotOpened', body: {}, at: opensAt } as const;
const opened = [{ ...registered(A), at: opensAt }, { ...registered(B), at: opensAt }, opening] as const;
const noon = march('17T12:00:00.000');
const late = onLastDay('09:59:59.999');
const lateEnd = onLastDay('10:04:59.999');
const at = <Event extends object>(time: Instant, event: Event) => ({ ...event, at: time });

const first = at(noon, accepted(A, yuan(100_000)));
const second = at(noon, accepted(B, yuan(101_000)));

describe('a lawful log is explained', () => {
  const whole = given(
    notice(),
    open(),
    bid(A, yuan(100_000)),
    bid(B, yuan(101_000), late),
    close(lateEnd),
  ).entries;

  it('to its end, with the winner', () => {
    expect(explain(whole)).toMatchObject({ ok: true, story: { state: { phase: 'sold', winner: B } } });
  });
  it('of a lot that never opened, at or after the end', () => {
    for (const time of [closesAt, later(closesAt, 60_000)])
      expect(explain(told(notice(), at(time, neverOpen)))).toMatchObject({
        ok: true,
        story: { state: { phase: 'unsold', reason: 'never-open' } },
      });
  });
  it('after every command, but not in the middle of what one command caused', () => {
    const verdicts = whole
      .map((_, nth) => explain(whole.slice(0, nth + 1)))
      .map((e) => (e.ok ? 'ok' : e.fault));
    expect(verdicts).toEqual([
      'ok',
      'missing-opening',
      'missing-opening',
      'ok',
      'ok',
      'missing-extension',
      'ok',
      'missing-outcome',
      'ok',
    ]);
  });
});

/** One fen more than leaves room for an asking price after it. */
const tooHigh = { ...yuan(0), amount: MAX_AMOUNT_MINOR - yuan(1_000).amount + 1 };

const dearNotice = (terms: Parameters<typeof notice>[0]) => told(notice(terms));

const wrongLogs: [ExplainFault, number, LotEntry[]][] = [
  ['no-notice', 1, []],
  ['no-notice', 1, told({ ...notice(), ...opening })],
  ['gap', 2, told({ ...notice(), seq: 2 })],
  ['second-notice', 2, told(notice(), notice())],
  [
    'unknown-profile',
    1,
    dearNotice({ profile: { route: 'bidding', version: 99, hash: profileHash(bidding) } }),
  ],
  ['wrong-profile', 1, dearNotice({ profile: { route: 'bidding', version: 1, hash: 'f'.repeat(64) } })],
  ['terms-outside-profile', 1, dearNotice({ start: yuan(0), deposit: yuan(0) })],
  ['terms-outside-profile', 1, dearNotice({ increments: fixedStep(yuan(0)) })],
  [
    'terms-outside-profile',
    1,
    dearNotice({
      increments: fixedStep({ ...yuan(0), amount: MAX_AMOUNT_MINOR - yuan(100_000).amount + 1 }),
    }),
  ],
  ['terms-outside-profile', 1, dearNotice({ deposit: yuan(4_999.99) })],
  ['terms-outside-profile', 1, dearNotice({ deposit: yuan(20_000.01) })],
  ['terms-outside-profile', 1, dearNotice({ deposit: { amount: 1_000_000, currency: 'USD' } })],
  ['terms-outside-profile', 1, dearNotice({ opensAt: '2026-03-16T15:59:59.999Z' })],
  ['terms-outside-profile', 1, dearNotice({ closesAt: '2026-03-18T01:59:59.999Z' })],
  [
    'foreign-lot',
    2,
    [notice(), { ...opening, lot: '019cd000-0000-7000-8000-00000000000f', seq: 2 } as LotEntry],
  ],
  ['gap', 3, [notice(), { ...opening, lot: lotId, seq: 3 }]],
  ['time-goes-back', 5, told(notice(), ...opened, at(later(opensAt, -1), accepted(A, yuan(100_000))))],
  ['registered-out-of-time', 2, told(notice(), at(later(opensAt, -1), registered(A)))],
  ['registered-out-of-time', 5, told(notice(), ...opened, at(closesAt, registered(C)))],
  ['registered-twice', 5, told(notice(), ...opened, at(noon, registered(A)))],
  ['opened-early', 2, told(notice(), at(later(opensAt, -1), opening))],
  ['opened-after-end', 2, told(notice(), at(closesAt, opening))],
  ['registered-out-of-time', 2, told(notice(), at(closesAt, registered(A)))],
  ['closed-early', 2, told(notice(), at(later(closesAt, -1), neverOpen))],
  ['outcome-without-close', 2, told(notice(), at(closesAt, unsold))],
  ['outcome-without-close', 5, told(notice(), ...opened, at(closesAt, neverOpen))],
  ['wrong-outcome', 6, told(notice(), ...opened, at(closesAt, closed()), at(closesAt, neverOpen))],
  ['opened-twice', 5, told(notice(), ...opened, opening)],
  ['missing-opening', 3, told(notice(), at(opensAt, registered(A)), first)],
  ['missing-opening', 3, told(notice(), at(opensAt, registered(A)), at(later(opensAt, 1), opening))],
  ['bid-before-opening', 2, told(notice(), first)],
  ['bid-after-end', 5, told(notice(), ...opened, at(closesAt, accepted(A, yuan(100_000))))],
  ['bid-unregistered', 5, told(notice(), ...opened, at(noon, accepted(C, yuan(100_000))))],
  [
    'bid-wrong-currency',
    5,
    told(notice(), ...opened, {
      type: 'BidAccepted',
      body: { bidderNumber: A, amount: { amount: 10_000_000, currency: 'USD' } },
      at: noon,
    }),
  ],
  ['bid-below-asking', 5, told(notice(), ...opened, at(noon, accepted(A, yuan(99_999.99))))],
  ['bid-below-asking', 6, told(notice(), ...opened, first, at(noon, accepted(B, yuan(100_999.99))))],
  ['bid-above-limit', 5, told(notice(), ...opened, at(noon, accepted(A, tooHigh)))],
  ['bid-against-itself', 6, told(notice(), ...opened, first, at(noon, accepted(A, yuan(101_000))))],
  [
    'missing-extension',
    6,
    told(notice(), ...opened, at(late, accepted(A, yuan(100_000))), at(lateEnd, closed(lateEnd))),
  ],
  [
    'missing-extension',
    6,
    told(notice(), ...opened, at(late, accepted(A, yuan(100_000))), at(later(late, 1), extended(lateEnd))),
  ],
  [
    'wrong-extension',
    6,
    told(notice(), ...opened, at(late, accepted(A, yuan(100_000))), at(late, extended(later(lateEnd, 1)))),
  ],
  ['wrong-extension', 6, told(notice(), ...opened, first, at(noon, extended(lateEnd)))],
  ['closed-early', 6, told(notice(), ...opened, first, at(later(closesAt, -1), closed()))],
  ['closed-early', 2, told(notice(), at(closesAt, closed()))],
  ['wrong-end', 6, told(notice(), ...opened, first, at(closesAt, closed(later(closesAt, -1))))],
  ['missing-outcome', 7, told(notice(), ...opened, first, at(closesAt, closed()), at(closesAt, closed()))],
  ['missing-outcome', 7, told(notice(), ...opened, first, at(closesAt, closed()))],
  ['outcome-without-close', 6, told(notice(), ...opened, first, at(closesAt, sold(A, yuan(100_000))))],
  ['wrong-outcome', 7, told(notice(), ...opened, first, at(closesAt, closed()), at(closesAt, unsold))],
  [
    'wrong-outcome',
    6,
    told(notice(), ...opened, at(closesAt, closed()), at(closesAt, sold(A, yuan(100_000)))),
  ],
  [
    'wrong-winner',
    8,
    told(notice(), ...opened, first, second, at(closesAt, closed()), at(closesAt, sold(A, yuan(101_000)))),
  ],
  [
    'wrong-hammer',
    8,
    told(notice(), ...opened, first, second, at(closesAt, closed()), at(closesAt, sold(B, yuan(100_999.99)))),
  ],
  [
    'after-the-outcome',
    8,
    told(
      notice(),
      ...opened,
      first,
      at(closesAt, closed()),
      at(closesAt, sold(A, yuan(100_000))),
      at(closesAt, closed()),
    ),
  ],
];

describe('a wrong log is refused, naming the seq', () => {
  it.each(wrongLogs)('%s at %i', (fault, seq, entries) => {
    expect(explain(entries)).toEqual({ ok: false, seq, fault });
  });
});
