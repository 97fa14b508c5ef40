import type { Instant } from '../kernel/instant.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant.ts';
import { type Money, toDecimal } from '../kernel/money.ts';
import { type Language, localeOf } from './messages.ts';

export const SHANGHAI = 'Asia/Shanghai';

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

const cached = <Value>(make: (key: string) => Value): ((key: string) => Value) => {
  const kept = new Map<string, Value>();
  return (key) => {
    const value = kept.get(key) ?? make(key);
    kept.set(key, value);
    return value;
  };
};

const formatOf = cached((key) => {
  const [language, zone] = key.split('|') as [Language, string];
  return createFormat(language, zone);
});

/** A millisecond each on a phone, and no page uses them all: built at their first use. */
function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

/** Intl objects are slow to build, so each language and zone gets its own once. */
export const format = (language: Language, zone: string = SHANGHAI): Format =>
  formatOf(`${language}|${zone}`);

function createFormat(language: Language, timeZone: string): Format {
  const locale = localeOf[language];
  const exact = cached((currency) => new Intl.NumberFormat(locale, moneyOptions(currency)));
  const trimmed = cached(
    (currency) =>
      new Intl.NumberFormat(locale, { ...moneyOptions(currency), trailingZeroDisplay: 'stripIfInteger' }),
  );
  const time = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
    lazily(() => new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options }));
  const twoDigits = { hour: '2-digit', minute: '2-digit' } as const;
  const month = language === 'zh' ? 'long' : 'short';
  const dateTime = time({ dateStyle: language === 'zh' ? 'long' : 'medium', timeStyle: 'medium' });
  const shortDateTime = time({ month, day: 'numeric', ...twoDigits });
  const shortDay = time({ month, day: 'numeric' });
  const date = time({ year: 'numeric', month, day: 'numeric' });
  const day = time({ year: 'numeric', month, day: 'numeric', timeZone: 'UTC' });
  const wholeMonth = time({ year: 'numeric', month: 'long', timeZone: 'UTC' });
  const exactTime = time({ ...twoDigits, second: '2-digit', fractionalSecondDigits: 3 });
  const clockTime = time(twoDigits);
  const integer = lazily(() => new Intl.NumberFormat(locale));
  const percent = lazily(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }));
  return {
    money: (value) => exact(value.currency).format(decimal(value)),
    price: (value) => trimmed(value.currency).format(decimal(value)),
    brief: (value) => (language === 'zh' ? briefZh(value) : briefEn(value)),
    dateTime: (at) => dateTime().format(at),
    shortDateTime: (at) => shortDateTime().format(at),
    date: (at) => date().format(at),
    shortDay: (at) => shortDay().format(at),
    day: (text) => day().format(Date.parse(`${text}T00:00:00Z`)),
    month: (text) => wholeMonth().format(Date.parse(`${text}-01T00:00:00Z`)),
    exactTime: (at) => exactTime().format(at),
    clockTime: (at) => clockTime().format(at),
    countdown: (ms) => countdown(ms, language),
    duration: (ms) => duration(ms, locale),
    integer: (value) => integer().format(value),
    percent: (bps) => percent().format(bps / 10_000),
  };
}

/** Intl takes decimal text without loss; its types want it as a template. */
const decimal = (value: Money): Intl.StringNumericLiteral => toDecimal(value) as Intl.StringNumericLiteral;

const moneyOptions = (currency: string): Intl.NumberFormatOptions => ({
  style: 'currency',
  currency,
  // ¥ alone: yuan is the currency of the house; every other one says which it is.
  currencyDisplay: currency === 'CNY' ? 'narrowSymbol' : 'symbol',
});

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

function duration(ms: number, locale: string): string {
  const units = [
    [DAY, 'day'],
    [HOUR, 'hour'],
    [MINUTE, 'minute'],
    [SECOND, 'second'],
  ] as const;
  const [size, unit] = units.find(([unitMs]) => ms >= unitMs && ms % unitMs === 0) ?? [SECOND, 'second'];
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, style).format(ms / size);
}
