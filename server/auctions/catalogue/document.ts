import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import { lexemesOfNumber } from './numbers.ts';
import { isChinese, isLatin, pairsOf, wordsOfText } from './words.ts';

/** What a lot is found by; made once, when its notice is published. */
export interface LotDocument {
  /** Words of the title, which count more, and of everything else, in one line each. */
  readonly title: string;
  readonly other: string;
  /** Those in Latin letters, to be stemmed. */
  readonly english: string;
  /** Looked for as they are: numbers, and pairs of characters of titles and names. */
  readonly lexemes: readonly string[];
  /** Each word once, with what slips are compared with. */
  readonly words: readonly SearchWord[];
}

export interface SearchWord {
  readonly word: string;
  readonly spaced: string;
  readonly length: number;
}

/** Of long texts the beginning: a description of 20,000 characters would be found by everything. */
const MOST_CHARACTERS = 1_000;
const MOST_SYMBOLS = 8;
/** One word of a slip: a whole sentence is not one. */
const LONGEST_COMPARED = 24;

export function documentOf(
  lot: Pick<LotSummary, 'title' | 'number' | 'bank'>,
  notice: NoticeView,
): LotDocument {
  const rights = notice.rights.map(({ right }) => right);
  const title = wordsOfText(lot.title);
  const other = [...rights.flatMap(textsOfRight), lot.bank, notice.description]
    .map((text) => text.slice(0, MOST_CHARACTERS))
    .flatMap(wordsOfText);
  const all = [...new Set([...title, ...other])];
  const pairs = [lot.title, lot.bank, ...rights.flatMap(namesOfRight)].flatMap(pairsOf);
  const numbers = [lot.number, ...rights.flatMap(numbersOfRight)].flatMap(lexemesOfNumber);
  return {
    title: title.join(' '),
    other: other.join(' '),
    english: all.filter(isLatin).join(' '),
    lexemes: [...new Set([...numbers, ...pairs])],
    words: all.filter(isCompared).map((word) => ({ word, spaced: spaced(word), length: [...word].length })),
  };
}

type Right = NoticeView['rights'][number]['right'];

const namesOfRight = ({ title, owners }: Right): string[] => [title, ...owners.map(({ name }) => name)];

function textsOfRight(right: Right): string[] {
  const common = namesOfRight(right);
  switch (right.type) {
    case 'patent':
      return [...common, ...subclasses(right.ipc), right.abstract ?? ''];
    case 'trademark':
      return [...common, right.goods];
    case 'copyright':
      return [...common, right.registrationNumber];
  }
}

/** `H01M 4/62` is also found by `H01M`. */
const subclasses = (symbols: readonly string[]): string[] =>
  symbols.slice(0, MOST_SYMBOLS).map((symbol) => symbol.slice(0, 4));

function numbersOfRight(right: Right): string[] {
  if (right.type !== 'patent') return [right.registrationNumber];
  const { applicationNumber, publicationNumber, ipc, locarno } = right;
  return [applicationNumber, publicationNumber, locarno, ...ipc.slice(0, MOST_SYMBOLS)].filter(
    (number) => number !== undefined,
  );
}

/** Numbers are told by their check character, single characters by nothing. */
const isCompared = (word: string): boolean =>
  word.length > 1 && word.length <= LONGEST_COMPARED && !/\d/.test(word);

/** Chinese characters apart, so that a trigram is about one of them; letters as they are. */
export const spaced = (word: string): string => (isChinese(word) ? [...word].join(' ') : word);
