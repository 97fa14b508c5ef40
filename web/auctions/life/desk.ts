import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { LotView } from '@reassign/shared/auctions/api.ts';

export type Desk = 'operator' | 'seller' | 'court' | 'auctioneer';

/** From which desk this person sees a lot, if any: the server asks again. */
export function deskOf({ organisation, roles }: MeView, lot: Pick<LotView, 'bank' | 'notice'>): Desk | null {
  if (organisation?.kind === 'operator' && roles.includes('officer')) return 'operator';
  if (organisation?.kind === 'auction-house' && roles.includes('auctioneer'))
    return organisation.creditCode === lot.notice.papers.consignment?.creditCode ? 'auctioneer' : null;
  if (organisation?.name !== lot.bank || !roles.includes('checker')) return null;
  return organisation.kind === 'court' ? 'court' : organisation.kind === 'bank' ? 'seller' : null;
}
