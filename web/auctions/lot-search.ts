import { wordOf } from '@reassign/shared/listings/sale-word.ts';
import type { FacetView } from '@reassign/shared/auctions/api.ts';
import {
  type FacetGroup,
  facetGroups,
  LONGEST_QUERY,
  type LotSort,
  lotSorts,
  standardSort,
  toLotSearch,
} from '@reassign/shared/auctions/search.ts';
import { lotParametersOf, normalQuery } from '@reassign/shared/auctions/saved-search.ts';
import { type ProvinceCode, provinces } from '@reassign/shared/accounts/provinces.ts';
import type { Language, MessageKey, Translate } from '@reassign/shared/i18n/messages.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';

/** How the lots are shown. */
export const lotsViews = ['list', 'grid', 'map'] as const;
export type LotsView = (typeof lotsViews)[number];

/** The list of lots as its address says it: everything a reader chose, to be kept, sent on and shared. */
export class LotAddress {
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams | string) {
    // A form sends its empty fields too.
    const given = [...new URLSearchParams(parameters)].filter(([, value]) => value !== '');
    this.#parameters = new URLSearchParams(given);
  }

  get text(): string {
    return this.#parameters.get('q') ?? '';
  }

  get view(): LotsView {
    const asked = this.#parameters.get('view');
    return lotsViews.find((view) => view === asked) ?? 'list';
  }

  get isContinued(): boolean {
    return this.#parameters.has('cursor');
  }

  /** What the list is sorted by when nothing was chosen: best matches of a text, else what ends soonest. */
  get sort(): LotSort {
    const asked = this.#parameters.get('sort') as LotSort | null;
    if (asked !== null && (asked !== 'relevance' || this.text !== '')) return asked;
    return standardSort(this.text);
  }

  get sorts(): readonly LotSort[] {
    return lotSorts.filter((sort) => sort !== 'relevance' || this.text !== '');
  }

  chosen(group: FacetGroup): readonly string[] {
    return this.#parameters.getAll(group);
  }

  get filters(): readonly { readonly group: FacetGroup; readonly value: string }[] {
    return facetGroups.flatMap((group) => this.chosen(group).map((value) => ({ group, value })));
  }

  /** For the API: what is about the page alone stays here, what nobody knows goes along and is refused. */
  get query(): URLSearchParams {
    const query = new URLSearchParams(this.#parameters);
    query.delete('view');
    return query;
  }

  /** Anything but every lot there is: a search that may be worth keeping. */
  get isNarrowed(): boolean {
    return this.text.trim() !== '' || this.filters.length > 0;
  }

  /** As it is kept; of a list that was not refused. */
  get normalQuery(): string {
    return normalQuery(toLotSearch(lotParametersOf(String(this.#parameters))));
  }

  /** `/lots?…` with one value less, without a parameter, or with another one; from the first page. */
  without(name: string, value?: string): string {
    return this.#path((parameters) => {
      parameters.delete(name, value);
    });
  }

  with(name: string, value: string): string {
    return this.#path((parameters) => {
      parameters.set(name, value);
    });
  }

  /** With one value more of a group that may have several. */
  also(group: FacetGroup, value: string): string {
    return this.#path((parameters) => {
      parameters.append(group, value);
    });
  }

  withoutFilters(): string {
    return this.#path((parameters) => {
      for (const group of facetGroups) parameters.delete(group);
    });
  }

  next(cursor: string): string {
    const parameters = new URLSearchParams(this.#parameters);
    parameters.set('cursor', cursor);
    return pathWith('/lots', parameters);
  }

  first(): string {
    return this.#path(() => undefined);
  }

  download(language: Language): string {
    const parameters = this.query;
    parameters.delete('cursor');
    parameters.set('language', language);
    return pathWith('/api/v1/lots.csv', parameters);
  }

  #path(change: (parameters: URLSearchParams) => void): string {
    const parameters = new URLSearchParams(this.#parameters);
    parameters.delete('cursor');
    change(parameters);
    return pathWith('/lots', parameters);
  }
}

const pathWith = (path: string, parameters: URLSearchParams): string =>
  parameters.size === 0 ? path : `${path}?${String(parameters)}`;

/** A value of a facet in words. Banks are called what they are called. */
export function facetName(group: FacetGroup, value: string, t: Translate, language: Language): string {
  if (group === 'bank') return value;
  if (group === 'province') return value in provinces ? provinces[value as ProvinceCode][language] : value;
  const nice = /^nice-(\d+)$/.exec(value)?.[1];
  if (nice !== undefined) return t('search.class-nice', { class: nice });
  if (group === 'route') return t(`routes.word-${wordOf(value)}`);
  const inAuctions = group === 'phase' || group === 'type';
  return t(`${inAuctions ? 'auctions' : 'search'}.${group}-${value}` as MessageKey & 'common.brand');
}

export const countText = (count: string, isCapped: boolean): string => (isCapped ? `${count}+` : count);

export const facetOf = (facets: readonly FacetView[] | null, group: FacetGroup): FacetView | undefined =>
  facets?.find((facet) => facet.group === group);

/** A search that was refused, in a reader's words, and the parameter that is to blame. */
export function refusedSearch({ faults = [] }: Problem, t: Translate): { text: string; name: string } {
  const [fault] = faults;
  const name = /^\?([^/]*)/.exec(fault?.pointer ?? '')?.[1] ?? '';
  switch (name) {
    case 'q':
      return {
        name,
        text: fault?.reason.startsWith('must be at most')
          ? t('search.bad-long', { count: LONGEST_QUERY })
          : t('search.bad-signs'),
      };
    case 'cursor':
      return { name, text: t('search.bad-cursor') };
    case 'bank':
      return { name, text: t('search.bad-bank', { name: fault?.value ?? '' }) };
    default:
      return { name, text: t('search.bad-filter', { name }) };
  }
}
