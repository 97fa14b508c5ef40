import { HOUR } from '@reassign/shared/kernel/instant.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Page } from '../../page.svelte.ts';

/** The numbers of a profile as people read them. What runs by the clock is said in hours: a day may mean a calendar day. */
export const ruleValues = (
  {
    noticeDays,
    start,
    deposit,
    biddingMinMs,
    extensionWindowMs,
    extensionMs,
    limitTimes,
    losersRefundMs,
  }: Profile,
  { t, format }: Pick<Page, 't' | 'format'>,
) => ({
  noticeDays: format.integer(noticeDays),
  startMin: format.percent(start.basis === 'appraisal-share' ? start.minBps : 0),
  depositMin: format.percent(deposit.basis === 'agreed' ? 0 : deposit.minBps),
  depositMax: format.percent(deposit.basis === 'agreed' ? 0 : (deposit.maxBps ?? 0)),
  biddingMin: t('common.hours', { count: biddingMinMs / HOUR }),
  window: format.duration(extensionWindowMs),
  extension: format.duration(extensionMs),
  limitTimes: format.integer(limitTimes),
  refund: t('common.hours', { count: losersRefundMs / HOUR }),
});

export interface RuleNumber {
  readonly name: string;
  readonly value: string;
}

/** The same numbers as a table. */
export function ruleNumbers(profile: Profile, page: Pick<Page, 't' | 'format'>): RuleNumber[] {
  const { t } = page;
  const values = ruleValues(profile, page);
  const row = (name: string, value: string): RuleNumber => ({ name, value });
  return [
    row(t('about.number-notice'), t('about.number-notice-value', { days: values.noticeDays })),
    row(t('about.number-start'), t('about.number-start-value', { percent: values.startMin })),
    row(
      t('about.number-deposit'),
      t('about.number-deposit-value', { from: values.depositMin, to: values.depositMax }),
    ),
    row(t('about.number-bidding'), t('about.number-bidding-value', { duration: values.biddingMin })),
    row(t('about.number-window'), t('about.number-window-value', { duration: values.window })),
    row(t('about.number-extension'), t('about.number-extension-value', { duration: values.extension })),
    row(t('about.number-limit'), t('about.number-limit-value', { times: values.limitTimes })),
    row(t('about.number-refund'), t('about.number-refund-value', { duration: values.refund })),
  ];
}
