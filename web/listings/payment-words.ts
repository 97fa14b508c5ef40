import type { Format } from '@reassign/shared/i18n/format.ts';
import type { Translate } from '@reassign/shared/i18n/messages.ts';
import { type StatedPayment, statedPlan } from '@reassign/shared/listings/payment-plan.ts';

/** By when the price is paid, in one sentence; `''` where nothing is stated. */
export function paymentText(
  stated: StatedPayment,
  { t, format }: { readonly t: Translate; readonly format: Format },
): string {
  const plan = statedPlan(stated);
  const parts = plan.map(({ shareBps, days }, nth) =>
    nth < plan.length - 1
      ? t('routes.payment-part', { days, share: format.percent(shareBps) })
      : t(nth === 0 ? 'routes.payment-whole' : 'routes.payment-rest', { days }),
  );
  const all = parts.join(t('common.list-separator'));
  return plan.length > 1 ? t('routes.payment-parts', { parts: all }) : all;
}
