import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { en } from '@reassign/shared/i18n/auctions.en.ts';
import { zh } from '@reassign/shared/i18n/auctions.zh.ts';
import { en as searchEn } from '@reassign/shared/i18n/search.en.ts';
import { zh as searchZh } from '@reassign/shared/i18n/search.zh.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { toDecimal } from '@reassign/shared/kernel/money.ts';

type Words = Readonly<Record<keyof typeof zh | keyof typeof searchZh, string>>;
const wordsOf: Readonly<Record<'zh' | 'en', Words>> = {
  zh: { ...zh, ...searchZh },
  en: { ...en, ...searchEn },
};

const columns: readonly (readonly [
  keyof Words,
  (lot: LotSummary, words: Words) => string | number | null,
])[] = [
  ['number', ({ number }) => number],
  ['column-title', ({ title }) => title],
  ['group-phase', ({ phase }, words) => words[`phase-${phase}`]],
  ['group-type', ({ rights }, words) => rights.map(({ type }) => words[`type-${type}`]).join(' ')],
  ['right-number', ({ rights }) => rights.map(({ number }) => number).join(' ')],
  ['group-class', ({ rights }) => rights.flatMap(({ classes }) => classes).join(' ')],
  ['bank', ({ bank }) => bank],
  ['column-currency', ({ asking }) => asking.currency],
  ['appraised', ({ appraisedValue }) => toDecimal(toMoney(appraisedValue))],
  ['start-price', ({ start }) => toDecimal(toMoney(start))],
  ['current-price', ({ price }) => price && toDecimal(toMoney(price))],
  ['deposit', ({ deposit }) => toDecimal(toMoney(deposit))],
  ['column-bids', ({ bidCount }) => bidCount],
  ['opens', ({ opensAt }) => opensAt],
  ['closes', ({ closesAt }) => closesAt],
];

/** RFC 4180, with a mark by which spreadsheets know UTF-8. */
export function csvOf(lots: readonly LotSummary[], language: 'zh' | 'en'): string {
  const words = wordsOf[language];
  const head = columns.map(([key]) => words[key]);
  const rows = lots.map((lot) => columns.map(([, value]) => value(lot, words)));
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** A spreadsheet would compute what begins like this; behind an apostrophe it is text. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
