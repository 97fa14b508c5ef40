import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  ascending,
  charactersOf,
  labelOf,
  labelOfBank,
  movingLabels,
} from '../../server/auctions/catalogue/labels.ts';
import { lexemesOfNumber } from '../../server/auctions/catalogue/numbers.ts';
import { pairsOf } from '../../server/auctions/catalogue/words.ts';
import { ENDED } from '../../server/auctions/catalogue/summary.ts';
import { provinceCodes } from '@reassign/shared/accounts/provinces.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { DAY, type Instant, later } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';

/*
 * Lots as there might be after seven years, the same for the same seed: words by Zipf's law out of a real dictionary,
 * provinces, banks and classes with a few large and many small, two in a hundred still running.
 */

/** A small generator with a seed (mulberry32): 0 … 1. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Few are frequent, most are rare: the square of a square. */
const zipf = (roll: number, size: number): number => Math.floor(size ** roll) - 1;

const WORDS = 60_000;

/** Nouns and verbs of the dictionary, the frequent ones first. */
function dictionary(): string[] {
  const file = createRequire(new URL('../../server/package.json', import.meta.url)).resolve(
    '@node-rs/jieba/dict.txt',
  );
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([word = '', , tag = '']) => word.length >= 2 && word.length <= 4 && /^[nv]/.test(tag))
    .toSorted(([, one], [, other]) => Number(other) - Number(one))
    .slice(0, WORDS)
    .map(([word = '']) => word);
}

const SYLLABLES = 'ba ce di fo gu ha in jo ka le mo nu or pa re si to ul ve wi ex zy'.split(' ');
const english = (rank: number): string =>
  rank < 6
    ? (['battery', 'management', 'system', 'method', 'device', 'control'][rank] ?? '')
    : [rank % 22, Math.floor(rank / 22) % 22, Math.floor(rank / 484) % 22]
        .map((place) => SYLLABLES[place])
        .join('');

/** As English has them in the index: only the words of the questions need a stem that differs. */
const stems: Readonly<Record<string, string>> = { battery: 'batteri', management: 'manag', device: 'devic' };

const TYPES = ['patent', 'patent', 'patent', 'trademark', 'copyright'] as const;
const ROUTE = 'bidding';

export interface MadeLot {
  readonly catalogue: readonly (string | number | null)[];
  readonly search: readonly (string | number | null)[];
  readonly number: string;
}

export const catalogueColumns =
  'lot_id, number, phase, title, bank, route, round, rights, right_types, currency, appraised_minor, start_minor, ' +
  'offer, deposit_minor, price_minor, asking_minor, leader, bid_count, opens_at, closes_at, published_at, ' +
  'closing_order, seq';
export const searchColumns =
  'lot_id, document, labels, facets, published_at, closing_order, asking_minor, bid_count, seq';

export const bankNames = Array.from({ length: 40 }, (_, index) => `第${index + 1}商业银行股份有限公司`);

export interface Making {
  readonly lots: number;
  readonly seed: number;
  readonly now: Instant;
}

/** Seven years of notices, each lot with its rows as they are copied in. */
export function* makeLots({ lots, seed, now }: Making): Generator<MadeLot> {
  const roll = dice(seed);
  const words = dictionary();
  const first = later(now, -7 * 365 * DAY);
  const step = (7 * 365 * DAY) / lots;
  for (let index = 0; index < lots; index++) {
    const publishedAt = Math.floor(first + index * step) as Instant;
    yield makeLot(index, publishedAt, now, roll, words);
  }
}

export const wordsInUse = (): string[] => [...dictionary(), '一种'];

