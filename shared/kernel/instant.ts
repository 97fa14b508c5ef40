import { assert } from './assert.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __brand: 'Instant' };

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type CalendarDay = string & { readonly __brand: 'CalendarDay' };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Asia/Shanghai has had no daylight saving since 1991, so one offset serves every date of this product. */
const SHANGHAI_OFFSET = 8 * HOUR;

export function instant(ms: number): Instant {
  assert(Number.isSafeInteger(ms), 'an instant is whole milliseconds');
  return ms as Instant;
}

export const later = (at: Instant, ms: number): Instant => instant(at + ms);

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

/** Reads RFC 3339 with a zone and at most milliseconds; anything else is `null`, never a guess. */
export function parseInstant(text: string): Instant | null {
  if (!RFC3339.test(text) || parseDay(text.slice(0, 10)) === null) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : instant(ms);
}

/** `2026-11-23T06:05:09.000Z`: UTC with milliseconds, the one form on the wire and in the log. */
export function toRfc3339(at: Instant): string {
  if (written.at !== at) written = { at, text: new Date(at).toISOString() };
  return written.text;
}

/** Everything of one moment carries the same text, and a busy server writes it thousands of times a second. */
let written: { at: number; text: string } = { at: NaN, text: '' };

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

export function dayOf(at: Instant): CalendarDay {
  const local = new Date(at + SHANGHAI_OFFSET);
  return `${pad(local.getUTCFullYear(), 4)}-${pad(local.getUTCMonth() + 1)}-${pad(local.getUTCDate())}` as CalendarDay;
}

/** `null` for a day that does not exist (2026-02-30). */
export function parseDay(text: string): CalendarDay | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return null;
  return text as CalendarDay;
}

/** 00:00 of that day in Asia/Shanghai. */
export const startOfDay = (day: CalendarDay): Instant =>
  instant(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET);

/** From one day to another; the same day is 0. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  Math.round((startOfDay(to) - startOfDay(from)) / DAY);

export const addDays = (day: CalendarDay, days: number): CalendarDay =>
  dayOf(later(startOfDay(day), days * DAY));
