import { queryOfNumber, readNumber } from './numbers.ts';
import { isChinese, isLatin, plainWords, wordsOfQuestion } from './words.ts';

/** What somebody typed, as terms that a lot must all have. */
export interface Question {
  readonly words: readonly string[];
  readonly numbers: readonly string[];
}

/** What is beyond is not looked for: nobody types so much. */
const MOST_TERMS = 24;

/** An office or a blank before digits belongs to them. */
const OFFICE = /(?<![a-z])(zl|cn|us|ep|wo|sx) +(?=\d)/gi;
/** Chinese and the rest each by itself, so that a number right after a word is still one. */
const PIECE = /\p{Script=Han}+|[^\p{Script=Han}\s]+/gu;

/** `null` when there is nothing in it that could be looked for: signs and emoji. */
export function readQuestion(text: string): Question | null {
  const whole = readNumber(text);
  if (whole !== null) return { words: [], numbers: [whole] };
  const words: string[] = [];
  const numbers: string[] = [];
  for (const piece of plainWords(text).replace(OFFICE, '$1').match(PIECE) ?? []) {
    const number = isChinese(piece) ? null : readNumber(piece);
    if (number === null) words.push(...wordsOfQuestion(piece));
    else numbers.push(number);
  }
  const question = {
    words: [...new Set(words)].slice(0, MOST_TERMS),
    numbers: [...new Set(numbers)].slice(0, MOST_TERMS),
  };
  return question.words.length + question.numbers.length === 0 ? null : question;
}

export const latinWords = ({ words }: Question): string[] => words.filter(isLatin);

/** By word; a word that English leaves out has none. */
export type Stems = ReadonlyMap<string, string>;

/** The question as `tsquery`. Words are letters and digits, so quotes are enough. */
export const queryOf = ({ words, numbers }: Question, stems: Stems): string =>
  [
    ...words.map((word) => {
      const stem = stems.get(word);
      return stem === undefined || stem === word ? `'${word}'` : `('${word}' | '${stem}')`;
    }),
    ...numbers.map(queryOfNumber),
  ].join(' & ');
