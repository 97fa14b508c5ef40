import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import {
  classSections,
  type FacetGroup,
  facetGroups,
  facetValues,
  type PriceBand,
  priceBands,
} from '@reassign/shared/auctions/search.ts';
import { provinceOf } from '@reassign/shared/accounts/provinces.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { DAY, type Instant } from '@reassign/shared/kernel/instant.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';

/*
 * A facet's value as one number, so that all facets of a lot are one small array, looked up by one index and counted by
 * one pass. Stored: the numbers of values stay as they are, new values come at the end.
 */

/** The first number of each group; banks and days are not listed and come last. */
const bases: Readonly<Record<FacetGroup, number>> = {
  type: 1_000,
  class: 2_000,
  province: 3_000,
  route: 4_000,
  phase: 5_000,
  price: 6_000,
  bank: 10_000,
  within: 10_000_000,
};

const bounds: Readonly<Record<FacetGroup, readonly [number, number]>> = Object.fromEntries(
  facetGroups.map((group) => {
    const next = Object.values(bases).filter((base) => base > bases[group]);
    return [group, [bases[group], Math.min(...next, 2 ** 31)]];
  }),
) as never;

/** The same labels as text, one character each, without the days: a million of them are counted in a millisecond. */
export const charactersOf = (labels: readonly number[]): string =>
  String.fromCharCode(...labels.filter((label) => label < bases.within));

export function countCharacters(text: string): Map<number, number> {
  const counts = new Uint32Array(text === '' ? 0 : 2 ** 16);
  const seen: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const label = text.charCodeAt(at);
    const count = counts[label] ?? 0;
    if (count === 0) seen.push(label);
    counts[label] = count + 1;
  }
  return new Map(seen.map((label) => [label, counts[label] ?? 0]));
}

type Listed = Exclude<FacetGroup, 'bank' | 'within'>;

export const labelOf = (group: Listed, value: string): number =>
  bases[group] +
  (group === 'province' ? Number(value) : (facetValues[group] as readonly string[]).indexOf(value));

export function valueOfLabel(group: Listed, label: number): string | undefined {
  const place = label - bases[group];
  return group === 'province' ? String(place) : facetValues[group][place];
}

/** A character of text is below the surrogates. */
const MOST_BANKS = 0xd7ff - bases.bank;

export function labelOfBank(id: number): number {
  assert(id <= MOST_BANKS, 'banks are numbered from one');
  return bases.bank + id;
}
export const bankOfLabel = (label: number): number => label - bases.bank;

/** The day on which a lot that still runs will end: what ends soon is looked up by days, then compared exactly. */
const labelOfDay = (at: number): number => bases.within + Math.floor(at / DAY);

export const labelsOfDays = (from: Instant, until: number): number[] =>
  Array.from({ length: labelOfDay(until) - labelOfDay(from) + 1 }, (_, day) => labelOfDay(from) + day);

export const bandOf = (amount: number): PriceBand | undefined =>
  (Object.keys(priceBands) as PriceBand[]).find(
    (band) => amount >= priceBands[band][0] && amount < priceBands[band][1],
  );

type Moving = Pick<LotSummary, 'phase' | 'asking'>;
type Lasting = Pick<LotSummary, 'route' | 'rights'>;

/** What changes while a lot is sold. */
export function movingLabels({ phase, asking }: Moving, closesAt: Instant): number[] {
  const runs = phase === 'notice' || phase === 'open';
  const band = asking.currency === 'CNY' ? bandOf(asking.amount) : undefined;
  return ascending([
    labelOf('phase', phase),
    ...(band === undefined ? [] : [labelOf('price', band)]),
    ...(runs ? [labelOfDay(closesAt)] : []),
  ]);
}

const movingGroups = ['phase', 'price', 'within'] as const satisfies readonly FacetGroup[];

/** The labels with others for what has moved. */
export const moveLabels = (labels: readonly number[], moved: readonly number[]): number[] =>
  ascending([...labels.filter((label) => !movingGroups.some((group) => isOf(group, label))), ...moved]);

export const isOf = (group: FacetGroup, label: number): boolean =>
  label >= bounds[group][0] && label < bounds[group][1];

/** What stays as it was published. */
export function lastingLabels(
  lot: Lasting,
  notice: NoticeView,
  bank: { id: number; creditCode: string },
): number[] {
  const province = provinceOfLot(notice) ?? provinceOf(bank.creditCode);
  return ascending([
    labelOf('route', lot.route),
    ...lot.rights.map(({ type }) => labelOf('type', type)),
    ...notice.rights.flatMap(({ right }) => sectionsOf(right)).map((section) => labelOf('class', section)),
    ...(province === null ? [] : [labelOf('province', province)]),
    labelOfBank(bank.id),
  ]);
}

/** Each once: an array that did not change is in no index again. */
export const ascending = (labels: readonly number[]): number[] =>
  [...new Set(labels)].sort((one, other) => one - other);

/** Of whoever pledged the rights: their owner, by the credit code. */
function provinceOfLot(notice: NoticeView): ReturnType<typeof provinceOf> {
  for (const { right, pledge } of notice.rights) {
    const { owners } = right;
    const pledgor = owners.find(({ name }) => name === pledge?.pledgor) ?? owners[0];
    const province = pledgor?.creditCode === undefined ? null : provinceOf(pledgor.creditCode);
    if (province !== null) return province;
  }
  return null;
}

function sectionsOf(right: NoticeView['rights'][number]['right']): string[] {
  switch (right.type) {
    case 'patent':
      if (right.kind === 'design') return ['design'];
      return right.ipc
        .map((symbol) => symbol.charAt(0).toUpperCase())
        .filter((section) => (classSections as readonly string[]).includes(section));
    case 'trademark':
      return [`nice-${String(right.niceClass)}`];
    case 'copyright':
      return [right.work];
  }
}
