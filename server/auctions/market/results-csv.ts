import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { shareBps } from '@reassign/shared/auctions/recovery.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { type Language, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { toDecimal } from '@reassign/shared/kernel/money.ts';
import { csvFile } from '../../platform/csv.ts';

/** Ended lots for a spreadsheet: amounts as decimals, times in Asia/Shanghai. */
export function resultsCsv(lots: readonly LotSummary[], language: Language): string {
  const t = translator(language === 'zh' ? zh : en);
  const words = format(language);
  const percent = (bps: number | null): string => (bps === null ? '' : (bps / 100).toFixed(2));
  const columns: readonly [string, (lot: LotSummary) => string][] = [
    [t('auctions.number'), (lot) => lot.number],
    [t('results.column-title'), (lot) => lot.title],
    [
      t('results.column-types'),
      (lot) => [...new Set(lot.rights.map(({ type }) => t(`auctions.type-${type}`)))].join('/'),
    ],
    [t('results.column-rights'), (lot) => lot.rights.map(({ number }) => number).join(' ')],
    [t('auctions.bank'), (lot) => lot.bank],
    [t('results.column-outcome'), (lot) => t(`auctions.phase-${lot.phase}`)],
    [t('results.column-end'), (lot) => words.dateTime(toInstant(lot.closesAt))],
    [t('results.column-currency'), (lot) => lot.start.currency],
    [t('auctions.appraised'), (lot) => toDecimal(toMoney(lot.appraisedValue))],
    [t('auctions.start-price'), (lot) => toDecimal(toMoney(lot.start))],
    [t('auctions.hammer'), (lot) => (lot.price === null ? '' : toDecimal(toMoney(lot.price)))],
    [t('results.column-to-appraisal'), (lot) => percent(shareBps(lot.price, lot.appraisedValue))],
    [t('results.column-to-start'), (lot) => percent(shareBps(lot.price, lot.start))],
    [t('results.column-bids'), (lot) => String(lot.bidCount)],
    [t('results.column-id'), (lot) => lot.id],
  ];
  return csvFile([columns.map(([head]) => head), ...lots.map((lot) => columns.map(([, cell]) => cell(lot)))]);
}
