import type { Instant } from '../kernel/instant.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant.ts';
import { type Money, toDecimal } from '../kernel/money.ts';
import { type Language, localeOf } from './messages.ts';
import { durationText, grouped, timeWords } from './number-and-time-words.ts';

/** Where a clock hangs: its name (IANA), and how far it is ahead of UTC at an instant. */
export interface Zone {
  readonly name: string;
  readonly aheadMs: (at: Instant) => number;
}

/** No daylight saving since 1991: one offset serves every date of this product. */
export const SHANGHAI: Zone = { name: 'Asia/Shanghai', aheadMs: () => 8 * HOUR };
const UTC: Zone = { name: 'UTC', aheadMs: () => 0 };

/** Money and times as people read them, in one language and one time zone. */
export interface Format {
  /** `¥1,250,000.00`: exact, for tables and documents. */
  money(value: Money): string;
  /** `¥1,250,000`, or with the fen when there are any: for prices and buttons. */
  price(value: Money): string;
  /** `125万`, `1.25亿`, in English `¥1.25M`; `null` for a small amount or one that four decimals cannot say. */
  brief(value: Money): string | null;
  /** `2026年11月23日 14:05:09` / `23 Nov 2026, 14:05:09`. */
  dateTime(at: Instant): string;
  /** `11月23日 14:05` / `23 Nov, 14:05`. */
  shortDateTime(at: Instant): string;
  /** `2026年11月23日` / `23 Nov 2026`. */
  date(at: Instant): string;
  /** `11月23日` / `23 Nov`. */
  shortDay(at: Instant): string;
  /** A calendar day `YYYY-MM-DD` as it stands, whatever the zone. */
  day(day: string): string;
  /** A calendar month `YYYY-MM`: `2026年11月` / `November 2026`. */
  month(month: string): string;
  /** `14:05:09.123`. */
  exactTime(at: Instant): string;
  /** `14:05`. */
  clockTime(at: Instant): string;
  /** `3天 04:05:09`, `04:05:09`, `05:09`: counted down, never below zero. */
  countdown(ms: number): string;
  /** `5分钟` / `5 minutes`, in the largest unit that fits. */
  duration(ms: number): string;
  integer(value: number): string;
  /** 7000 basis points → `70%`. */
  percent(bps: number): string;
}

/** Money and times in words; cheap to make. */
export function format(language: Language, zone: Zone = SHANGHAI): Format {
  const words = timeWords[language];
  const partsIn = (place: Zone, at: number): Date => new Date(at + place.aheadMs(at as Instant));
  const here = (at: Instant): Date => partsIn(zone, at);
  return {
    money: (value) => moneyText(value, language, toDecimal(value)),
    price: (value) => moneyText(value, language, toDecimal(value).replace(/\.0+$/, '')),
    brief: (value) => (language === 'zh' ? briefZh(value) : briefEn(value)),
    dateTime: (at) => words.dateTime(here(at)),
    shortDateTime: (at) => words.shortDateTime(here(at)),
    date: (at) => words.date(here(at)),
    shortDay: (at) => words.shortDay(here(at)),
    day: (text) => words.date(partsIn(UTC, Date.parse(`${text}T00:00:00Z`))),
    month: (text) => words.month(partsIn(UTC, Date.parse(`${text}-01T00:00:00Z`))),
    exactTime: (at) => clock(here(at)).slice(0, 12),
    clockTime: (at) => clock(here(at)).slice(0, 5),
    countdown: (ms) => countdown(ms, language),
    duration: (ms) => durationText(ms, language),
    integer: (value) => grouped(String(value)),
    percent: (bps) => `${grouped(String(bps / 100))}%`,
  };
}

/** `14:05:09.123` of a date whose UTC parts are those of the clock on the wall. */
const clock = (parts: Date): string => parts.toISOString().slice(11, 23);

/** ¥ alone: yuan is the currency of the house; every other one says which it is, which Intl knows. */
function moneyText({ currency }: Money, language: Language, decimal: string): string {
  if (currency === 'CNY') return `¥${grouped(decimal)}`;
  const minimumFractionDigits = decimal.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat(localeOf[language], {
    style: 'currency',
    currency,
    minimumFractionDigits,
  }).format(decimal as Intl.StringNumericLiteral);
}

/** Ten-thousandths of a unit are shown, as in `125.5万`; `null` when that would round. */
function inUnits(value: Money, unitMinor: number): string | null {
  const step = unitMinor / 10_000;
  return value.amount % step === 0 ? String(value.amount / step / 10_000) : null;
}

const YUAN = 100;
const WAN = 10_000 * YUAN;
const YI = 10_000 * WAN;
const MILLION = 1_000_000 * YUAN;

function briefZh(value: Money): string | null {
  if (value.currency !== 'CNY' || value.amount < WAN) return null;
  const count = value.amount >= YI ? inUnits(value, YI) : inUnits(value, WAN);
  return count === null ? null : `${count}${value.amount >= YI ? '亿' : '万'}`;
}

function briefEn(value: Money): string | null {
  if (value.currency !== 'CNY' || value.amount < MILLION) return null;
  const count = inUnits(value, MILLION);
  return count === null ? null : `¥${count}M`;
}

const two = (value: number): string => String(value).padStart(2, '0');

function countdown(ms: number, language: Language): string {
  // Rounded up: the clock shows 00:00 when nothing is left, not a second before.
  const left = Math.max(0, Math.ceil(ms / SECOND) * SECOND);
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const rest = `${two(Math.floor((left % HOUR) / MINUTE))}:${two((left % MINUTE) / SECOND)}`;
  if (days === 0) return hours === 0 ? rest : `${two(hours)}:${rest}`;
  return `${days}${language === 'zh' ? '天' : 'd'} ${two(hours)}:${rest}`;
}
