import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { maximumCommitment } from '@reassign/shared/auctions/formats/english-course.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { BidderNumber, CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { ListingPublished } from '@reassign/shared/listings/events.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';

/*
 * One lot for the rule books: notice on 1 March 2026, bidding from 17 March 10:00 to 18 March 10:00:00 in Asia/Shanghai,
 * start 100,000.00, increment 1,000.00, deposit 10,000.00.
 */

export const lotId = '019cd000-0000-7000-8000-000000000001' as LotId;

export const yuan = (amount: number): Money => money(Math.round(amount * 100), CNY);

/** `18T09:55:00.000` in March 2026, Asia/Shanghai. */
export const march = (text: string): Instant => instant(Date.parse(`2026-03-${text}+08:00`));

export const publishedAt = march('01T15:00:00.000');
export const opensAt = march('17T10:00:00.000');
export const closesAt = march('18T10:00:00.000');

/** A time of day on the day of the close. */
export const onLastDay = (time: string): Instant => march(`18T${time}`);

export const A = '101' as BidderNumber;
export const B = '202' as BidderNumber;
export const C = '303' as BidderNumber;

export const notice = (
  terms: Partial<Extract<ListingPublished['body'], { format: 'english' }>> = {},
): LotEntry & { readonly type: 'ListingPublished' } => ({
  type: 'ListingPublished',
  lot: lotId,
  seq: 1,
  at: publishedAt,
  body: {
    number: 'SX-2026-000001',
    title: '一种滚子链条',
    round: 1,
    format: 'english',
    profile: referTo(bidding),
    start: yuan(100_000),
    increments: fixedStep(yuan(1_000)),
    deposit: yuan(10_000),
    opensAt: toRfc3339(opensAt),
    closesAt: toRfc3339(closesAt),
    ladder: [],
    noticeHash: '0'.repeat(64),
    ...terms,
  },
});

/** Priority purchasers of the tests: P1 goes before P2. */
export const P1 = '701' as BidderNumber;
export const P2 = '702' as BidderNumber;
const ranks = new Map([
  [P1, 1],
  [P2, 2],
]);

const admission = (bidderNumber: BidderNumber) => {
  const rank = ranks.get(bidderNumber);
  const commitment = bidderNumber.repeat(22).slice(0, 64);
  return { bidderNumber, commitment, ...(rank !== undefined && { rank }) };
};

export const registered = (bidderNumber: BidderNumber) =>
  ({ type: 'Registered', body: admission(bidderNumber) }) as const;

export const open = (bidders: readonly BidderNumber[] = [A, B], at: Instant = opensAt): LotCommand => ({
  type: 'OpenLot',
  at,
  admissions: bidders.map(admission),
});

export const admit = (bidders: readonly BidderNumber[], at: Instant): LotCommand => ({
  type: 'AdmitBidders',
  at,
  admissions: bidders.map(admission),
});

export const close = (at: Instant = closesAt): LotCommand => ({ type: 'CloseLot', at });

const quietHour = march('17T12:00:00.000');
/** Every maximum of the tests is hidden by the same bytes. */
export const salt = '5a'.repeat(32);
const commandId = '019cd000-0000-7000-8000-0000000000c1' as CommandId;

export const bid = (
  bidder: BidderNumber,
  amount: Money,
  at: Instant = quietHour,
  more: { confirmed?: boolean; standing?: Standing; upTo?: Money } = {},
): LotCommand => ({
  type: 'PlaceBid',
  at,
  commandId,
  amount,
  standing: more.standing ?? { kind: 'bidder', bidderNumber: bidder },
  confirmed: more.confirmed ?? false,
  ...(more.upTo && { maximum: { amount: more.upTo, salt } }),
});

export const accepted = (bidderNumber: BidderNumber, amount: Money) =>
  ({ type: 'BidAccepted', body: { bidderNumber, amount } }) as const;

export const matched = (bidderNumber: BidderNumber, amount: Money) =>
  ({ type: 'BidMatched', body: { bidderNumber, amount } }) as const;

export const maximumSet = (bidderNumber: BidderNumber, amount: Money) => {
  const maximum = { amount, salt };
  return {
    type: 'MaximumSet',
    body: { bidderNumber, commitment: maximumCommitment(lotId, bidderNumber, maximum) },
    sealed: maximum,
  } as const;
};

export const maximumOpened = (bidderNumber: BidderNumber, amount: Money) =>
  ({ type: 'MaximumOpened', body: { bidderNumber, amount, salt } }) as const;

export const automatic = (bidderNumber: BidderNumber, amount: Money) =>
  ({ type: 'AutomaticBid', body: { bidderNumber, amount } }) as const;

export const extended = (end: Instant) =>
  ({ type: 'LotExtended', body: { closesAt: toRfc3339(end) } }) as const;

export const closed = (end: Instant = closesAt) =>
  ({ type: 'LotClosed', body: { closesAt: toRfc3339(end) } }) as const;

export const sold = (bidderNumber: BidderNumber, hammer: Money) =>
  ({ type: 'LotSold', body: { bidderNumber, hammer } }) as const;

export const unsold = { type: 'LotUnsold', body: { reason: 'no-bid' } } as const;

export const neverOpen = { type: 'LotUnsold', body: { reason: 'never-open' } } as const;
