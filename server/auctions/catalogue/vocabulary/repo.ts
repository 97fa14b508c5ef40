import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../../../platform/db.ts';

/** Words are letters and digits, but one of them may be `null`. */
const texts = (words: readonly string[]): SQL =>
  sql`${`{${words.map((word) => `"${word}"`).join(',')}}`}::text[]`;

/** English words by their stem; those that English leaves out have none. */
export async function stemsOf(db: Db, words: readonly string[]): Promise<Map<string, string>> {
  if (words.length === 0) return new Map();
  const rows = await db.execute<{ word: string; stem: string | null }>(sql`
    select word, (ts_lexize('english_stem', word))[1] as stem
    from unnest(${texts(words)}) word`);
  return new Map(rows.flatMap(({ word, stem }) => (stem === null ? [] : [[word, stem]])));
}

export interface Compared {
  readonly text: string;
  readonly spaced: string;
  readonly length: number;
}

/** For each text the word of some lot that is most like it, if any is; not itself. */
export async function similarWords(
  tx: Db,
  texts: readonly Compared[],
): Promise<{ text: string; word: string; likeness: number }[]> {
  if (texts.length === 0) return [];
  const values = texts.map(
    ({ text, spaced, length }) => sql`(${text}::text, ${spaced}::text, ${length}::int)`,
  );
  await tx.execute(sql`select set_config('pg_trgm.similarity_threshold', '0.4', true)`);
  return tx.execute<{ text: string; word: string; likeness: number }>(sql`
    select t.text, w.word, w.likeness from (values ${sql.join(values, sql`, `)}) t (text, spaced, length)
    cross join lateral (
      select word, similarity(spaced, t.spaced) as likeness from search_word
      where spaced % t.spaced and abs(search_word.length - t.length) <= 1
      order by likeness desc, word limit 1
    ) w`);
}

/** Of the words, those that some lot has. */
export async function knownWords(tx: Db, words: readonly string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const rows = await tx.execute<{ word: string }>(sql`
    select word from search_word where word = any(${texts(words)})`);
  return new Set(rows.map(({ word }) => word));
}
