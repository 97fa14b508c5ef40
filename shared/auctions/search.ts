import { provinceCodes } from '../accounts/provinces.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import { routes } from '../listings/route-rules.ts';
import { phases } from './types.ts';

/*
 * What lots can be searched by. Each group is a parameter of the same name, which may be repeated: values of one group
 * widen the search, groups narrow it. `within` is one value, because seven days hold three.
 */

export const facetGroups = [
  'phase',
  'type',
  'class',
  'province',
  'bank',
  'route',
  'price',
  'within',
] as const;
export type FacetGroup = (typeof facetGroups)[number];

export const rightTypes = ['patent', 'trademark', 'copyright'] as const;
export type RightType = (typeof rightTypes)[number];

const niceClasses = Array.from({ length: 45 }, (_, index) => `nice-${index + 1}` as const);

/** Sections of the IPC, designs (classed by Locarno), classes of Nice, kinds of copyright. */
export const classSections = [
  ...(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const),
  'design',
  ...niceClasses,
  ...(['software', 'work'] as const),
] as const;

/** By the asking price in CNY, in minor units: from, and below. */
export const priceBands = {
  'below-100k': [0, 100_000_00],
  '100k-500k': [100_000_00, 500_000_00],
  '500k-1m': [500_000_00, 1_000_000_00],
  '1m-5m': [1_000_000_00, 5_000_000_00],
  '5m-10m': [5_000_000_00, 10_000_000_00],
  'from-10m': [10_000_000_00, Number.MAX_SAFE_INTEGER],
} as const satisfies Record<string, readonly [number, number]>;
export type PriceBand = keyof typeof priceBands;
export const priceBandNames = Object.keys(priceBands) as PriceBand[];

/** Lots that still run and end within this time. */
export const closingWithin = {
  '24h': 24 * HOUR,
  '3d': 3 * DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
} as const satisfies Record<string, number>;
export type ClosingWithin = keyof typeof closingWithin;
export const closingWithinNames = Object.keys(closingWithin) as ClosingWithin[];

/** The values of each group in the order in which they are shown; banks are found in the lots. */
export const facetValues = {
  phase: phases,
  type: rightTypes,
  class: classSections,
  province: provinceCodes,
  route: routes,
  price: priceBandNames,
  within: closingWithinNames,
} as const satisfies Record<Exclude<FacetGroup, 'bank'>, readonly string[]>;

/** `closing`: what still runs, soonest end first; then what has ended, latest first. */
export const lotSorts = ['relevance', 'closing', 'newest', 'price-up', 'price-down', 'bids'] as const;
export type LotSort = (typeof lotSorts)[number];

/** Counts are exact up to here; beyond, they are lower bounds and shown with a plus. */
export const COUNTED_LOTS = 10_000;
export const LONGEST_QUERY = 200;
/** Lines of one file. */
export const EXPORTED_LOTS = 5_000;

/** A search as it is asked: every group that is not empty narrows it. */
export interface LotSearch {
  /** Without blanks around it; empty when nothing was typed. */
  readonly text: string;
  readonly selected: Readonly<Record<FacetGroup, readonly string[]>>;
  readonly sort: LotSort;
}

export type LotParameters = {
  readonly [Name in FacetGroup | 'q' | 'sort']?: string | readonly string[] | undefined;
};

/** What lots are sorted by when nobody said: the best matches of a text, else what ends soonest. */
export const standardSort = (text: string): LotSort => (text === '' ? 'closing' : 'relevance');

/** Of parameters that a schema accepted. */
export function toLotSearch(parameters: LotParameters): LotSearch {
  const text = String(parameters.q ?? '').trim();
  const selected = Object.fromEntries(
    facetGroups.map((group) => [group, [...new Set([parameters[group] ?? []].flat())]]),
  ) as unknown as LotSearch['selected'];
  const asked = parameters.sort as LotSort | undefined;
  const standard = standardSort(text);
  return { text, selected, sort: asked === 'relevance' ? standard : (asked ?? standard) };
}
