import { type Currency, isCurrency, minorDigitsOf } from '../kernel/currency.ts';
import { type CalendarDay, type Instant, parseDay, parseInstant } from '../kernel/instant.ts';
import { MAX_AMOUNT_MINOR } from '../kernel/money.ts';

/*
 * Cells of a bank's table as people's spreadsheets and banks' programs write them. `null` is what cannot be read: nothing is
 * guessed where money is concerned.
 */

/** Full-width to plain, blanks at the ends and what keeps a spreadsheet from computing (`="…"`, `'…`) away. */
export const cleanCell = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^=?"(.*)"$/u, '$1')
    .replace(/^'/, '')
    .trim();

const AMOUNT = /^(?<sign>[+-]?)(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<fraction>\d+))?$/;

/**
 * An amount in minor units, with its sign; an empty cell or a dash is zero. Thousands by commas in their places, never more
 * digits behind the point than the currency has.
 */
export function readAmount(cell: string, currency: Currency): number | null {
  const bare = cleanCell(cell)
    .replace(/\s/g, '')
    .replace(/^([+-]?)(?:¥|RMB|CNY)/i, '$1')
    .replace(/元$/, '');
  if (/^-*$/.test(bare)) return 0;
  const { sign, whole, fraction = '' } = AMOUNT.exec(bare)?.groups ?? {};
  const digits = minorDigitsOf(currency);
  if (whole === undefined || /[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(whole.replaceAll(',', '') + fraction.slice(0, digits).padEnd(digits, '0'));
  if (minor > MAX_AMOUNT_MINOR) return null;
  return sign === '-' && minor !== 0 ? -minor : minor;
}

export interface BookedTime {
  readonly on: CalendarDay;
  readonly at: Instant | null;
}

const PARTED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/;
const RUN = /^(\d{4})(\d{2})(\d{2})/;
const CLOCK = /^[\sT-]*(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2}))?(?:\.\d+)?$/;

/** `2026-03-02 10:15:33`, `20260302`, `2026/3/2 9:05`, `2026-03-02-10.15.33.123456`, `2026年3月2日`; times are Shanghai's. */
export function readTime(cell: string): BookedTime | null {
  const text = cleanCell(cell);
  const [day = '', year = '', month = '', date = ''] = PARTED.exec(text) ?? RUN.exec(text) ?? [];
  const on = parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  if (on === null) return null;
  const rest = text.slice(day.length);
  if (rest.trim() === '') return { on, at: null };
  const [, hour, minute = '', second = '00'] = CLOCK.exec(rest) ?? [];
  if (hour === undefined) return null;
  const at = parseInstant(`${on}T${hour.padStart(2, '0')}:${minute}:${second}+08:00`);
  return at === null ? null : { on, at };
}

const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  RMB: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  港币: 'HKD',
  港元: 'HKD',
  日元: 'JPY',
  英镑: 'GBP',
};

export function readCurrency(cell: string): Currency | null {
  const text = cleanCell(cell).toUpperCase();
  const code = CURRENCY_WORDS[text] ?? text;
  return isCurrency(code) ? code : null;
}

/** Banks print account numbers in groups. */
export const accountDigits = (cell: string): string => cleanCell(cell).replace(/[\s-]/g, '');
