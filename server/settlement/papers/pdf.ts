import { encode } from 'uqr';
import { capitals } from '@reassign/shared/i18n/capitals.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { type Language, localeOf, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { wordOf } from '@reassign/shared/listings/sale-word.ts';
import { type ConfirmationPaper, paperHash, paperUrl } from '@reassign/shared/settlement/paper.ts';
import { type PdfPaper, renderPdf } from '../../platform/pdf.ts';

export interface PaperOrder {
  readonly paper: ConfirmationPaper;
  /** The signed note over its hash. */
  readonly note: string;
  readonly language: Language;
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A sale confirmation on A4: parties, sums in figures and capitals, the platform's signature, and where to check it. */
export function confirmationPdf({ paper, note, language, origin, at }: PaperOrder): Promise<Buffer> {
  const t = translator(language === 'zh' ? zh : en);
  const words = format(language);
  const hash = paperHash(paper);
  const url = paperUrl(origin, paper.number, hash);
  const sheet: PdfPaper = {
    title: t('settlement.confirmation-title'),
    lead: [
      t('settlement.confirmation-number', { number: paper.number }),
      t('settlement.text-confirmed', { word: t(`routes.word-${wordOf(paper.route)}`) }),
    ],
    sections: [
      {
        heading: t('settlement.paper-sale'),
        notes: [],
        columns: [
          { head: t('settlement.paper-item'), width: 120 },
          { head: t('settlement.paper-content'), width: 395 },
        ],
        rows: rowsOf(paper, t, words),
      },
    ],
    end: {
      qr: encode(url, { border: 0 }).data,
      lines: [
        t('settlement.paper-check', { url }),
        t('settlement.paper-hash', { hash }),
        t('settlement.paper-signature', { signature: note.trimEnd().split('\n').at(-1) ?? '' }),
      ],
    },
    pageOf: (page, pages) => t('ledger.page', { page, pages }),
    locale: localeOf[language],
    at: toInstant(new Date(at).toISOString()),
  };
  return renderPdf(sheet);
}

function rowsOf(
  paper: ConfirmationPaper,
  t: ReturnType<typeof translator>,
  words: ReturnType<typeof format>,
): string[][] {
  const sum = (amount: ConfirmationPaper['hammer']): string => {
    const value = toMoney(amount);
    const figures = words.money(value);
    return value.currency === CNY
      ? `${figures}（${t('settlement.in-capitals')} ${capitals(value)}）`
      : figures;
  };
  const { buyer, log } = paper;
  const code = buyer.creditCode === null ? [] : [[t('settlement.credit-code'), buyer.creditCode]];
  const premium = paper.premium.amount === 0 ? [] : [[t('settlement.premium'), sum(paper.premium)]];
  return [
    [t('settlement.lot'), `${paper.title} ${paper.lotNumber}`],
    [t('settlement.seller'), paper.seller],
    [t('settlement.buyer'), buyer.name],
    ...code,
    [t('settlement.bidder-number'), paper.bidderNumber],
    [t('settlement.hammer'), sum(paper.hammer)],
    ...premium,
    [t('settlement.deposit'), sum(paper.deposit)],
    [t('settlement.balance-due'), sum(paper.balanceDue)],
    ...partRows(paper, t, words),
    [t('settlement.price-goes-to'), t(`settlement.to-${paper.priceGoesTo}`)],
    [t('settlement.closed-at'), words.dateTime(toInstant(paper.closedAt))],
    [t('settlement.confirmed-at'), words.dateTime(toInstant(paper.confirmedAt))],
    [t('settlement.log'), `${t('settlement.log-value', { size: log.size })} ${log.hash}`],
  ];
}

/** What is due by when; nothing is where the deposit was all there is to pay. */
function partRows(
  { payments = [] }: ConfirmationPaper,
  t: ReturnType<typeof translator>,
  words: ReturnType<typeof format>,
): string[][] {
  const due = payments.filter(({ amount }) => amount.amount > 0);
  return due.map(({ amount, dueAt }, nth) => {
    const until = t('settlement.part-due', { time: words.dateTime(toInstant(dueAt)) });
    return due.length === 1
      ? [t('settlement.due-by'), until]
      : [t('settlement.part', { part: nth + 1 }), `${words.money(toMoney(amount))} · ${until}`];
  });
}
