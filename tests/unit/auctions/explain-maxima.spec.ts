import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { ExplainFault } from '@reassign/shared/auctions/explain-faults.ts';
import { type Instant, later } from '@reassign/shared/kernel/instant.ts';
import { bidding, profiles } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { given } from '../../support/given.ts';
import {
  A,
  accepted,
  automatic,
  B,
  bid,
  C,
  closed,
  closesAt,
  extended,
  march,
  maximumOpened,
  maximumSet,
  notice,
  onLastDay,
  open,
  registered,
  opensAt,
  sold,
  yuan,
} from '../../support/lot.ts';
import { type Plain, told } from '../../support/told.ts';

const noon = march('17T12:00:00.000');
const at = <Event extends object>(time: Instant, event: Event) => ({ ...event, at: time });

/** As the public has it: without what is sealed. */
const committed = (bidder: typeof A, amount: number) => {
  const { type, body } = maximumSet(bidder, yuan(amount));
  return { type, body } as const;
};

const opened: readonly Plain[] = [
  at(opensAt, registered(A)),
  at(opensAt, registered(B)),
  at(opensAt, registered(C)),
  at(opensAt, { type: 'LotOpened', body: {} } as const),
];

/** Entries 6 and 7: A leads at the start and goes up to 120,000; what follows begins at 8. */
const log = (...rest: readonly Parameters<typeof at>[1][]) =>
  told(
    notice(),
    ...opened,
    ...[accepted(A, yuan(100_000)), committed(A, 120_000), ...rest].map((event) => at(noon, event) as Plain),
  );

const answer = (amount: number) => automatic(A, yuan(amount));
const over = (amount: number) => accepted(B, yuan(amount));

const wrong: [ExplainFault, number, string, ReturnType<typeof log>][] = [
  ['missing-answer', 9, 'a bid with no answer', log(over(110_000))],
  ['missing-answer', 9, 'another bid in its place', log(over(110_000), accepted(C, yuan(111_000)))],
  ['missing-answer', 9, 'the close in its place', log(over(110_000), closed())],
  [
    'missing-answer',
    9,
    'an answer at another time',
    [...log(over(110_000)), { ...log(over(110_000), answer(111_000))[8], at: later(noon, 1) } as never],
  ],
  ['wrong-automatic-bid', 9, 'one fen too much', log(over(110_000), answer(111_000.01))],
  ['wrong-automatic-bid', 9, 'one fen too little', log(over(110_000), answer(110_999.99))],
  [
    'wrong-automatic-bid',
    9,
    'by the challenger, who has no maximum',
    log(over(110_000), automatic(B, yuan(111_000))),
  ],
  ['wrong-automatic-bid', 9, 'by a third', log(over(110_000), automatic(C, yuan(111_000)))],
  ['wrong-automatic-bid', 8, 'without a challenger', log(answer(101_000))],
  [
    'wrong-automatic-bid',
    12,
    'by a maximum that was beaten',
    log(
      over(101_000),
      committed(B, 130_000),
      maximumOpened(B, yuan(130_000)),
      maximumOpened(A, yuan(120_000)),
      answer(120_000),
    ),
  ],
  ['opened-needlessly', 8, 'opened without a reason', log(maximumOpened(A, yuan(120_000)))],
  [
    'opened-needlessly',
    10,
    'opened though not reached',
    log(over(110_000), maximumOpened(A, yuan(120_000)), answer(111_000)),
  ],
  [
    'opened-needlessly',
    9,
    'opened though nobody set it',
    log(over(110_000), maximumOpened(B, yuan(130_000))),
  ],
  [
    'wrong-maximum',
    9,
    'another amount than was committed to',
    log(over(110_000), maximumOpened(A, yuan(109_000))),
  ],
  ['wrong-maximum', 9, 'the maximum of another', log(over(110_000), { ...maximumOpened(A, yuan(119_000)) })],
  [
    'unopened-maximum',
    10,
    'the loser keeps its maximum hidden',
    log(over(101_000), committed(B, 110_000), answer(111_000)),
  ],
  [
    'unopened-maximum',
    10,
    'a leader is overtaken below a hidden maximum',
    log(over(101_000), committed(B, 130_000), automatic(B, yuan(121_000))),
  ],
  ['maximum-out-of-place', 8, 'of somebody who does not lead', log(committed(B, 130_000))],
  [
    'maximum-out-of-place',
    10,
    'twice with one bid',
    log(over(101_000), committed(B, 110_000), committed(B, 130_000)),
  ],
  ['bid-unregistered', 8, 'of a number that is not registered', log(committed('909' as typeof A, 130_000))],
  ['bid-after-end', 8, 'at the end', [...log(), { ...log(committed(A, 130_000))[7], at: closesAt } as never]],
];

describe('a wrong log of maximum bids is refused, naming the seq', () => {
  it.each(wrong)('%s at %i: %s', (fault, seq, _, entries) => {
    expect(explain(entries)).toEqual({ ok: false, seq, fault });
  });
  it('maximum-not-offered, where the profile has none', () => {
    const plain = { ...bidding, version: 99, maximumBids: false };
    const [first, ...rest] = log();
    const entries = [{ ...notice({ profile: referTo(plain) }), seq: first?.seq ?? 1 }, ...rest];
    const verdict = explain(entries, [...profiles, plain]);
    expect(verdict).toEqual({ ok: false, seq: 7, fault: 'maximum-not-offered' });
  });
});

describe('a lawful log of maximum bids is explained', () => {
  const late = onLastDay('09:59:59.999');

  it('with a hidden leader, and with what was opened', () => {
    const lawful = log(
      over(110_000),
      answer(111_000),
      over(115_000),
      committed(B, 130_000),
      maximumOpened(A, yuan(120_000)),
      automatic(B, yuan(121_000)),
    );
    expect(explain(lawful)).toMatchObject({ ok: true, story: { state: { leader: { bidderNumber: B } } } });
  });
  it('where the extension stands between the bid and its answer', () => {
    const { entries } = given(
      notice(),
      open([A, B]),
      bid(A, yuan(100_000), undefined, { upTo: yuan(120_000) }),
      bid(B, yuan(110_000), late),
    );
    expect(entries.slice(-3).map(({ type }) => type)).toEqual(['BidAccepted', 'LotExtended', 'AutomaticBid']);
    expect(explain(entries).ok).toBe(true);
    const turned = [
      ...entries.slice(0, -2),
      at(late, answer(111_000)),
      at(late, extended(onLastDay('10:04:59.999'))),
    ];
    const placed = turned.map((entry, nth) => ({ ...entry, lot: notice().lot, seq: nth + 1 }));
    expect(explain(placed as never)).toEqual({
      ok: false,
      seq: entries.length - 1,
      fault: 'missing-extension',
    });
  });
  it('to its hammer, with the rest of the maximum never opened', () => {
    const { entries } = given(
      notice(),
      open([A]),
      bid(A, yuan(100_000), undefined, { upTo: yuan(120_000) }),
      {
        type: 'CloseLot',
        at: closesAt,
      },
    );
    expect(entries.at(-1)).toMatchObject(sold(A, yuan(100_000)));
    expect(explain(entries).ok).toBe(true);
  });
});
