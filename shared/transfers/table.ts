import { CNY, type Currency } from '../kernel/currency.ts';
import { read, type Reading, unreadable } from '../kernel/decision.ts';
import { money, toDecimal } from '../kernel/money.ts';
import { accountDigits, type BookedTime, cleanCell, readAmount, readCurrency, readTime } from './cells.ts';
import { type BankColumn, readHead, type TableHead } from './columns.ts';
import { repeatedId, withIds } from './entry-id.ts';
import { isTotalsRow, readTotals, refuseTotals, type StatedTotals, statedAccount } from './totals.ts';
import type { BankLine, BankStatement, StatementFault } from './types.ts';

/** A head stands near the top; what comes before it speaks of the account. */
const MOST_ROWS_BEFORE_HEAD = 30;

type RowLine = Omit<BankLine, 'entryId' | 'balance'> & {
  readonly entryId: string | null;
  readonly balance: number;
  readonly account: string;
  /** As a spreadsheet counts. */
  readonly row: number;
};

/**
 * Reads the cells of a Chinese bank's statement. `null`: no table of bank lines. Whatever does not add up refuses all of it: a
 * statement with a line too few is worse than none.
 */
export function readBankTable(
  rows: readonly (readonly string[])[],
): Reading<BankStatement, StatementFault> | null {
  const headAt = rows.slice(0, MOST_ROWS_BEFORE_HEAD).findIndex((row) => readHead(row) !== null);
  const head = readHead(rows[headAt] ?? []);
  if (!head) return null;
  const body = rows.slice(headAt + 1).map((cells, index) => ({ cells, row: headAt + index + 2 }));
  const said = body.filter(({ cells }) => cells.some((cell) => cleanCell(cell) !== ''));
  const stated = readTotals([
    ...rows.slice(0, headAt),
    ...said.flatMap(({ cells }) => (isTotalsRow(cells) ? [cells] : [])),
  ]);
  const lines: RowLine[] = [];
  for (const { cells, row } of said) {
    if (isTotalsRow(cells)) continue;
    const line = readRow(head, cells, row);
    if (!line.ok) return line;
    lines.push(line.value);
  }
  return statementOf(head, stated, lines);
}

function readRow(head: TableHead, cells: readonly string[], row: number): Reading<RowLine, StatementFault> {
  if (cells.length < head.width) return unreadable({ reason: 'cut-off', row });
  const cell = (column: BankColumn): string => {
    const place = head.at[column];
    return place === undefined ? '' : cleanCell(cells[place] ?? '');
  };
  const bad = (column: BankColumn) =>
    unreadable({ reason: 'bad-cell', row, column, value: cell(column).slice(0, 100) } as const);
  const currency = cell('currency') === '' ? CNY : readCurrency(cell('currency'));
  if (currency === null) return bad('currency');
  const booked = bookedOf(cell('date'), cell('time'));
  if (booked === null) return bad(head.at.time === undefined ? 'date' : 'time');
  const change = changeOf(head, cell, currency);
  if (typeof change === 'string') return bad(change);
  const balance = cell('balance') === '' ? null : readAmount(cell('balance'), currency);
  if (balance === null) return bad('balance');
  return read({
    entryId: cell('entryId') || null,
    direction: change > 0 ? 'credit' : 'debit',
    amount: money(Math.abs(change), currency),
    bookedOn: booked.on,
    bookedAt: booked.at,
    counterparty: counterpartyOf(head, cell, change > 0),
    remark: remarkOf(head, cells),
    ...{ balance, account: accountDigits(cell('account')), row },
  });
}

/** The day in one column and the hour in another, or both in one. */
function bookedOf(date: string, time: string): BookedTime | null {
  const alone = readTime(time);
  if (alone !== null || date === '') return alone;
  return time === '' ? readTime(date) : readTime(`${date} ${time}`);
}

