import { type Currency, isCurrency } from '../kernel/currency.ts';
import { read, type Reading, unreadable } from '../kernel/decision.ts';
import { dayOf, instant, parseDay } from '../kernel/instant.ts';
import { money, toDecimal } from '../kernel/money.ts';
import { all, first, textAt, textOf, type XmlElement } from '../kernel/xml-tree.ts';
import { accountDigits, type BookedTime, readAmount } from './cells.ts';
import { repeatedId, withIds } from './entry-id.ts';
import type { BankLine, BankStatement, StatementFault } from './types.ts';

/*
 * camt.053, BankToCustomerStatement (ISO 20022), versions 02 to 13: what of it says who paid what for what. One account and
 * one currency a file; entries that are only announced (PDNG, INFO) are not money yet.
 */

type EntryLine = Omit<BankLine, 'entryId'> & { readonly entryId: string | null };
type Read<Value> = Reading<Value, StatementFault>;

/** `null`: no camt.053 document. */
export function readCamt053(root: XmlElement): Read<BankStatement> | null {
  const statements = all(root, 'BkToCstmrStmt', 'Stmt');
  const [start] = statements;
  if (root.name !== 'Document' || !start) return null;
  const account = accountOf(start);
  const other = statements.findIndex((statement) => accountOf(statement) !== account);
  if (other !== -1) return unreadable({ reason: 'two-accounts', row: other + 1 });
  const lines: EntryLine[] = [];
  let currency: Currency | null = null;
  for (const statement of statements) {
    const own = linesOf(statement, lines.length);
    if (!own.ok) return own;
    currency ??= own.value[0]?.amount.currency ?? null;
    const foreign = own.value.findIndex(({ amount }) => amount.currency !== currency);
    if (foreign !== -1) return unreadable({ reason: 'two-currencies', row: lines.length + foreign + 1 });
    const fault = currency && refuseSums(statement, own.value, currency);
    if (fault) return unreadable(fault);
    lines.push(...own.value);
  }
  if (currency === null) return unreadable({ reason: 'no-lines' });
  const named = withIds(lines);
  const twice = repeatedId(named);
  if (twice !== null) return unreadable({ reason: 'entry-twice', entryId: twice });
  const last = statements.at(-1) ?? start;
  const bounds = {
    opening: balanceOf(start, OPENING, currency),
    closing: balanceOf(last, CLOSING, currency),
  };
  return read({ format: 'camt.053', account, currency, lines: named, ...bounds });
}

const accountOf = (statement: XmlElement): string => {
  const id = first(statement, 'Acct', 'Id');
  return id ? accountDigits(textAt(id, 'IBAN') ?? textAt(id, 'Othr', 'Id') ?? '') : '';
};

function linesOf(statement: XmlElement, before: number): Read<EntryLine[]> {
  const lines: EntryLine[] = [];
  for (const [index, entry] of all(statement, 'Ntry').entries()) {
    const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts') ?? 'BOOK';
    if (status !== 'BOOK') continue;
    const own = linesOfEntry(entry, before + index + 1);
    if (!own.ok) return own;
    lines.push(...own.value);
  }
  return read(lines);
}

