import type { AuthorityView } from '@reassign/shared/deposits/api.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Page } from '../../page.svelte.ts';

/** How far a mandate goes, in one line. */
export function authorityWords(
  { cap, until }: AuthorityView,
  { t, format }: Pick<Page, 't' | 'format'>,
): string {
  const limits = [
    ...(cap ? [t('bidders.authority-cap', { amount: format.price(toMoney(cap)) })] : []),
    ...(until === undefined
      ? []
      : [t('bidders.authority-until', { time: format.dateTime(toInstant(until)) })]),
  ];
  return limits.length === 0 ? t('bidders.authority-none') : limits.join(t('common.list-separator'));
}
