import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { type Language, localeOf, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { toDecimal } from '@reassign/shared/kernel/money.ts';
import type { BillView } from '@reassign/shared/settlement/bills/api.ts';
import { csvFile } from '../../platform/csv.ts';
import { renderPdf } from '../../platform/pdf.ts';

type Amount = BillView['gross'];

const wordsIn = (language: Language) => ({
  t: translator(language === 'zh' ? zh : en),
  words: format(language),
});

/** Without its sign: a cell that begins with a minus would be taken for a formula. */
const decimal = ({ amount, currency }: Amount): string =>
  toDecimal(toMoney({ amount: Math.abs(amount), currency }));

/** One row each, the newest first; what is billed and what is credited in columns apart, as decimals. */
export function billsCsv(bills: readonly BillView[], language: Language): string {
  const { t, words } = wordsIn(language);
  const heads = [
    ...[t('bills.number'), t('bills.kind'), t('bills.issued-on'), t('bills.service')],
    ...[t('bills.issuer'), t('bills.issuer-code'), t('bills.recipient'), t('bills.recipient-code')],
    ...[t('bills.lot'), t('bills.lot-title'), t('bills.confirmation'), t('bills.vat-rate')],
    ...[t('bills.net'), t('bills.vat'), t('bills.gross')],
    ...[t('bills.net-credited'), t('bills.vat-credited'), t('bills.gross-credited')],
    ...[t('bills.currency'), t('bills.credits-number'), t('bills.reason')],
  ];
  const rows = bills.map((bill) => {
    const sums = [decimal(bill.net), decimal(bill.vat), decimal(bill.gross)];
    const none = ['', '', ''];
    return [
      ...[bill.number, t(`bills.kind-${bill.kind}`), words.date(toInstant(bill.issuedAt))],
      ...[t(`bills.service-${bill.service}`), bill.issuer.name, bill.issuer.creditCode ?? ''],
      ...[bill.recipient.name, bill.recipient.creditCode ?? '', bill.lotNumber, bill.title],
      ...[bill.confirmation, words.percent(bill.vatBps)],
      ...(bill.kind === 'bill' ? [...sums, ...none] : [...none, ...sums]),
      ...[bill.gross.currency, bill.credits?.number ?? '', bill.reason ?? ''],
    ];
  });
  return csvFile([heads, ...rows]);
}

/** On A4, and on it what it is not. */
export function billPdf(bill: BillView, language: Language, at: Instant): Promise<Buffer> {
  const { t, words } = wordsIn(language);
  const money = (amount: Amount): string => words.money(toMoney(amount));
  const item = { head: t('bills.item'), width: 120 };
  const party = ({ name, creditCode }: BillView['issuer']): string =>
    creditCode === null ? name : `${name} ${creditCode}`;
  const { credits, creditedBy } = bill;
  return renderPdf({
    title: t(`bills.title-${bill.kind}`),
    lead: [t('bills.numbered', { number: bill.number }), t('bills.not-a-fapiao')],
    sections: [
      {
        heading: t('bills.parties'),
        notes: [],
        columns: [item, { head: t('bills.content'), width: 395 }],
        rows: [
          [t('bills.issued-on'), words.date(toInstant(bill.issuedAt))],
          [t('bills.issuer'), party(bill.issuer)],
          [t('bills.recipient'), party(bill.recipient)],
          [t('bills.lot'), `${bill.title} ${bill.lotNumber}`],
          [t('bills.confirmation'), bill.confirmation],
          ...(credits ? [[t('bills.credits-number'), credits.number]] : []),
          ...(bill.reason === null ? [] : [[t('bills.reason'), bill.reason]]),
          ...(creditedBy ? [[t('bills.credited-by'), creditedBy.number]] : []),
        ],
      },
      {
        heading: t('bills.sums'),
        notes: bill.grossInCapitals === null ? [] : [t('bills.in-capitals', { sum: bill.grossInCapitals })],
        columns: [
          { head: t('bills.service'), width: 155 },
          { head: t('bills.net'), width: 100, isRight: true },
          { head: t('bills.vat-rate'), width: 60, isRight: true },
          { head: t('bills.vat'), width: 100, isRight: true },
          { head: t('bills.gross'), width: 100, isRight: true },
        ],
        rows: [
          [
            ...[t(`bills.service-${bill.service}`), money(bill.net), words.percent(bill.vatBps)],
            ...[money(bill.vat), money(bill.gross)],
          ],
        ],
      },
    ],
    pageOf: (page, pages) => t('ledger.page', { page, pages }),
    locale: localeOf[language],
    at,
  });
}
