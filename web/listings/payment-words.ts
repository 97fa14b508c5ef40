import type { Translate } from '@reassign/shared/i18n/messages.ts';
import type { Format } from '@reassign/shared/i18n/format.ts';
import type { PlannedPart } from '@reassign/shared/listings/payment-terms.ts';

/** By when the price is paid, in one sentence. */
export function paymentText(
  plan: readonly PlannedPart[],
  { t, format }: { readonly t: Translate; readonly format: Format },
): string {
  const earlier = plan.slice(0, -1);
  const days = plan.at(-1)?.days ?? 0;
  if (earlier.length === 0) return t('routes.payment-whole', { days });
  const parts = earlier.map((part) =>
    t('routes.payment-part', { days: part.days, share: format.percent(part.shareBps) }),
  );
  return t('routes.payment-parts', {
    count: plan.length,
    parts: [...parts, t('routes.payment-rest', { days })].join(t('common.list-separator')),
  });
}
