import { HOUR, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { type FallTerms, usualDutch } from '@reassign/shared/listings/dutch.ts';
import { readShanghai, typedShanghai } from '../ui/shanghai-time.ts';

/** How the first round of a listing sells, as it is typed. */
export interface OfferFields {
  /** How the first round sells, and how its price falls if it does: counts and minutes as typed. */
  format: 'english' | 'dutch' | 'sealed';
  levels: string;
  levelMinutes: string;
  sealedMinutes: string;
  bestMinutes: string;
  /** Under sealed bids: what the winner pays, hours to open them, and who keeps the key. */
  pricing: 'first' | 'second';
  openingHours: string;
  keepers: string[];
  /** As a `DateTimeField` holds it, in Asia/Shanghai. */
  opensAt: string;
  closesAt: string;
}

export const usualOffer = {
  format: 'english' as const,
  levels: String(usualDutch.levels),
  levelMinutes: '5',
  sealedMinutes: String(usualDutch.sealedMs / MINUTE),
  bestMinutes: String(usualDutch.bestMs / MINUTE),
  pricing: 'second' as const,
  openingHours: '48',
  keepers: ['', '', ''],
};

export const fallFields = ({ levels, levelMs, sealedMs, bestMs }: NonNullable<ListingInput['fall']>) => ({
  format: 'dutch' as const,
  levels: String(levels),
  levelMinutes: String(levelMs / MINUTE),
  sealedMinutes: String(sealedMs / MINUTE),
  bestMinutes: String(bestMs / MINUTE),
});

export const sealedFields = ({ pricing, openingMs, keepers }: NonNullable<ListingInput['sealed']>) => ({
  format: 'sealed' as const,
  pricing,
  openingHours: String(openingMs / HOUR),
  keepers: usualOffer.keepers.map((none, nth) => keepers[nth] ?? none),
});

const wholeNumber = (typed: string): number | null => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null);

/** How the price falls, as far as it can be read; `null` where it rises, or before it is written whole. */
export function fallOf(fields: Readonly<OfferFields>): FallTerms | null {
  if (fields.format !== 'dutch') return null;
  const levels = wholeNumber(fields.levels);
  const level = wholeNumber(fields.levelMinutes);
  const sealed = wholeNumber(fields.sealedMinutes);
  const best = wholeNumber(fields.bestMinutes);
  if (levels === null || level === null || sealed === null || best === null) return null;
  return { levels, levelMs: level * MINUTE, sealedMs: sealed * MINUTE, bestMs: best * MINUTE };
}

/** Sealed bids as far as they can be read; `null` where the first round is another, or before the hours are a number. */
export function sealedOf(fields: Readonly<OfferFields>): NonNullable<ListingInput['sealed']> | null {
  const hours = wholeNumber(fields.openingHours);
  if (fields.format !== 'sealed' || hours === null) return null;
  const { pricing, keepers } = fields;
  return { pricing, openingMs: hours * HOUR, keepers: keepers.filter((keeper) => keeper !== '') };
}

/** The end as typed, or that of the fall. */
export function closingOf(fields: Readonly<OfferFields>): string {
  if (fields.format !== 'dutch') return fields.closesAt;
  const opensAt = readShanghai(fields.opensAt);
  const fall = fallOf(fields);
  return opensAt === null || fall === null ? '' : typedShanghai(later(opensAt, fall.levels * fall.levelMs));
}
