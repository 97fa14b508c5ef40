import type { LotMarks, LotSummary } from '@reassign/shared/auctions/api.ts';
import { keyOf } from './numbers.ts';
import type { Question, Stems } from './question.ts';
import { isChinese } from './words.ts';

type Range = [from: number, until: number];

/** What of a lot's head was asked for, as ranges of its texts; `null` when that is nothing. */
export function marksOf(lot: LotSummary, question: Question, stems: Stems): LotMarks | null {
  const marks = {
    title: inText(lot.title, question, stems),
    number: inNumber(lot.number, question),
    bank: inText(lot.bank, question, stems),
    right: inNumber(lot.rights[0]?.number ?? '', question),
  };
  return Object.values(marks).some((ranges) => ranges.length > 0) ? marks : null;
}

const LATIN = /[\p{L}\p{N}]+/gu;

function inText(text: string, { runs, words, numbers }: Question, stems: Stems): Range[] {
  // Same length as the text: a range of one is a range of the other.
  const lower = [...text].map((character) => sameLength(character, character.toLowerCase())).join('');
  const found: Range[] = [];
  // The whole of what was typed, or else its words.
  const wholes = runs.flatMap((run) => (lower.includes(run.text) ? [run.text] : run.words));
  for (const word of [...wholes, ...numbers].filter((each) => isChinese(each) || /\d/.test(each)))
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
  const wanted = new Set(words.flatMap((word) => [word, stems.get(word) ?? word]));
  for (const { 0: word, index } of lower.matchAll(LATIN))
    if (wanted.has(word) || wanted.has(stems.get(word) ?? '')) found.push([index, index + word.length]);
  return merge(found);
}

const sameLength = (before: string, after: string): string =>
  after.length === before.length ? after : before;

/** A number is marked from its first to its last sign that was typed, with what stands between. */
function inNumber(text: string, { numbers, words }: Question): Range[] {
  const signs = [...text.toLowerCase().matchAll(/[a-z0-9]/g)];
  const bare = signs.map(({ 0: sign }) => sign).join('');
  const found: Range[] = [];
  for (const key of [...numbers, ...words.filter((word) => /\d/.test(word))].map(keyOf)) {
    const at = key === '' ? -1 : bare.indexOf(key);
    const first = signs[at];
    const last = signs[at + key.length - 1];
    if (at >= 0 && first && last) found.push([first.index, last.index + 1]);
  }
  return merge(found);
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const [from, until] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else merged.push([from, until]);
  }
  return merged;
}

/** Words of titles whose stems decide about a mark. */
export const latinOfTitles = (lots: readonly LotSummary[]): string[] => [
  ...new Set(lots.flatMap(({ title, bank }) => `${title} ${bank}`.toLowerCase().match(/[a-z]{2,}/g) ?? [])),
];
