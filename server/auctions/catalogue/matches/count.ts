import { COUNTED_LOTS, type LotSearch } from '@reassign/shared/auctions/search.ts';
import type { SearchMatches } from '@reassign/shared/auctions/saved-search-api.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../../platform/db.ts';
import { accessTo, conditionsOf, wishOf } from '../plan.ts';
import { latinWords, queryOf, readQuestion } from '../question.ts';
import { listBanks, shares, type Wish } from '../repo.ts';
import { stemsOf } from '../vocabulary/repo.ts';
import { countSince } from './repo.ts';

/** A search, and the moment from which on its lots are new. */
export interface Watched {
  readonly search: LotSearch;
  readonly since: Instant;
}

export type Matches = SearchMatches;

interface Counting {
  readonly now: Instant;
  /** Whether the time for all of them is over. */
  readonly isLate: () => boolean;
}

/**
 * Lots that have what was typed, as typed, counted for one search after the other. What all of them need (banks, stems,
 * how common each is) is asked once; each then costs one count of at most some ten thousand hits.
 */
export async function countMatches(
  tx: Db,
  watched: readonly Watched[],
  { now, isLate }: Counting,
): Promise<(Matches | null)[]> {
  const wishes = await wishesOf(tx, watched, now);
  const possible = wishes.filter((wish) => wish !== null);
  const common = possible.length === 0 ? [] : await shares(tx, possible);
  const shareOf = new Map(possible.map((wish, index) => [wish, common[index] ?? 0]));
  const counted: (Matches | null)[] = [];
  for (const [index, { since }] of watched.entries()) {
    const wish = wishes[index] ?? null;
    if (wish === null) counted.push(NOTHING);
    else if (isLate()) counted.push(null);
    else {
      const access = accessTo(wish, shareOf.get(wish) ?? 0);
      const { all, fresh } = await countSince(tx, access, since, COUNTED_LOTS + 1);
      counted.push({ all: countOf(all), fresh: countOf(fresh) });
    }
  }
  return counted;
}

const countOf = (count: number): Matches['all'] => ({
  count: Math.min(count, COUNTED_LOTS),
  isCapped: count > COUNTED_LOTS,
});

const NOTHING: Matches = { all: countOf(0), fresh: countOf(0) };

/** `null` for what no lot can have: signs alone, or a bank without lots. */
async function wishesOf(tx: Db, watched: readonly Watched[], now: Instant): Promise<(Wish | null)[]> {
  const asked = watched.map(({ search }) => ({
    search,
    question: search.text === '' ? undefined : readQuestion(search.text),
  }));
  const words = asked.flatMap(({ question }) => (question ? latinWords(question) : []));
  const [banks, stems] = await Promise.all([listBanks(tx), stemsOf(tx, [...new Set(words)])]);
  const numbers = new Map(banks.map(({ id, name }) => [name, id]));
  return asked.map(({ search, question }) => {
    if (question === null || search.selected.bank.some((name) => !numbers.has(name))) return null;
    return wishOf(question ? queryOf(question, stems) : null, conditionsOf(search, numbers, now));
  });
}
