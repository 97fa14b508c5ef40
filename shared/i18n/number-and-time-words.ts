import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant.ts';
import type { Language } from './messages.ts';

/*
 * Grouped numbers and dates in our two languages, word for word as Intl writes them (a test compares). By hand because a
 * browser's first Intl object costs it 80 to 230 ms on two slow cores, just when the page comes alive.
 */

/** `1250000.00` → `1,250,000.00`, in both languages. */
export const grouped = (decimal: string): string => decimal.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',');

/** A date whose UTC parts are what the reader's calendar and clock show. */
type Parts = Date;

export interface TimeWords {
  dateTime(parts: Parts): string;
  shortDateTime(parts: Parts): string;
  date(parts: Parts): string;
  shortDay(parts: Parts): string;
  month(parts: Parts): string;
}

const timeOf = (parts: Parts, from: number, to: number): string => parts.toISOString().slice(from, to);
const seconds = (parts: Parts): string => timeOf(parts, 11, 19);
const minutes = (parts: Parts): string => timeOf(parts, 11, 16);

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const zh: TimeWords = {
  month: (parts) => `${parts.getUTCFullYear()}年${parts.getUTCMonth() + 1}月`,
  shortDay: (parts) => `${parts.getUTCMonth() + 1}月${parts.getUTCDate()}日`,
  date: (parts) => `${parts.getUTCFullYear()}年${zh.shortDay(parts)}`,
  shortDateTime: (parts) => `${zh.shortDay(parts)} ${minutes(parts)}`,
  dateTime: (parts) => `${zh.date(parts)} ${seconds(parts)}`,
};

const monthName = (parts: Parts): string => months[parts.getUTCMonth()] ?? '';
/** British usage: `Sept`, all others with three letters. */
const shortMonth = (parts: Parts): string => monthName(parts).slice(0, parts.getUTCMonth() === 8 ? 4 : 3);

const en: TimeWords = {
  month: (parts) => `${monthName(parts)} ${parts.getUTCFullYear()}`,
  shortDay: (parts) => `${parts.getUTCDate()} ${shortMonth(parts)}`,
  date: (parts) => `${en.shortDay(parts)} ${parts.getUTCFullYear()}`,
  shortDateTime: (parts) => `${en.shortDay(parts)}, ${minutes(parts)}`,
  dateTime: (parts) => `${en.date(parts)}, ${seconds(parts)}`,
};

export const timeWords: Readonly<Record<Language, TimeWords>> = { zh, en };

const units = [
  [DAY, '天', 'day'],
  [HOUR, '小时', 'hour'],
  [MINUTE, '分钟', 'minute'],
  [SECOND, '秒钟', 'second'],
] as const;

/** `5分钟` / `5 minutes`, in the largest unit that fits. */
export function durationText(ms: number, language: Language): string {
  const fitting = units.find(([size]) => ms >= size && ms % size === 0) ?? units[3];
  const [size, chinese, english] = fitting;
  const count = Math.round(ms / size);
  const number = grouped(String(count));
  if (language === 'zh') return `${number}${chinese}`;
  return `${number} ${english}${count === 1 ? '' : 's'}`;
}
