import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import { shareCommitment } from '@reassign/shared/auctions/formats/sealed-opening.ts';
import type { ReadBid } from '@reassign/shared/auctions/formats/sealed-terms.ts';
import { hiddenBidCommitment } from '@reassign/shared/auctions/formats/dutch-course.ts';
import type { BidderNumber, CommandId } from '@reassign/shared/kernel/ids.ts';
import { DAY, type Instant, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { type Money } from '@reassign/shared/kernel/money.ts';
import type { Offer } from '@reassign/shared/listings/events.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { lotId, march, notice, opensAt, yuan } from './lot.ts';

/*
 * The lot of the rule books under other formats, and what people send there. The fall begins at 10:00:30 and has 81
 * levels of five minutes; the sealed bids have a day, the sell-off is held open for 60.
 */

type Notice = ReturnType<typeof notice>;
type Times = Partial<Pick<Notice['body'], 'start' | 'deposit' | 'opensAt' | 'closesAt'>>;

const under = (offer: Offer, terms: Times): Notice => {
  const {
    number,
    title,
    round,
    profile,
    start,
    deposit,
    noticeHash,
    ladder,
    opensAt: opens,
    closesAt,
  } = notice().body;
  const common = { number, title, round, profile, start, deposit, noticeHash, ladder };
  return { ...notice(), body: { ...common, opensAt: opens, closesAt, ...terms, ...offer } };
};

export const fallOpensAt = march('17T10:00:30.000');
export const fallEndsAt = march('17T16:45:30.000');
export const sealedEndsAt = march('17T16:55:30.000');
export const bestEndsAt = march('17T17:00:30.000');

export const fall: Extract<Offer, { format: 'dutch' }> = {
  format: 'dutch',
  levels: 81,
  levelMs: 5 * MINUTE,
  sealedMs: 10 * MINUTE,
  bestMs: 5 * MINUTE,
};

export const dutchNotice = (terms: Partial<typeof fall> & Times = {}): Notice => {
  const { start, deposit, opensAt: opens, closesAt, ...changes } = terms;
  const offer = { ...fall, ...changes };
  return under(offer, {
    ...(start && { start }),
    ...(deposit && { deposit }),
    opensAt: opens ?? toRfc3339(fallOpensAt),
    closesAt: closesAt ?? toRfc3339(later(fallOpensAt, offer.levels * offer.levelMs)),
  });
};

/** Any bytes are a share; only real keys need real ones. */
export const keyShares = ['a1'.repeat(75), 'b2'.repeat(75), 'c3'.repeat(75)] as const;
export const someKey = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`;

export const sealedTerms = (pricing: 'first' | 'second' = 'first') =>
  ({
    format: 'sealed',
    pricing,
    recipient: `age1${'q'.repeat(58)}`,
    shares: keyShares.map(shareCommitment),
    openingMs: DAY,
  }) as const;

export const sealedNotice = (
  offer: Extract<Offer, { format: 'sealed' }> = sealedTerms(),
  terms: Times = {},
): Notice => under(offer, terms);

/** 17 March is the day of the opening: the sixtieth after it is 16 May. */
export const heldOpenUntil = later(march('17T00:00:00.000'), 61 * DAY);

export const selloffNotice = (terms: Times = {}): Notice =>
  under(
    { format: 'selloff', increments: fixedStep(yuan(1_000)) },
    { opensAt: toRfc3339(opensAt), closesAt: toRfc3339(heldOpenUntil), ...terms },
  );

const commandId = '019cd000-0000-7000-8000-0000000000c1' as CommandId;
/** Every hidden bid of the tests is hidden by the same bytes. */
const salt = '6b'.repeat(32);
const by = (bidderNumber: BidderNumber) =>
  ({ commandId, standing: { kind: 'bidder', bidderNumber } }) as const;

export const take = (bidder: BidderNumber, level: number, amount: Money, at: Instant): LotCommand => ({
  type: 'AcceptLevel',
  at,
  level,
  amount,
  ...by(bidder),
});

export const taken = (bidderNumber: BidderNumber, level: number, amount: Money) =>
  ({ type: 'LevelAccepted', body: { bidderNumber, level, amount } }) as const;

export const hide = (bidder: BidderNumber, amount: Money, at: Instant, confirmed = false): LotCommand => ({
  type: 'PlaceHiddenBid',
  at,
  amount,
  salt,
  confirmed,
  ...by(bidder),
});

export const hidden = (bidderNumber: BidderNumber, amount: Money) =>
  ({
    type: 'HiddenBidPlaced',
    body: { bidderNumber, commitment: hiddenBidCommitment(lotId, bidderNumber, { amount, salt }) },
    sealed: { amount, salt },
  }) as const;

export const withdraw = (bidder: BidderNumber, at: Instant): LotCommand => ({
  type: 'WithdrawHiddenBid',
  at,
  ...by(bidder),
});

export const withdrawn = (bidderNumber: BidderNumber) =>
  ({ type: 'HiddenBidWithdrawn', body: { bidderNumber } }) as const;

export const shown = (bidderNumber: BidderNumber, amount: Money) =>
  ({ type: 'HiddenBidOpened', body: { bidderNumber, amount, salt } }) as const;

export const seal = (bidder: BidderNumber, ciphertext: string, at: Instant): LotCommand => ({
  type: 'PlaceSealedBid',
  at,
  ciphertext,
  ...by(bidder),
});

export const giveShare = (keeper: number, at: Instant, share = keyShares[keeper] ?? ''): LotCommand => ({
  type: 'GiveKeyShare',
  at,
  keeper,
  share,
});

export const openBids = (at: Instant, ...bids: readonly ReadBid[]): LotCommand => ({
  type: 'OpenSealedBids',
  at,
  key: someKey,
  bids,
});

/** What a bid said; `null`: nothing that can be read. */
export const reads = (seq: number, bidderNumber: BidderNumber, amount: Money | null): ReadBid => ({
  seq,
  content: amount && { lot: lotId, bidderNumber, amount },
  exceedsAuthority: false,
});
