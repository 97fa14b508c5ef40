import type { FacetView, LotList, LotMarks } from '@reassign/shared/auctions/api.ts';
import {
  COUNTED_LOTS,
  type FacetGroup,
  facetGroups,
  facetValues,
  type LotSearch,
} from '@reassign/shared/auctions/search.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { type CatalogueRow, summaryOfRow } from '../repo.ts';
import { correct } from './correction.ts';
import { type PageEnd, readCursor, writeCursor } from './cursor.ts';
import { bankOfLabel, labelsOfGroup, valueOfLabel } from './labels.ts';
import { latinOfTitles, marksOf } from './marks.ts';
import { accessTo, type Conditions, conditionsOf, stretchOf } from './plan.ts';
import { latinWords, queryOf, type Question, readQuestion, type Stems } from './question.ts';
import * as repo from './repo.ts';

export interface SearchOptions {
  readonly cursor?: string | undefined;
  readonly facets?: boolean;
  readonly limit: number;
}

export type SearchRefusal =
  { readonly refusal: 'foreign-cursor' } | { readonly refusal: 'unknown-bank'; readonly name: string };

export type Found = Omit<LotList, 'items'> & { readonly rows: readonly CatalogueRow[] };

/** Best matches are sorted out among so many; of more, what ends soonest comes first. */
const RANKED = 2_000;

const everyLabel = [0, 2 ** 31 - 1] as const;

/** One search over one moment of the database, on one connection. */
export class Search {
  readonly #tx: Db;
  readonly #search: LotSearch;
  readonly #options: SearchOptions;
  readonly #now: Instant;
  #banks: ReadonlyMap<string, number> = new Map();
  #conditions: Conditions = new Map();
  #shares: ReadonlyMap<FacetGroup, number> = new Map();

  constructor(tx: Db, search: LotSearch, options: SearchOptions, now: Instant) {
    this.#tx = tx;
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

    const banks = await repo.listBanks(this.#tx);
    this.#banks = new Map(banks.map(({ id, name }) => [name, id]));
    const stranger = selected.bank.find((name) => !this.#banks.has(name));
    if (stranger !== undefined) return { refusal: 'unknown-bank', name: stranger };
    await repo.prepareSearch(this.#tx);
    this.#conditions = conditionsOf(this.#search, this.#banks, this.#now);
    const groups = [...this.#conditions.keys()];
    const shares = await repo.shares(this.#tx, [...this.#conditions.values()]);
    this.#shares = new Map(groups.map((group, index) => [group, shares[index] ?? 0]));
    return question === undefined ? this.#find(null, after) : this.#ask(question, after);
  }

  /** As typed; when no lot at all has that, what was probably meant. */
  async #ask(question: Question, after: PageEnd | null): Promise<Found> {
    const found = await this.#find(question, after);
    if (found.total.count > 0 || after !== null) return found;
    const query = queryOf(question, await this.#stems(question));
    if (await repo.isAnywhere(this.#tx, query)) return found;
    const meant = await correct(this.#tx, this.#search.text, question);
    const other = meant === null ? null : readQuestion(meant);
    if (!other) return found;
    return { ...(await this.#find(other, after)), match: 'similar', searchedFor: meant };
  }

  #stems = (question: Question): Promise<Stems> => repo.stemsOf(this.#tx, latinWords(question));

  async #find(question: Question | null, after: PageEnd | null): Promise<Found> {
    const stems = question ? await this.#stems(question) : new Map<string, string>();
    const query = question && queryOf(question, stems);
    const access = accessTo(query, this.#conditions, this.#shares);
    const hits = await this.#count(access, this.#options.facets ? everyLabel : null);
    const page = await this.#page(access, hits, after);
    const rows = page.slice(0, this.#options.limit).map(({ row }) => row);
    const last = page[this.#options.limit - 1];
    return {
      rows,
      nextCursor: page.length > rows.length && last ? writeCursor(this.#search, last.end) : null,
      total: { count: Math.min(hits.count, COUNTED_LOTS), isCapped: hits.count > COUNTED_LOTS },
      facets: this.#options.facets ? await this.#facets(query, hits) : null,
      match: question ? 'as-typed' : 'every-lot',
      searchedFor: null,
      marks: question ? await this.#marks(rows, question, stems) : {},
    };
  }

  #count = (access: repo.Access, labels: readonly [number, number] | null): Promise<repo.Hits> =>
    repo.countHits(this.#tx, access, { most: COUNTED_LOTS + 1, now: this.#now, labels });

  async #page(access: repo.Access, { count }: repo.Hits, after: PageEnd | null): Promise<repo.FoundLot[]> {
    const { sort } = this.#search;
    const fits = count <= RANKED && access.query !== null;
    // A list that began with the best matches goes on with them, also when it has grown.
    const isRanked = sort === 'relevance' && (after === null ? fits : after.keys.length === 2);
    const paging = { sort, isRanked, after, limit: this.#options.limit + 1 };
    if (count <= COUNTED_LOTS || isRanked) return repo.pageOfHits(this.#tx, access, paging);
    const stretch = stretchOf(this.#search, this.#conditions);
    const listed = await repo.pageOfList(this.#tx, access, paging, stretch);
    return listed ?? repo.pageOfHits(this.#tx, access, paging);
  }

  async #facets(query: string | null, all: repo.Hits): Promise<FacetView[]> {
    const facets: FacetView[] = [];
    for (const group of facetGroups) {
      const isSelected = this.#conditions.has(group);
      const access = accessTo(query, this.#conditions, this.#shares, group);
      const hits = isSelected ? await this.#count(access, labelsOfGroup(group)) : all;
      facets.push({ group, isCapped: hits.count > COUNTED_LOTS, values: this.#values(group, hits) });
    }
    return facets;
  }

  #values(group: FacetGroup, { labels, within }: repo.Hits): FacetView['values'] {
    const chosen = this.#search.selected[group];
    const shown = ({ value, count }: { value: string; count: number }): boolean =>
      count > 0 || chosen.includes(value);
    if (group === 'within')
      return facetValues.within.map((value) => ({ value, count: within[value] })).filter(shown);
    const counts = new Map<string, number>();
    const [from, below] = labelsOfGroup(group);
    const names = new Map([...this.#banks].map(([name, id]) => [id, name]));
    for (const [label, count] of labels) {
      if (label < from || label >= below) continue;
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
    const all = new Map([...(await repo.stemsOf(this.#tx, latin)), ...stems]);
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
