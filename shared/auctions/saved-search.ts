import { facetGroups, type LotParameters, type LotSearch, standardSort } from './search.ts';

/* A search that a person keeps: under which text, and within which bounds. */

export const MOST_SAVED_SEARCHES = 50;
export const LONGEST_SEARCH_NAME = 80;
/** Characters of a query, percent signs and all: what an address may carry. */
export const LONGEST_SAVED_QUERY = 8_000;

/** Parameters as an address gives them: repeated ones are a list. */
export function lotParametersOf(query: string): LotParameters {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const [first, ...more] = given.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** One text for all addresses that ask for the same lots in the same order: sorted, without view, page or what is standard. */
export function normalQuery({ text, selected, sort }: LotSearch): string {
  const query = new URLSearchParams();
  for (const group of facetGroups)
    for (const value of [...new Set(selected[group])].toSorted()) query.append(group, value);
  if (text !== '') query.set('q', text);
  if (sort !== standardSort(text)) query.set('sort', sort);
  query.sort();
  return String(query);
}
