import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { ExplainFault } from '@reassign/shared/auctions/explain-faults.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { DAY, HOUR, later } from '@reassign/shared/kernel/instant.ts';
import type { OpenedBid } from '@reassign/shared/auctions/formats/sealed-events.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import {
  giveShare,
  keyShares,
  openBids,
  reads,
  seal,
  sealedNotice,
  sealedTerms,
  someKey,
} from '../../support/formats.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, C, close, closed, closesAt, march, open, sold, unsold, yuan } from '../../support/lot.ts';
import { at, toldOn } from '../../support/told.ts';

const noon = march('17T12:00:00.000');
const text = 'YWdlLWVuY3J5cHRpb24=';
const placed = (bidderNumber: typeof A) =>
  ({ type: 'SealedBidPlaced', body: { bidderNumber, ciphertext: text } }) as const;
const share = (keeper: number) =>
  ({ type: 'KeyShareGiven', body: { keeper, share: keyShares[keeper] ?? '' } }) as const;
const opened = (...bids: readonly OpenedBid[]) =>
  ({ type: 'SealedBidsOpened', body: { key: someKey, bids } }) as const;
const notSold = (reason: 'no-valid-bid' | 'not-opened') => ({ type: 'LotUnsold', body: { reason } }) as const;

const bidding = given(sealedNotice(), open([A, B, C]));
/** Entries 6 and 7. */
const two = bidding.when(seal(A, text, noon)).and.when(seal(B, text, noon)).and;
const end = later(closesAt, HOUR);
const ready = two.when(giveShare(0, closesAt)).and.when(giveShare(2, end)).and;

describe('a sealed bid', () => {
  it('is taken until the end, to the millisecond, and says nothing', () => {
    bidding.when(seal(A, text, later(closesAt, -1))).then(placed(A));
    bidding.when(seal(A, text, closesAt)).thenRefused('lot-closed');
    bidding.when(bid(A, yuan(100_000), noon)).thenRefused('wrong-step');
  });

  it('takes the place of the former one of the same number; all versions stay in the log', () => {
    const again = two.when(seal(A, text, later(noon, 1))).and;
    expect(again.entries.filter(({ type }) => type === 'SealedBidPlaced')).toHaveLength(3);
    again
      .when(giveShare(0, closesAt))
      .and.when(giveShare(1, closesAt))
      .and.when(openBids(closesAt, reads(7, B, yuan(100_000)), reads(8, A, yuan(100_000))))
      .then(
        opened(
          { seq: 7, bidderNumber: B, amount: yuan(100_000), fault: null },
          { seq: 8, bidderNumber: A, amount: yuan(100_000), fault: null },
        ),
        closed(),
        sold(B, yuan(100_000)),
      );
  });
});

describe('the key', () => {
  it('comes from two keepers, after the end, each with the share that the notice committed to', () => {
    two.when(giveShare(0, later(closesAt, -1))).thenRefused('no-key-due');
    two.when(giveShare(0, closesAt)).then(share(0));
    two.when(giveShare(0, closesAt, keyShares[1])).thenRefused('wrong-share');
    two.when(giveShare(0, closesAt)).and.when(giveShare(0, end)).thenRefused('no-key-due');
  });

  it('opens nothing before two shares are there', () => {
    const bids = [reads(6, A, yuan(100_000)), reads(7, B, yuan(100_000))];
    two.when(openBids(end, ...bids)).thenRefused('no-key-due');
    two
      .when(giveShare(0, closesAt))
      .and.when(openBids(end, ...bids))
      .thenRefused('no-key-due');
  });

  it('comes within its time, or the lot is unsold for a public reason', () => {
    const until = later(closesAt, DAY);
    two.when(giveShare(0, later(until, -1))).then(share(0));
    two.when(giveShare(0, until)).thenRefused('no-key-due');
    two.when(close(later(until, -1))).thenNothing();
    two.when(close(until)).then(closed(), notSold('not-opened'));
    expect(explain(two.when(close(until)).and.entries)).toMatchObject({ ok: true });
  });

  it('is not asked for when nobody bid', () => {
    bidding.when(giveShare(0, closesAt)).thenRefused('no-key-due');
    bidding.when(close()).then(closed(), unsold);
  });
});

