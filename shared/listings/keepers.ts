import type { OrganisationKind } from '../accounts/types.ts';
import { sealedBounds, sealedLimits } from './limits.ts';

/* Who keeps a share of the key of a lot under sealed bids, and what a listing may ask of them; ours. */

/** Kinds of organisations whose people may keep a share: none of them bids, and the platform is one among three. */
export const keeperKinds = [
  'bank',
  'operator',
  'supervisor',
  'court',
] as const satisfies readonly OrganisationKind[];

/** Sealed bids as a listing offers them; durations in milliseconds. */
export interface SealedOfferTerms {
  readonly pricing: 'first' | 'second';
  readonly openingMs: number;
  /** Persons, in the order of their shares. */
  readonly keepers: readonly string[];
}

export type SealedFault =
  'falls-too' | 'opening-out-of-range' | 'keepers-missing' | 'keeper-without-key' | 'one-organisation';

/** What is wrong with sealed bids as they are offered. `known`: whoever has a key now, and the organisation of each. */
export function sealedFaults(
  { openingMs, keepers }: SealedOfferTerms,
  falls: boolean,
  known: ReadonlyMap<string, string>,
): SealedFault[] {
  const faults: SealedFault[] = [];
  if (falls) faults.push('falls-too');
  if (sealedLimits['opening-out-of-range']({ openingMs })) faults.push('opening-out-of-range');
  if (keepers.length !== sealedBounds.keepers) return [...faults, 'keepers-missing'];
  const organisations = keepers.flatMap((keeper) => known.get(keeper) ?? []);
  if (organisations.length < keepers.length) faults.push('keeper-without-key');
  if (new Set(organisations).size < organisations.length) faults.push('one-organisation');
  return faults;
}
