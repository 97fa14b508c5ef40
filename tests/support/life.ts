import type {
  Actor,
  NoticeChange,
  PauseCause,
  WithdrawalCause,
  AnnulmentCause,
} from '@reassign/shared/auctions/life-events.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { BarGround } from '@reassign/shared/deposits/types.ts';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { auction } from '@reassign/shared/listings/profiles/auction.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import type { Json } from '@reassign/shared/verify/canonical-json.ts';
import { notice, yuan } from './lot.ts';

/* Moves in the life of the one lot of the rule books. */

export const operator: Actor = { role: 'operator', commitment: '0a'.repeat(32) };
export const seller: Actor = { role: 'seller', commitment: '0b'.repeat(32) };
export const court: Actor = { role: 'court', commitment: '0c'.repeat(32) };
export const auctioneer: Actor = { role: 'auctioneer', commitment: '0d'.repeat(32) };
export const debtor: Actor = { role: 'debtor', commitment: '0e'.repeat(32) };
export const platform: Actor = { role: 'platform' };

export const reason = '公开说明的理由';

export const pause = (at: Instant, cause: PauseCause = 'fault', actor: Actor = operator): LotCommand => ({
  type: 'PauseLot',
  ...{ at, actor, cause, reason },
});
export const endCause = (at: Instant, actor: Actor = operator): LotCommand => ({
  type: 'EndPauseCause',
  ...{ at, actor, reason },
});
export const resume = (at: Instant, actor: Actor = operator): LotCommand => ({
  type: 'ResumeLot',
  ...{ at, actor, reason },
});
export const withdraw = (
  at: Instant,
  actor: Actor = seller,
  cause: WithdrawalCause = 'seller-request',
): LotCommand => ({ type: 'WithdrawLot', ...{ at, actor, cause, reason } });
export const settle = (at: Instant, actor: Actor = seller): LotCommand => ({
  type: 'SettleLot',
  ...{ at, actor, reason },
});
export const annul = (at: Instant, actor: Actor = operator, cause: AnnulmentCause = 'other'): LotCommand => ({
  type: 'AnnulSale',
  ...{ at, actor, cause, reason },
});
export const annulDefaulted = (at: Instant, of?: BidderNumber): LotCommand => ({
  ...annul(at, platform, 'buyer-default'),
  ...(of !== undefined && { of }),
});
export const answerOffer = (bidderNumber: BidderNumber, accepts: boolean, at: Instant): LotCommand => ({
  type: 'AnswerOffer',
  ...{ at, accepts, standing: { kind: 'bidder', bidderNumber } },
});
export const lapseOffer = (at: Instant): LotCommand => ({ type: 'LapseOffer', at, actor: platform });
export const confirmSale = (at: Instant, actor: Actor = auctioneer): LotCommand => ({
  type: 'ConfirmSale',
  ...{ at, actor, reason },
});
export const notifyPayment = (at: Instant, actor: Actor = debtor): LotCommand => ({
  type: 'NotifyPayment',
  ...{ at, actor },
});
export const correct = (
  changes: readonly NoticeChange[],
  at: Instant,
  actor: Actor = seller,
  published?: Json,
): LotCommand => ({
  type: 'CorrectNotice',
  ...{ at, actor, changes, reason },
  ...(published !== undefined && { notice: published }),
});
export const bar = (
  bidderNumber: BidderNumber,
  at: Instant,
  ground: BarGround = 'auxiliary',
  actor: Actor = operator,
): LotCommand => ({ type: 'BarBidder', ...{ at, actor, bidderNumber, ground } });
export const reconfirm = (bidderNumber: BidderNumber, at: Instant): LotCommand => ({
  type: 'ReconfirmBid',
  ...{ at, standing: { kind: 'bidder', bidderNumber } },
});
export const stopLadder = (at: Instant, actor: Actor = seller): LotCommand => ({
  type: 'StopLadder',
  ...{ at, actor, reason },
});
export const announce = (at: Instant, actor: Actor = court): LotCommand => ({
  type: 'AnnounceRound',
  ...{ at, actor },
});

export const resumed = (opensAt: Instant, closesAt: Instant, actor: Actor = operator) =>
  ({
    type: 'LotResumed',
    body: { actor, reason, opensAt: toRfc3339(opensAt), closesAt: toRfc3339(closesAt) },
  }) as const;

/** A second round on 10 April at 80,000.00 and a third on 10 May at 64,000.00, a day each. */
const rung = (start: number, opens: string, closes: string) => ({
  format: 'english' as const,
  start: yuan(start),
  opensAt: `${opens}T02:00:00.000Z`,
  closesAt: `${closes}T02:00:00.000Z`,
});
export const ladder = [rung(80_000, '2026-04-10', '2026-04-11'), rung(64_000, '2026-05-10', '2026-05-11')];
export const laddered = notice({ ladder });

/** The same lot sold by a court: notice of 30 days, so it opens on 1 April 10:00. */
export const courtTerms = {
  profile: referTo(judicial),
  opensAt: '2026-04-01T02:00:00.000Z',
  closesAt: '2026-04-02T02:00:00.000Z',
  ladder: [rung(80_000, '2026-04-20', '2026-04-21')],
};
export const courtLot = notice(courtTerms);
export const courtOpens = instant(Date.parse(courtTerms.opensAt));

/** The same lot auctioned by a house. */
export const houseLot = notice({ profile: referTo(auction), increments: fixedStep(yuan(1_000)) });