function makeLot(
  index: number,
  publishedAt: Instant,
  now: Instant,
  roll: () => number,
  words: readonly string[],
): MadeLot {
  const type = TYPES[Math.floor(roll() * TYPES.length)] ?? 'patent';
  const opensAt = later(publishedAt, Math.floor((15 + roll() * 30) * DAY));
  const closesAt = later(opensAt, Math.floor((1 + roll() * 4) * DAY));
  const phase = opensAt > now ? 'notice' : closesAt > now ? 'open' : roll() < 0.55 ? 'sold' : 'unsold';
  const start = Math.floor(10 ** (6.5 + roll() * 3.2)) * 100;
  const bids = phase === 'notice' || phase === 'unsold' ? 0 : Math.floor(40 * roll() ** 3);
  const increment = Math.max(100_00, Math.floor(start / 200));
  const price = bids === 0 ? null : start + bids * increment;
  const asking = price === null ? start : phase === 'open' ? price + increment : price;
  const runs = phase === 'notice' || phase === 'open';
  const closingOrder = runs ? closesAt : 1.5 * ENDED - closesAt;
  const bank = zipf(roll(), bankNames.length + 1);
  const lotId = uuidv7(
    publishedAt,
    Uint8Array.from({ length: 10 }, () => Math.floor(roll() * 256)),
  );
  const number = `SX-${String(new Date(publishedAt).getUTCFullYear())}-${String(index + 1).padStart(7, '0')}`;
  const { text, document } = wordsOf(roll, words);
  const right = rightOf(type, index, roll);
  const labels = ascending([
    labelOf('type', type),
    labelOf('class', right.section),
    labelOf('province', provinceCodes[zipf(roll(), provinceCodes.length + 1)] ?? '11'),
    labelOf('route', ROUTE),
    labelOfBank(bank + 1),
    ...movingLabels({ phase, asking: { amount: asking, currency: CNY } }, closesAt),
  ]);
  const numbers = [number, right.number].flatMap(lexemesOfNumber).map((lexeme) => `'${lexeme}'`);
  const at = (instant: number): string => new Date(instant).toISOString();
  const rights = JSON.stringify([{ type, number: right.number, classes: [right.section] }]);
  return {
    number: right.number,
    catalogue: [
      ...[lotId, number, phase, text, bankNames[bank] ?? '', ROUTE, 1, rights, `{${type}}`, 'CNY'],
      ...[Math.floor(start * 1.4), start, offerOf(increment)],
      ...[Math.floor(start / 10), price, asking],
      ...[price === null ? null : String(100 + (index % 900)), bids, at(opensAt), at(closesAt)],
      ...[at(publishedAt), closingOrder, bids + 2],
    ],
    search: [
      ...[
        lotId,
        `${document} ${numbers.join(' ')}`,
        `{${labels.join(',')}}`,
        charactersOf(labels),
        at(publishedAt),
      ],
      ...[closingOrder, asking, bids, bids + 2],
    ],
  };
}

const offerOf = (increment: number): string =>
  JSON.stringify({ format: 'english', increments: fixedStep({ amount: increment, currency: CNY }) });

const TITLE_WORDS = 5;
const OTHER_WORDS = 28;

/** Half of all titles begin with 一种, "a kind of", as titles of patents do; one in eight is English too. */
function wordsOf(roll: () => number, words: readonly string[]): { text: string; document: string } {
  const pick = (): string => words[zipf(roll(), words.length + 1)] ?? '';
  const title = [...(roll() < 0.5 ? ['一种'] : []), ...Array.from({ length: TITLE_WORDS }, pick)];
  const latin = roll() < 0.125 ? Array.from({ length: 4 }, () => english(zipf(roll(), 8_000))) : [];
  const other = Array.from({ length: OTHER_WORDS }, pick);
  const lexemes = [
    ...[...title, ...latin].map((word, place) => `'${word}':${place + 1}A`),
    ...latin.map((word, place) => `'${stems[word] ?? word}':${place + 1}`),
    ...other.map((word, place) => `'${word}':${place + 20}`),
    ...pairsOf(title.join('')).map((pair) => `'${pair}'`),
  ];
  return {
    text: `${title.join('')}${latin.length > 0 ? ` ${latin.join(' ')}` : ''}`,
    document: lexemes.join(' '),
  };
}

function rightOf(
  type: (typeof TYPES)[number],
  index: number,
  roll: () => number,
): { number: string; section: string } {
  const serial = String(Math.floor(roll() * 1e7)).padStart(7, '0');
  switch (type) {
    case 'patent': {
      const kind = 1 + zipf(roll(), 4);
      const section = kind === 3 ? 'design' : 'GHBACFED'.charAt(zipf(roll(), 9));
      return { number: `${2004 + Math.floor(roll() * 22)}${kind}${serial}.${index % 10}`, section };
    }
    case 'trademark':
      return { number: `${1 + Math.floor(roll() * 8)}${serial}`, section: `nice-${1 + zipf(roll(), 46)}` };
    case 'copyright':
      return {
        number: `${2010 + Math.floor(roll() * 16)}SR${serial}`,
        section: roll() < 0.8 ? 'software' : 'work',
      };
  }
}
