import { plainText } from '@reassign/shared/kernel/identifier.ts';
import { type CalendarDay, parseDay } from '@reassign/shared/kernel/instant.ts';
import type { ImportColumn } from '@reassign/shared/listings/import.ts';
import type { Findings } from './findings.ts';

/** Year first, always: `20210826`, `2021-08-26`, `2021/8/26`, `2021.8.26`, `2021年8月26日`. */
const DATE = /^(\d{4})(?:(\d{2})(\d{2})|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)$/;

const POSSIBLE_YEAR = /^(19|20|21)/;

/** A day as registers and spreadsheets print it; `null` when there is none (`20101100`, `08/26/2021`). */
export function readRegistryDay(text: string): CalendarDay | null {
  const [, year, month, day, shortMonth, shortDay] = DATE.exec(plainText(text).replaceAll(' ', '')) ?? [];
  const parts = [month ?? shortMonth, day ?? shortDay].map((part) => part?.padStart(2, '0'));
  return year === undefined || !POSSIBLE_YEAR.test(year) ? null : parseDay([year, ...parts].join('-'));
}

/** The day of a cell, nothing when it is empty, nothing and a fault when it cannot be read. */
export function takeDay(
  findings: Findings,
  column: ImportColumn,
  text: string | undefined,
): CalendarDay | undefined {
  if (text === undefined || text === '') return undefined;
  const day = readRegistryDay(text);
  if (day !== null) return day;
  findings.fault(column, text, 'bad-date');
  return undefined;
}

/** Filed, granted, ended: in this order. */
export function checkOrder(
  findings: Findings,
  filedOn: CalendarDay | undefined,
  grantedOn: CalendarDay | undefined,
  expiresOn: CalendarDay | undefined,
): void {
  if (filedOn !== undefined && grantedOn !== undefined && grantedOn < filedOn) {
    findings.fault('grant_date', grantedOn, 'dates-out-of-order');
  }
  const begun = grantedOn ?? filedOn;
  if (begun !== undefined && expiresOn !== undefined && expiresOn <= begun) {
    findings.fault('expiry_date', expiresOn, 'dates-out-of-order');
  }
}
