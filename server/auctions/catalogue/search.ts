import type { FacetView, LotList, LotMarks } from '@reassign/shared/auctions/api.ts';
import {
  closingWithin,
  COUNTED_LOTS,
  type FacetGroup,
  facetGroups,
  facetValues,
  type LotSearch,
} from '@reassign/shared/auctions/search.ts';
import { type Instant, later } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { type CatalogueRow, summaryOfRow } from '../repo.ts';
import { correct } from './correction.ts';
import { type PageEnd, readCursor, writeCursor } from './cursor.ts';
import { bankOfLabel, isOf, valueOfLabel } from './labels.ts';
import { latinOfTitles, marksOf } from './marks.ts';
import { accessTo, type Conditions, conditionsOf, stretchOf, wishOf } from './plan.ts';
import { latinWords, queryOf, type Question, readQuestion, type Stems } from './question.ts';
import * as repo from './repo.ts';
import * as vocabulary from './vocabulary/repo.ts';

export interface SearchOptions {
  readonly cursor?: string | undefined;
  readonly facets?: boolean;
  readonly limit: number;
}

export interface Connections {
  readonly tx: Db;
  /** Does read-only work on another connection at the same time, when there is one to spare, or else on this one. */
  readonly beside: <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>;
}

export type SearchRefusal =
  { readonly refusal: 'foreign-cursor' } | { readonly refusal: 'unknown-bank'; readonly name: string };

export type Found = Omit<LotList, 'items'> & { readonly rows: readonly CatalogueRow[] };

/** Best matches are sorted out among so many; of more, what ends soonest comes first. */
const RANKED = 2_000;

/** One search. What selected groups would have without their selection is counted beside it. */
export class Search {
  readonly #tx: Db;
  readonly #beside: Connections['beside'];
  readonly #search: LotSearch;
  readonly #options: SearchOptions;
  readonly #now: Instant;
  #banks: ReadonlyMap<string, number> = new Map();
  #conditions: Conditions = new Map();

  constructor({ tx, beside }: Connections, search: LotSearch, options: SearchOptions, now: Instant) {
    this.#tx = tx;
    this.#beside = beside;
    this.#search = search;
    this.#options = options;
    this.#now = now;
  }

