import type { PortableLine } from '@reassign/shared/deposits/portable/api.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { type Language, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { toDecimal } from '@reassign/shared/kernel/money.ts';
import { csvFile } from '../../platform/csv.ts';

/** One row for each line, newest first; amounts as decimals without a sign, times in Asia/Shanghai. */
export function portableCsv(lines: readonly PortableLine[], language: Language): string {
  const t = translator(language === 'zh' ? zh : en);
  const words = format(language);
  const heads = [
    ...[t('portable.time'), t('portable.what'), t('portable.amount'), t('portable.currency')],
    ...[t('portable.reference'), t('portable.lot')],
  ];
  const rows = lines.map(({ at, kind, amount, reference, lotId }) => [
    ...[words.dateTime(toInstant(at)), t(`portable.line-${kind}`)],
    ...[toDecimal(toMoney(amount)), amount.currency, reference ?? '', lotId ?? ''],
  ]);
  return csvFile([heads, ...rows]);
}
