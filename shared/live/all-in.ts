import type { LotView } from '../auctions/api.ts';
import { rulesOf } from '../listings/lot-rules.ts';
import { toInstant, toMoney } from '../kernel/codecs.ts';
import { dayOf } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { scheduleOn } from '../listings/fee-schedule.ts';
import { type AllIn, allIn, feeTermsOf } from '../listings/fees.ts';
import { vatOn } from '../listings/vat.ts';

/**
 * What an amount comes to, were the lot sold at it, by the profile and the fee schedule it was published with; `null` where
 * neither the build nor the lot brings the profile along.
 */
export function allInOf(
  lot: Pick<LotView, 'profile' | 'rules' | 'notice' | 'deposit'>,
  amount: Money,
): AllIn | null {
  const profile = rulesOf(lot);
  if (!profile) return null;
  const noticedOn = dayOf(toInstant(lot.notice.publishedAt));
  return allIn(amount, toMoney(lot.deposit), feeTermsOf(profile, scheduleOn(noticedOn), vatOn(noticedOn)));
}