  async run(): Promise<Found | SearchRefusal> {
    const { cursor } = this.#options;
    const after = cursor === undefined ? null : readCursor(this.#search, cursor);
    if (cursor !== undefined && !after) return { refusal: 'foreign-cursor' };
    const { text, selected } = this.#search;
    const question = text === '' ? undefined : readQuestion(text);
    if (question === null) return nothing('nothing-to-find');

    // Statements that need nothing of each other go out together: a search is a few waits for the database.
    const [banks, stems] = await Promise.all([repo.listBanks(this.#tx), this.#stems(question)]);
    this.#banks = new Map(banks.map(({ id, name }) => [name, id]));
    const stranger = selected.bank.find((name) => !this.#banks.has(name));
    if (stranger !== undefined) return { refusal: 'unknown-bank', name: stranger };
    this.#conditions = conditionsOf(this.#search, this.#banks, this.#now);
    return this.#ask(question, stems, after);
  }

  #stems = (question: Question | undefined): Promise<Stems> =>
    vocabulary.stemsOf(this.#tx, question ? latinWords(question) : []);

  /** As typed; when no lot at all has that, what was probably meant. */
  async #ask(question: Question | undefined, stems: Stems, after: PageEnd | null): Promise<Found> {
    const found = await this.#find(question, stems, after);
    if (!question || found.total.count > 0) return found;
    if (await repo.isAnywhere(this.#tx, queryOf(question, stems))) return found;
    const meant = await correct(this.#tx, this.#search.text, question);
    const other = meant === null ? null : readQuestion(meant);
    if (!other) return found;
    const similar = await this.#find(other, await this.#stems(other), after);
    return similar.total.count === 0 ? found : { ...similar, match: 'similar', searchedFor: meant };
  }

  async #find(question: Question | undefined, stems: Stems, after: PageEnd | null): Promise<Found> {
    const query = question ? queryOf(question, stems) : null;
    const { facets = false, limit } = this.#options;
    const own = facets ? [...this.#conditions.keys()] : [];
    const wish = wishOf(query, this.#conditions);
    const wishes = [wish, ...own.map((group) => wishOf(query, this.#conditions, group))];
    const shares = await repo.shares(this.#tx, wishes);
    const accesses = wishes.map((each, index) => accessTo(each, shares[index] ?? 0));
    const [access = accessTo(wish, 0), ...ofOwn] = accesses;
    const waiting = own.map((group, index) => ({ group, access: ofOwn[index] ?? access }));
    const counted = new Map<FacetGroup, repo.Hits>();
    // Whichever connection is free takes the next group.
    const countOwn = async (tx: Db): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        counted.set(next.group, await this.#count(tx, next.access, null));
    };
    const [{ hits, page }] = await Promise.all([
      this.#hitsAndPage(access, after).then(async (found) => {
        await countOwn(this.#tx);
        return found;
      }),
      waiting.length === 0 ? null : this.#beside(countOwn),
    ]);
    const rows = page.slice(0, limit).map(({ row }) => row);
    const last = page[limit - 1];
    return {
      rows,
      nextCursor: page.length > rows.length && last ? writeCursor(this.#search, last.end) : null,
      total: { count: Math.min(hits.count, COUNTED_LOTS), isCapped: hits.count > COUNTED_LOTS },
      facets: facets ? facetGroups.map((group) => this.#facet(group, counted.get(group) ?? hits)) : null,
      match: question ? 'as-typed' : 'every-lot',
      searchedFor: null,
      marks: question ? await this.#marks(rows, question, stems) : {},
    };
  }

  async #hitsAndPage(
    access: repo.Access,
    after: PageEnd | null,
  ): Promise<{ hits: repo.Hits; page: repo.FoundLot[] }> {
    // Best matches have keys of their own, and come later.
    const paging = after?.keys.length === 2 ? null : this.#paging(after, false);
    const hits = await this.#count(this.#tx, access, paging);
    return { hits, page: await this.#page(access, hits, after) };
  }

  #count = (tx: Db, access: repo.Access, paging: repo.Paging | null): Promise<repo.Hits> =>
    repo.countHits(tx, access, {
      most: COUNTED_LOTS + 1,
      soon: [this.#now, later(this.#now, closingWithin['30d'])],
      labels: this.#options.facets ?? false,
      paging,
    });

  #paging = (after: PageEnd | null, isRanked: boolean): repo.Paging => ({
    sort: this.#search.sort,
    isRanked,
    after,
    limit: this.#options.limit + 1,
  });

  async #page(wish: repo.Wish, hits: repo.Hits, after: PageEnd | null): Promise<repo.FoundLot[]> {
    const fits = hits.count <= RANKED && wish.query !== null;
    // A list that began with the best matches goes on with them, also when it has grown.
    const isRanked = after === null ? fits : after.keys.length === 2;
    if (this.#search.sort === 'relevance' && isRanked)
      return repo.pageOfHits(this.#tx, wish, this.#paging(after, true));
    const paging = this.#paging(after, false);
    if (hits.count <= COUNTED_LOTS) return repo.rowsOfPage(this.#tx, paging, hits);
    const stretch = stretchOf(this.#search, this.#conditions);
    const listed = await repo.pageOfList(this.#tx, wish, paging, stretch);
    return listed ?? repo.pageOfHits(this.#tx, wish, paging);
  }

  #facet = (group: FacetGroup, hits: repo.Hits): FacetView => ({
    group,
    isCapped: hits.count > COUNTED_LOTS,
    values: this.#values(group, hits),
  });

  #values(group: FacetGroup, { labels, ends }: repo.Hits): FacetView['values'] {
    const chosen = this.#search.selected[group];
    const shown = ({ value, count }: { value: string; count: number }): boolean =>
      count > 0 || chosen.includes(value);
    if (group === 'within')
      return facetValues.within
        .map((value) => ({
          value,
          count: ends.filter((at) => at <= this.#now + closingWithin[value]).length,
        }))
        .filter(shown);
    const counts = new Map<string, number>();
    const names = new Map([...this.#banks].map(([name, id]) => [id, name]));
    for (const [label, count] of labels) {
      if (!isOf(group, label)) continue;
      const value = group === 'bank' ? names.get(bankOfLabel(label)) : valueOfLabel(group, label);
      if (value !== undefined) counts.set(value, count);
    }
    const values = group === 'bank' ? [...new Set([...counts.keys(), ...chosen])] : facetValues[group];
    const counted = values.map((value) => ({ value, count: counts.get(value) ?? 0 })).filter(shown);
    if (group !== 'bank') return counted;
    return counted.toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
  }

  async #marks(
    rows: readonly CatalogueRow[],
    question: Question,
    stems: Stems,
  ): Promise<Record<string, LotMarks>> {
    const lots = rows.map(summaryOfRow);
    const latin = latinWords(question).length === 0 ? [] : latinOfTitles(lots);
    const all = new Map([...(await vocabulary.stemsOf(this.#tx, latin)), ...stems]);
    return Object.fromEntries(
      lots.flatMap((lot) => {
        const marks = marksOf(lot, question, all);
        return marks ? [[lot.id, marks]] : [];
      }),
    );
  }
}

const nothing = (match: LotList['match']): Found => ({
  rows: [],
  nextCursor: null,
  total: { count: 0, isCapped: false },
  facets: null,
  match,
  searchedFor: null,
  marks: {},
});