describe('at the opening', () => {
  const amounts = (a: Money | null, b: Money | null) => openBids(end, reads(6, A, a), reads(7, B, b));
  const pair = (a: OpenedBid, b: OpenedBid) => opened({ ...a }, { ...b });
  const ok = (seq: 6 | 7, amount: Money): OpenedBid => ({
    seq,
    bidderNumber: seq === 6 ? A : B,
    amount,
    fault: null,
  });

  it('the highest bid wins and pays itself, at the first price', () => {
    ready
      .when(amounts(yuan(100_000), yuan(120_000)))
      .then(pair(ok(6, yuan(100_000)), ok(7, yuan(120_000))), closed(), sold(B, yuan(120_000)));
  });

  it('of equal bids the earlier wins', () => {
    ready
      .when(amounts(yuan(100_000), yuan(100_000)))
      .then(pair(ok(6, yuan(100_000)), ok(7, yuan(100_000))), closed(), sold(A, yuan(100_000)));
  });

  it('each is checked, with its code', () => {
    const dollars = { amount: 10_000_000, currency: 'USD' } as Money;
    const cases: [Parameters<typeof openBids>[1], OpenedBid][] = [
      [reads(6, A, null), { seq: 6, bidderNumber: A, amount: null, fault: 'unreadable' }],
      [reads(6, C, yuan(100_000)), { seq: 6, bidderNumber: A, amount: null, fault: 'foreign' }],
      [reads(6, A, dollars), { seq: 6, bidderNumber: A, amount: dollars, fault: 'wrong-currency' }],
      [
        reads(6, A, yuan(99_999.99)),
        { seq: 6, bidderNumber: A, amount: yuan(99_999.99), fault: 'below-start' },
      ],
      [
        { ...reads(6, A, dollars), exceedsAuthority: true },
        { seq: 6, bidderNumber: A, amount: dollars, fault: 'authority-exceeded' },
      ],
    ];
    for (const [reading, said] of cases)
      ready
        .when(openBids(end, reading, reads(7, B, yuan(100_000))))
        .then(pair(said, ok(7, yuan(100_000))), closed(), sold(B, yuan(100_000)));
  });

  it('a bid for another lot is foreign', () => {
    const elsewhere = { lot: '019cd000-0000-7000-8000-00000000000f', bidderNumber: A, amount: yuan(100_000) };
    ready
      .when(openBids(end, { seq: 6, content: elsewhere, exceedsAuthority: false }, reads(7, B, null)))
      .then(
        pair(
          { seq: 6, bidderNumber: A, amount: null, fault: 'foreign' },
          { seq: 7, bidderNumber: B, amount: null, fault: 'unreadable' },
        ),
        closed(),
        notSold('no-valid-bid'),
      );
  });

  it('at the second price the winner pays the second bid that counts, or the start when alone', () => {
    const second = given(
      sealedNotice(sealedTerms('second')),
      open([A, B, C]),
      seal(A, text, noon),
      seal(B, text, noon),
      giveShare(0, closesAt),
      giveShare(1, closesAt),
    );
    second
      .when(amounts(yuan(110_000), yuan(120_000)))
      .then(pair(ok(6, yuan(110_000)), ok(7, yuan(120_000))), closed(), sold(B, yuan(110_000)));
    second
      .when(amounts(yuan(99_999.99), yuan(120_000)))
      .then(
        pair(
          { seq: 6, bidderNumber: A, amount: yuan(99_999.99), fault: 'below-start' },
          ok(7, yuan(120_000)),
        ),
        closed(),
        sold(B, yuan(100_000)),
      );
  });
});

const six = { seq: 6, bidderNumber: A, amount: yuan(100_000), fault: null };
const seven = { seq: 7, bidderNumber: B, amount: yuan(120_000), fault: null };
const ends = [at(end, closed())] as const;

const wrong: [ExplainFault, LotEntry[]][] = [
  ['terms-outside-profile', [sealedNotice({ ...sealedTerms(), openingMs: HOUR - 1 })]],
  [
    'terms-outside-profile',
    [sealedNotice({ ...sealedTerms(), shares: Array.from({ length: 3 }, () => 'f'.repeat(64)) })],
  ],
  ['bid-after-end', toldOn(two.entries, at(closesAt, placed(C)))],
  ['not-its-turn', toldOn(two.entries, at(later(closesAt, -1), share(0)))],
  [
    'wrong-share',
    toldOn(two.entries, at(closesAt, { ...share(0), body: { keeper: 1, share: keyShares[0] } })),
  ],
  ['wrong-share', toldOn(two.entries, at(closesAt, share(0)), at(closesAt, share(0)))],
  ['missing-key', toldOn(two.entries, at(closesAt, share(0)), at(closesAt, opened(six, seven)))],
  ['unopened-bid', toldOn(ready.entries, at(end, opened(seven)))],
  ['unopened-bid', toldOn(ready.entries, at(end, opened(seven, six)))],
  ['unopened-bid', toldOn(ready.entries, at(end, opened({ ...six, bidderNumber: B }, seven)))],
  ['wrong-judgement', toldOn(ready.entries, at(end, opened(six, { ...seven, fault: 'below-start' })))],
  ['wrong-judgement', toldOn(ready.entries, at(end, opened(six, { ...seven, amount: yuan(99_999.99) })))],
  ['wrong-judgement', toldOn(ready.entries, at(end, opened(six, { ...seven, fault: 'unreadable' })))],
  ['missing-outcome', toldOn(ready.entries, at(end, opened(six, seven)))],
  [
    'wrong-winner',
    toldOn(ready.entries, at(end, opened(six, seven)), ...ends, at(end, sold(A, yuan(100_000)))),
  ],
  [
    'wrong-hammer',
    toldOn(ready.entries, at(end, opened(six, seven)), ...ends, at(end, sold(B, yuan(100_000)))),
  ],
  [
    'wrong-outcome',
    toldOn(ready.entries, at(end, opened(six, seven)), ...ends, at(end, notSold('no-valid-bid'))),
  ],
  ['missing-key', toldOn(two.entries, ...ends, at(end, notSold('not-opened')))],
  ['wrong-outcome', toldOn(bidding.entries, ...ends, at(end, notSold('not-opened')))],
];

describe('a wrong log of sealed bids is refused', () => {
  it.each(wrong)('%s', (fault, entries) => {
    expect(explain(entries)).toMatchObject({ ok: false, fault });
  });
});