/** Above zero it came; a negative amount in a column is a correction of it, and goes the other way. */
function changeOf(
  { at }: TableHead,
  cell: (column: BankColumn) => string,
  currency: Currency,
): number | BankColumn {
  if (at.debit === undefined || at.credit === undefined) {
    const amount = readAmount(cell('amount'), currency);
    return amount === null || amount === 0 ? 'amount' : amount;
  }
  const debit = readAmount(cell('debit'), currency);
  const credit = readAmount(cell('credit'), currency);
  if (debit === null) return 'debit';
  if (credit === null || (debit === 0) === (credit === 0)) return 'credit';
  return credit - debit;
}

function counterpartyOf(
  { at }: TableHead,
  cell: (column: BankColumn) => string,
  isCredit: boolean,
): BankLine['counterparty'] {
  const [name, account] =
    at.payerName === undefined
      ? (['name', 'otherAccount'] as const)
      : isCredit
        ? (['payerName', 'payerAccount'] as const)
        : (['payeeName', 'payeeAccount'] as const);
  return { name: cell(name), account: accountDigits(cell(account)) };
}

/** Everything that is said, each thing once. */
const remarkOf = ({ remarks }: TableHead, cells: readonly string[]): string => {
  const said = remarks.map((place) => cleanCell(cells[place] ?? '')).filter((text) => text !== '');
  return [...new Set(said)].join(' ');
};

function statementOf(
  { format }: TableHead,
  stated: StatedTotals,
  found: readonly RowLine[],
): Reading<BankStatement, StatementFault> {
  const [first] = found;
  if (!first) return unreadable({ reason: 'no-lines' });
  const { currency } = first.amount;
  const foreign = found.find(({ amount }) => amount.currency !== currency);
  if (foreign) return unreadable({ reason: 'two-currencies', row: foreign.row });
  const own = statedAccount(stated) || first.account;
  const other = found.find(({ account }) => account !== '' && account !== own);
  if (other) return unreadable({ reason: 'two-accounts', row: other.row });
  const ordered = inOrder(found, currency);
  if (!ordered.ok) return ordered;
  const [oldest, newest] = [ordered.value[0] ?? first, ordered.value.at(-1) ?? first];
  const bounds = { opening: oldest.balance - signed(oldest), closing: newest.balance };
  const fault = refuseTotals(stated, { lines: found, ...bounds }, currency);
  if (fault) return unreadable(fault);
  const lines = withIds(ordered.value.map(({ account: _, row: __, ...line }) => line));
  const twice = repeatedId(lines);
  if (twice !== null) return unreadable({ reason: 'entry-twice', entryId: twice });
  return read({ format, account: own, currency, lines, ...bounds });
}

const signed = ({ direction, amount }: RowLine): number =>
  direction === 'credit' ? amount.amount : -amount.amount;

/** Oldest first, which is the order in which each balance follows from the one before; banks print either way. */
function inOrder(found: readonly RowLine[], currency: Currency): Reading<readonly RowLine[], StatementFault> {
  const forward = firstBreak(found);
  if (forward === null) return read(found);
  const backward = found.toReversed();
  const breaks = firstBreak(backward);
  if (breaks === null) return read(backward);
  // The way in which more of it holds is the one that was meant.
  const [lines, at] = forward >= breaks ? [found, forward] : [backward, breaks];
  const [before, broken] = [lines[at - 1], lines[at]];
  const expected = (before?.balance ?? 0) + (broken ? signed(broken) : 0);
  return unreadable({
    reason: 'balance-differs',
    row: broken?.row ?? 0,
    expected: toDecimal(money(expected, currency)),
    found: toDecimal(money(broken?.balance ?? 0, currency)),
  });
}

/** The first line whose balance does not follow; `null` when all do. */
function firstBreak(lines: readonly RowLine[]): number | null {
  const at = lines.findIndex((line, index) => {
    const before = lines[index - 1];
    return before !== undefined && before.balance + signed(line) !== line.balance;
  });
  return at === -1 ? null : at;
}
