import { type Currency } from '../kernel/currency.ts';
import { money, toDecimal } from '../kernel/money.ts';
import { accountDigits, cleanCell, readAmount } from './cells.ts';
import type { BankLine, StatementFault, StatementTotal } from './types.ts';

/** What a bank says about all of its lines, before or after them. */
export type StatedTotals = Partial<Readonly<Record<StatementTotal | 'account', string>>>;

const labels: Readonly<Record<keyof StatedTotals, readonly string[]>> = {
  account: ['查询账号', '账号', '本方账号'],
  count: ['总笔数', '合计笔数', '交易总笔数'],
  'debit-count': ['借方发生总笔数', '借方笔数', '借方交易笔数', '支出笔数'],
  'credit-count': ['贷方发生总笔数', '贷方笔数', '贷方交易笔数', '收入笔数'],
  debits: ['借方发生总额', '借方合计', '借方总额', '借方发生额合计', '支出合计'],
  credits: ['贷方发生总额', '贷方合计', '贷方总额', '贷方发生额合计', '收入合计'],
  opening: ['期初余额', '上期余额', '承前余额'],
  closing: ['期末余额', '本期余额'],
};

const plainLabel = (cell: string): string =>
  cleanCell(cell)
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/[\s:]/g, '');

/** Labels and values of rows that are no lines: `总笔数[ Total number ]|29`, or `期末余额：1,000.00` in one cell. */
export function readTotals(rows: readonly (readonly string[])[]): StatedTotals {
  const pairs = rows.flatMap((row) =>
    row.flatMap((cell, place) => {
      const [label = '', inside] = cleanCell(cell).split(/:(.*)/su);
      const value = inside?.trim() ? inside : (row[place + 1] ?? '');
      const plain = plainLabel(label);
      const total = (Object.keys(labels) as (keyof StatedTotals)[]).find((one) =>
        labels[one].includes(plain),
      );
      return total && value.trim() !== '' ? [[total, cleanCell(value)] as const] : [];
    }),
  );
  return Object.fromEntries(pairs.toReversed());
}

/** Whether a row after the table's head says something about the lines instead of being one. */
export const isTotalsRow = (row: readonly string[]): boolean =>
  Object.keys(readTotals([row])).some((total) => total !== 'account') ||
  /^(?:合计|总计|小计|本页合计)/u.test(plainLabel(row[0] ?? ''));

export const statedAccount = ({ account = '' }: StatedTotals): string => accountDigits(account);

interface Sums {
  readonly lines: readonly Pick<BankLine, 'direction' | 'amount'>[];
  readonly opening: number | null;
  readonly closing: number | null;
}

/** The first of the totals that is not what the lines come to: something is missing, or there is too much. */
export function refuseTotals(stated: StatedTotals, sums: Sums, currency: Currency): StatementFault | null {
  const { lines, opening, closing } = sums;
  const of = (direction: BankLine['direction']) => lines.filter((line) => line.direction === direction);
  const sum = (direction: BankLine['direction']): number =>
    of(direction).reduce((all, { amount }) => all + amount.amount, 0);
  const counts = {
    count: lines.length,
    'debit-count': of('debit').length,
    'credit-count': of('credit').length,
  };
  for (const [what, expected] of Object.entries(counts) as [keyof typeof counts, number][]) {
    const found = stated[what];
    if (found !== undefined && Number(found.replaceAll(',', '').replace(/笔$/, '')) !== expected)
      return { reason: 'totals-differ', what, expected: found, found: String(expected) };
  }
  const amounts = { debits: sum('debit'), credits: sum('credit'), opening, closing };
  for (const [what, counted] of Object.entries(amounts) as [keyof typeof amounts, number | null][]) {
    const found = stated[what];
    if (found === undefined || counted === null) continue;
    const said = readAmount(found, currency);
    const isSum = what === 'debits' || what === 'credits';
    if (said === null || (isSum ? Math.abs(said) : said) !== counted)
      return { reason: 'totals-differ', what, expected: found, found: toDecimal(money(counted, currency)) };
  }
  return null;
}
