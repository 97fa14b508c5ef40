import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { HOUR } from '@reassign/shared/kernel/instant.ts';
import { rulesOf } from '@reassign/shared/listings/lot-rules.ts';
import type { Page } from '../page.svelte.ts';

/** Whether the price of a sell-off still waits for its first bid. */
export const isHeldOpen = ({ course }: Pick<LotView, 'course'>): boolean => course?.step === 'held-open';

/** What a round of 变卖 is, and where it stands; `null` for any other round, and once it is over. */
export function sellOffWords(lot: LotView, { t, format }: Pick<Page, 't' | 'format'>): string | null {
  const rule = rulesOf(lot)?.sellOff;
  if (lot.offer.format !== 'selloff' || !rule) return null;
  const bidding = t('common.hours', { count: rule.biddingMs / HOUR });
  const until = format.dateTime(toInstant(lot.closesAt));
  if (lot.phase === 'notice' || isHeldOpen(lot))
    return t('auctions.sell-off-held', { price: format.price(toMoney(lot.start)), until, bidding });
  return lot.phase === 'open' ? t('auctions.sell-off-rising', { until, bidding }) : null;
}
