import {
  closingWithin,
  type ClosingWithin,
  type FacetGroup,
  facetGroups,
  type LotSearch,
  type PriceBand,
  priceBands,
} from '@reassign/shared/auctions/search.ts';
import { type Instant, later } from '@reassign/shared/kernel/instant.ts';
import { labelOf, labelOfBank, labelsOfDays } from './labels.ts';
import type { Access, Condition, Stretch, Wish } from './repo.ts';
import { ENDED } from './summary.ts';

export type Conditions = ReadonlyMap<FacetGroup, Condition>;

/** What is selected, as conditions on labels. `banks` has the number of every bank that is selected. */
export function conditionsOf(
  { selected }: LotSearch,
  banks: ReadonlyMap<string, number>,
  now: Instant,
): Conditions {
  const chosen = facetGroups.filter((group) => selected[group].length > 0);
  return new Map(chosen.map((group) => [group, conditionOf(group, selected[group], banks, now)]));
}

function conditionOf(
  group: FacetGroup,
  values: readonly string[],
  banks: ReadonlyMap<string, number>,
  now: Instant,
): Condition {
  if (group === 'bank') return { labels: values.map((name) => labelOfBank(banks.get(name) ?? 0)) };
  if (group !== 'within') return { labels: values.map((value) => labelOf(group, value)) };
  const until = later(now, Math.max(...values.map((value) => closingWithin[value as ClosingWithin])));
  return { labels: labelsOfDays(now, until), ends: [now, until] };
}

/** A text and all conditions but one group's. */
export const wishOf = (query: string | null, conditions: Conditions, without?: FacetGroup): Wish => ({
  query,
  conditions: [...conditions].filter(([group]) => group !== without).map(([, condition]) => condition),
});

/** From this share of all lots on, going through the newest ones is cheaper than collecting the hits: see the bench. */
const COMMON = 0.17;

/** The index takes text and conditions at once and leads to no lot in vain, but it collects every hit there is. */
export const accessTo = (wish: Wish, share: number): Access => ({ ...wish, isLookedUp: share < COMMON });

const RUNNING = ['notice', 'open', 'paused'];

/** The part of a sorted list in which all hits are. */
export function stretchOf({ selected }: LotSearch, conditions: Conditions): Stretch {
  const { phase, price } = selected;
  const within = conditions.get('within')?.ends;
  const runs = phase.length > 0 && phase.every((each) => RUNNING.includes(each));
  const ended = phase.length > 0 && !phase.some((each) => RUNNING.includes(each));
  const bands = price.map((band) => priceBands[band as PriceBand]);
  return {
    ...(phase.length > 0 && { phases: phase }),
    ...(within
      ? { closing: within }
      : runs
        ? { closing: [0, ENDED] }
        : ended && { closing: [ENDED, 2 * ENDED] }),
    ...(bands.length > 0 && {
      asking: [Math.min(...bands.map(([from]) => from)), Math.max(...bands.map(([, below]) => below))],
    }),
    // Before the opening nobody has bid.
    ...(phase.length > 0 && phase.every((each) => each === 'notice') && { bids: [0, 0] }),
  };
}
