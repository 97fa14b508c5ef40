import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { type Language, localeOf, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import type { AccountStatement } from '@reassign/shared/ledger/statement.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money, toDecimal } from '@reassign/shared/kernel/money.ts';
import { csvFile } from '../../platform/csv.ts';
import { type PdfPaper, renderPdf } from '../../platform/pdf.ts';
import type { Statement } from './service.ts';

const wordsOf = (language: Language) => ({
  t: translator(language === 'zh' ? zh : en),
  words: format(language),
});
type Words = ReturnType<typeof wordsOf>;

/** `deposit` with what tells it from others of its kind. */
const nameOf = ({ t }: Words, { kind, code }: AccountStatement): string => {
  const owner = code.split('/').slice(1, -1).join(' ');
  return owner === '' ? t(`ledger.kind-${kind}`) : `${t(`ledger.kind-${kind}`)} ${owner}`;
};

const decimal = ({ currency }: AccountStatement, amount: number): string =>
  toDecimal(money(amount, currency));

/** What came and what went, apart: a cell that begins with a minus would be taken for a formula. */
const inAndOut = (account: AccountStatement, change: number): [string, string] =>
  change > 0 ? [decimal(account, change), ''] : ['', decimal(account, -change)];

/** One row for each posting, and each account's balance before and after; amounts as decimals, times in Asia/Shanghai. */
export function statementCsv({ accounts }: Statement, language: Language): string {
  const both = wordsOf(language);
  const { t, words } = both;
  const heads = [
    'account',
    'time',
    'reason',
    'reference',
    'in',
    'out',
    'balance',
    'currency',
    'transaction',
  ] as const;
  const rows = accounts.flatMap((account) => {
    const name = nameOf(both, account);
    const { currency, opening, closing, lines } = account;
    const total = (what: 'line-opening' | 'line-closing', balance: number) => [
      ...[name, '', t(`ledger.${what}`), '', '', '', decimal(account, balance), currency, ''],
    ];
    return [
      total('line-opening', opening),
      ...lines.map(({ at, reason, reference, change, balance, id }) => [
        ...[name, words.dateTime(at), t(`ledger.reason-${reason}`), reference ?? ''],
        ...[...inAndOut(account, change), decimal(account, balance), currency, id],
      ]),
      total('line-closing', closing),
    ];
  });
  return csvFile([heads.map((head) => t(`ledger.${head}`)), ...rows]);
}

/** The same on paper. */
export function statementPdf(statement: Statement, language: Language, at: Instant): Promise<Buffer> {
  const both = wordsOf(language);
  const { t, words } = both;
  const { title, from, until, accounts } = statement;
  const period = { from: words.day(from), until: words.day(until) };
  return renderPdf({
    title: `${t('ledger.statement-title')} ${title}`,
    lead: [
      t('ledger.statement-period', period),
      t('ledger.statement-made', { time: words.dateTime(at) }),
      ...(accounts.length === 0 ? [t('ledger.statement-empty')] : []),
    ],
    sections: accounts.map((account) => sectionOf(both, account)),
    pageOf: (page, pages) => t('ledger.page', { page, pages }),
    locale: localeOf[language],
    at,
  });
}

function sectionOf(both: Words, account: AccountStatement): PdfPaper['sections'][number] {
  const { t, words } = both;
  const amountOf = (minor: number) => ({ amount: words.money(money(minor, account.currency)) });
  return {
    heading: nameOf(both, account),
    notes: [
      t('ledger.opening', amountOf(account.opening)),
      t('ledger.closing', amountOf(account.closing)),
      ...(account.reserved > 0 ? [t('ledger.reserved', amountOf(account.reserved))] : []),
    ],
    columns: [
      { head: t('ledger.time'), width: 115 },
      { head: t('ledger.reason'), width: 90 },
      { head: t('ledger.reference'), width: 85 },
      { head: t('ledger.in'), width: 75, isRight: true },
      { head: t('ledger.out'), width: 75, isRight: true },
      { head: t('ledger.balance'), width: 75, isRight: true },
    ],
    rows: account.lines.map(({ at, reason, reference, change, balance }) => [
      ...[words.dateTime(at), t(`ledger.reason-${reason}`), reference ?? ''],
      ...[...inAndOut(account, change), decimal(account, balance)],
    ]),
  };
}
