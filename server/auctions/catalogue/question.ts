import { queryOfNumber, readNumber } from './numbers.ts';
import { isChinese, isLatin, pairsOf, plainWords, wordsOfQuestion } from './words.ts';

/** What was typed in one go: a lot has all its words, or all its pairs of characters. */
export interface Run {
  readonly text: string;
  readonly words: readonly string[];
  readonly pairs: readonly string[];
}

/** What somebody typed, as terms that a lot must all have. */
export interface Question {
  readonly runs: readonly Run[];
  /** Of all runs, each once. */
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
  if (whole !== null) return { runs: [], words: [], numbers: [whole] };
  const runs = new Map<string, Run>();
  const numbers = new Set<string>();
  for (const piece of plainWords(text).replace(OFFICE, '$1').match(PIECE) ?? []) {
    const number = isChinese(piece) ? null : readNumber(piece);
    if (number !== null) numbers.add(number);
    else if (runs.size < MOST_TERMS) readRun(piece, runs);
    if (numbers.size === MOST_TERMS) break;
  }
  if (runs.size + numbers.size === 0) return null;
  const words = new Set([...runs.values()].flatMap((run) => run.words));
  return { runs: [...runs.values()], words: [...words], numbers: [...numbers] };
}

function readRun(piece: string, runs: Map<string, Run>): void {
  const words = wordsOfQuestion(piece).slice(0, MOST_TERMS);
  if (words.length > 0)
    runs.set(piece, { text: piece, words, pairs: [...new Set(pairsOf(piece))].slice(0, MOST_TERMS) });
}

export const latinWords = ({ words }: Question): string[] => words.filter(isLatin);

/** By word; a word that English leaves out has none. */
export type Stems = ReadonlyMap<string, string>;

/** The question as `tsquery`. Words are letters and digits, so quotes are enough. */
export const queryOf = ({ runs, numbers }: Question, stems: Stems): string =>
  [...runs.map((run) => queryOfRun(run, stems)), ...numbers.map(queryOfNumber)].join(' & ');

function queryOfRun({ words, pairs }: Run, stems: Stems): string {
  const all = words.map((word) => {
    const stem = stems.get(word);
    return stem === undefined || stem === word ? `'${word}'` : `('${word}' | '${stem}')`;
  });
  const isCutAlike = pairs.length === 0 || (words.length === 1 && words[0] === pairs[0]);
  if (isCutAlike) return all.join(' & ');
  return `((${all.join(' & ')}) | (${pairs.map((pair) => `'${pair}'`).join(' & ')}))`;
}