/** A batch is one entry of several payments: each of them is a line. */
function linesOfEntry(entry: XmlElement, row: number): Read<EntryLine[]> {
  const bad = (column: string, value = '') => unreadable({ reason: 'bad-cell', row, column, value } as const);
  const amount = amountOf(first(entry, 'Amt'));
  if (amount === null || amount.amount === 0) return bad('Amt', textAt(entry, 'Amt'));
  const indicator = textAt(entry, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT') return bad('CdtDbtInd', indicator);
  const booked = bookedOf(first(entry, 'BookgDt') ?? first(entry, 'ValDt'));
  if (booked === null) return bad('BookgDt', textAt(entry, 'BookgDt'));
  // RvslInd says why: the sides are those of the money already.
  const direction = indicator === 'CRDT' ? 'credit' : 'debit';
  const entryId = textAt(entry, 'AcctSvcrRef') ?? textAt(entry, 'NtryRef') ?? null;
  const details = all(entry, 'NtryDtls', 'TxDtls');
  const head = { direction, bookedOn: booked.on, bookedAt: booked.at, balance: null } as const;
  if (details.length < 2) {
    const [detail] = details;
    return read([{ ...head, entryId, amount, ...partyAndRemark(entry, detail, direction) }]);
  }
  const parts = details.map((detail, nth): EntryLine | null => {
    const part = amountOf(first(detail, 'Amt') ?? first(detail, 'AmtDtls', 'TxAmt', 'Amt'));
    if (part?.currency !== amount.currency || part.amount === 0) return null;
    const own = textAt(detail, 'Refs', 'AcctSvcrRef') ?? (entryId && `${entryId}/${String(nth + 1)}`);
    return { ...head, entryId: own, amount: part, ...partyAndRemark(entry, detail, direction) };
  });
  const whole = parts.filter((part) => part !== null);
  const sum = whole.reduce((total, part) => total + part.amount.amount, 0);
  return whole.length === parts.length && sum === amount.amount ? read(whole) : bad('TxDtls', String(sum));
}

function amountOf(element: XmlElement | undefined) {
  const unit = element?.attributes['Ccy'] ?? '';
  const amount = element && isCurrency(unit) ? readAmount(textOf(element) ?? '', unit) : null;
  return amount === null || amount < 0 || !isCurrency(unit) ? null : money(amount, unit);
}

const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/;

/** A date, or a time with or without its zone: without it is Shanghai's. */
function bookedOf(date: XmlElement | undefined): BookedTime | null {
  const on = date && textAt(date, 'Dt');
  if (on !== undefined) {
    const day = parseDay(on.slice(0, 10));
    return day && { on: day, at: null };
  }
  const text = (date && textAt(date, 'DtTm')) ?? '';
  const ms = Date.parse(LOCAL_TIME.test(text) ? `${text}+08:00` : text);
  return Number.isNaN(ms) ? null : { on: dayOf(instant(ms)), at: instant(Math.trunc(ms)) };
}

const NO_ID = new Set(['NOTPROVIDED', 'NOTAVAILABLE', 'NONREF']);

function partyAndRemark(
  entry: XmlElement,
  detail: XmlElement | undefined,
  direction: BankLine['direction'],
): Pick<BankLine, 'counterparty' | 'remark'> {
  const at = (...path: string[]): string => (detail && textAt(detail, ...path)) ?? '';
  const party = direction === 'credit' ? 'Dbtr' : 'Cdtr';
  const name = at('RltdPties', party, 'Nm') || at('RltdPties', party, 'Pty', 'Nm');
  const id = (...path: string[]): string => at('RltdPties', `${party}Acct`, 'Id', ...path);
  const ids = [at('Refs', 'EndToEndId'), at('Refs', 'InstrId')].filter((one) => !NO_ID.has(one));
  const said = [
    ...(detail ? all(detail, 'RmtInf', 'Ustrd').map((text) => textOf(text) ?? '') : []),
    at('RmtInf', 'Strd', 'CdtrRefInf', 'Ref'),
    ...ids,
    at('AddtlTxInf'),
    textAt(entry, 'AddtlNtryInf') ?? '',
  ];
  return {
    counterparty: { name, account: accountDigits(id('IBAN') || id('Othr', 'Id')) },
    remark: [...new Set(said.filter((text) => text !== ''))].join(' '),
  };
}

const OPENING = ['OPBD', 'PRCD'];
const CLOSING = ['CLBD'];

function balanceOf(statement: XmlElement, kinds: readonly string[], currency: Currency): number | null {
  const balance = all(statement, 'Bal').find((one) =>
    kinds.includes(textAt(one, 'Tp', 'CdOrPrtry', 'Cd') ?? ''),
  );
  const amount = balance && readAmount(textAt(balance, 'Amt') ?? '', currency);
  if (amount === undefined || amount === null) return null;
  return balance && textAt(balance, 'CdtDbtInd') === 'DBIT' ? -amount : amount;
}

/** Balances and totals that a statement gives must come out: a file that was cut and closed again does not. */
function refuseSums(
  statement: XmlElement,
  lines: readonly EntryLine[],
  currency: Currency,
): StatementFault | null {
  const decimal = (amount: number): string => toDecimal(money(amount, currency));
  const sum = (direction: BankLine['direction']): number =>
    lines
      .filter((line) => line.direction === direction)
      .reduce((total, { amount }) => total + amount.amount, 0);
  const [opening, closing] = [
    balanceOf(statement, OPENING, currency),
    balanceOf(statement, CLOSING, currency),
  ];
  const counted = (opening ?? 0) + sum('credit') - sum('debit');
  if (opening !== null && closing !== null && counted !== closing)
    return { reason: 'totals-differ', what: 'closing', expected: decimal(closing), found: decimal(counted) };
  const summary = first(statement, 'TxsSummry');
  if (!summary) return null;
  for (const [name, what, direction] of SUMMARIES) {
    const total = textAt(summary, name, 'Sum');
    if (total !== undefined && readAmount(total, currency) !== sum(direction))
      return { reason: 'totals-differ', what, expected: total, found: decimal(sum(direction)) };
  }
  const count = textAt(summary, 'TtlNtries', 'NbOfNtries');
  const entries = all(statement, 'Ntry').length;
  return count !== undefined && Number(count) !== entries
    ? { reason: 'totals-differ', what: 'count', expected: count, found: String(entries) }
    : null;
}

const SUMMARIES = [
  ['TtlCdtNtries', 'credits', 'credit'],
  ['TtlDbtNtries', 'debits', 'debit'],
] as const;
