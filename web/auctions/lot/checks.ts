import type { LotView } from '@reassign/shared/auctions/api.ts';
import { shareBps } from '@reassign/shared/auctions/recovery.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Page } from '../../page.svelte.ts';

export interface Check {
  readonly label: string;
  /** `null`: the notice does not say. */
  readonly value: string | null;
}

/** What somebody asks first about a lot, and whether the notice answers it. */
export function checksOf(lot: LotView, { t, format }: Pick<Page, 't' | 'format'>): Check[] {
  const { rights, valuers, appraisedValue } = lot.notice;
  const separator = t('common.list-separator');
  const types = [...new Set(rights.map(({ right }) => t(`auctions.type-${right.type}`)))].join(separator);
  const amount = format.price(toMoney(appraisedValue));
  const start = format.price(toMoney(lot.start));
  const bps = shareBps(lot.start, appraisedValue);
  return [
    { label: t('lot.check-rights'), value: t('lot.check-rights-value', { types, count: rights.length }) },
    { label: t('lot.check-pledge'), value: pledgeValue(lot, t) },
    { label: t('lot.check-term'), value: termValue(lot, { t, format }) },
    {
      label: t('lot.check-value'),
      value:
        valuers.length === 0
          ? amount
          : t('lot.check-value-value', { amount, valuers: valuers.join(separator) }),
    },
    {
      label: t('lot.check-start'),
      value:
        bps === null ? start : t('lot.check-start-value', { amount: start, percent: format.percent(bps) }),
    },
    { label: t('lot.check-register'), value: registerValue(lot, { t, format }) },
    { label: t('lot.check-fees'), value: feesValue(lot, { t, format }) },
    { label: t('lot.check-defects'), value: lot.notice.statements.texts['known-defects'] ?? null },
  ];
}

function pledgeValue({ notice: { rights } }: LotView, t: Page['t']): string | null {
  const pledges = rights.flatMap(({ pledge }) => (pledge ? [pledge] : []));
  if (pledges.length === 0) return null;
  if (pledges.length < rights.length)
    return t('lot.check-pledge-some', { count: rights.length, stated: pledges.length });
  const pledgee = [...new Set(pledges.map((pledge) => pledge.pledgee))].join(t('common.list-separator'));
  return t('lot.check-pledge-all', { count: rights.length, pledgee });
}

/** The day before which nobody looked, and what froze a right. */
function registerValue(
  { notice: { rights } }: LotView,
  { t, format }: Pick<Page, 't' | 'format'>,
): string | null {
  const found = rights.flatMap(({ register }) => register ?? []);
  const [earliest] = found.map(({ checkedOn }) => checkedOn).toSorted();
  if (earliest === undefined || found.length < rights.length) return null;
  const courts = [...new Set(found.flatMap(({ frozenBy }) => frozenBy ?? []))];
  const day = format.day(earliest);
  return courts.length === 0
    ? t('lot.check-register-free', { day })
    : t('lot.check-register-frozen', { day, courts: courts.join(t('common.list-separator')) });
}

/** Only patents have annual fees. */
function feesValue(
  { notice: { rights } }: LotView,
  { t, format }: Pick<Page, 't' | 'format'>,
): string | null {
  const patents = rights.filter(({ right }) => right.type === 'patent');
  if (patents.length === 0) return t('lot.check-fees-none');
  const days = patents.flatMap(({ register }) => register?.feesPaidUntil ?? []).toSorted();
  const [earliest] = days;
  return earliest === undefined || days.length < patents.length
    ? null
    : t('lot.check-fees-paid', { day: format.day(earliest) });
}

function termValue(
  { notice: { rights } }: LotView,
  { t, format }: Pick<Page, 't' | 'format'>,
): string | null {
  const days = rights.flatMap(({ right }) => right.expiresOn ?? []).toSorted();
  const [earliest] = days;
  if (earliest === undefined) return null;
  const day = format.day(earliest);
  const missing = rights.length - days.length;
  return missing === 0 ? t('lot.check-term-all', { day }) : t('lot.check-term-some', { day, missing });
}
