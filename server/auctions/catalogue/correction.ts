import type { Db } from '../../platform/db.ts';
import { spaced } from './document.ts';
import { correctNumber } from './numbers.ts';
import type { Question } from './question.ts';
import * as repo from './vocabulary/repo.ts';
import { isChinese, plainWords } from './words.ts';

/** Beyond, it is a sentence and not a slip. */
const LONGEST_TEXT = 60;
const MOST_PARTS = 60;
const LONGEST_PART = 6;
const RUN = /\p{Script=Han}+|[a-z]{3,}/gu;

interface Part {
  readonly from: number;
  readonly text: string;
}

/**
 * What was probably meant by a text that no lot has: one slip in a number that has a check character, or words that
 * some lot has for those that none has. `null` when nothing comes near.
 */
export async function correct(tx: Db, text: string, { words }: Question): Promise<string | null> {
  const number = correctNumber(text);
  if (number !== null) return number;
  const plain = plainWords(text);
  if (plain.length > LONGEST_TEXT) return null;
  const known = await repo.knownWords(tx, words);
  const parts = partsOf(
    plain,
    words.filter((word) => !known.has(word)),
  );
  const likely = await repo.similarWords(
    tx,
    [...new Set(parts.map((part) => part.text))].slice(0, MOST_PARTS).map((part) => ({
      text: part,
      spaced: spaced(part),
      length: [...part].length,
    })),
  );
  const corrected = replaceAll(plain, parts, new Map(likely.map((each) => [each.text, each])));
  return corrected === plain ? null : corrected;
}

/** Latin words that no lot has, and up to six Chinese characters in a row round one of a word that no lot has. */
function partsOf(text: string, unknown: readonly string[]): Part[] {
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) => {
    if (!isChinese(run)) return unknown.includes(run) ? [{ from: index, text: run }] : [];
    const strange = unknown.flatMap((word) => placesOf(run, word));
    return windowsOf(run)
      .filter(({ from, text: part }) => strange.some((place) => place >= from && place < from + part.length))
      .map((part) => ({ ...part, from: index + part.from }));
  });
}

function placesOf(run: string, word: string): number[] {
  const at = run.indexOf(word);
  return at < 0 ? [] : Array.from(word, (_, place) => at + place);
}

const windowsOf = (run: string): Part[] =>
  Array.from({ length: run.length }, (_, from) => from).flatMap((from) =>
    Array.from({ length: Math.max(0, Math.min(LONGEST_PART, run.length - from) - 1) }, (__, more) => ({
      from,
      text: run.slice(from, from + more + 2),
    })),
  );

type Likely = ReadonlyMap<string, { readonly word: string; readonly likeness: number }>;

/** One sign for another before one more or one less, then the likeliest; what overlaps one of them stays. */
function replaceAll(text: string, parts: readonly Part[], likely: Likely): string {
  const likenessOf = ({ text: part }: Part): number => {
    const { word, likeness } = likely.get(part) ?? { word: '', likeness: 0 };
    return likeness + (word.length === part.length ? 1 : 0);
  };
  const taken: Part[] = [];
  for (const part of parts.toSorted((one, other) => likenessOf(other) - likenessOf(one))) {
    const overlaps = taken.some(
      ({ from, text: other }) => part.from < from + other.length && from < part.from + part.text.length,
    );
    if (likely.has(part.text) && !overlaps) taken.push(part);
  }
  return taken
    .toSorted((one, other) => other.from - one.from)
    .reduce(
      (whole, { from, text: part }) =>
        whole.slice(0, from) + (likely.get(part)?.word ?? part) + whole.slice(from + part.length),
      text,
    );
}
