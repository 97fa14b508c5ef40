import { fromInstant, toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { CaseView, ListingInput } from '@reassign/shared/listings/api.ts';
import { fixedStep, isLadder, toIncrements } from '@reassign/shared/listings/increments.ts';
import { typedShanghai } from '../ui/shanghai-time.ts';
import { type FieldFaults, FormReader } from './form-reader.ts';

export interface ListingFields {
  title: string;
  description: string;
  rightIds: string[];
  start: Money | null;
  /** The step from the start on. */
  increment: Money | null;
  /** Steps that take its place from a higher price on. */
  tiers: TierFields[];
  deposit: Money | null;
  /** As a `DateTimeField` holds it, in Asia/Shanghai. */
  opensAt: string;
  closesAt: string;
}
export interface TierFields {
  from: Money | null;
  step: Money | null;
}
export type ListingField = keyof ListingFields;

/** A new listing offers all rights of its case. */
export const newListing = ({ rights }: CaseView): ListingFields => ({
  title: rights.length === 1 ? (rights[0]?.right.title ?? '') : '',
  description: '',
  rightIds: rights.map(({ id }) => id),
  start: null,
  increment: null,
  tiers: [],
  deposit: null,
  opensAt: '',
  closesAt: '',
});

export const listingFields = (listing: ListingInput): ListingFields => ({
  title: listing.title,
  description: listing.description,
  rightIds: [...listing.rightIds],
  start: toMoney(listing.start),
  increment: toMoney(listing.increments[0]?.step ?? { amount: 0, currency: 'CNY' }),
  tiers: toIncrements(listing.increments.slice(1)).map((tier) => ({ ...tier })),
  deposit: toMoney(listing.deposit),
  opensAt: typedShanghai(toInstant(listing.opensAt)),
  closesAt: typedShanghai(toInstant(listing.closesAt)),
});

export function readListing(
  caseId: string,
  fields: ListingFields,
): Reading<ListingInput, FieldFaults<ListingField>> {
  const reader = new FormReader<ListingField>();
  const { rightIds } = fields;
  if (rightIds.length === 0) reader.fault('rightIds', { reason: 'missing' });
  const opensAt = reader.instant('opensAt', fields.opensAt);
  const closesAt = reader.instant('closesAt', fields.closesAt);
  if (closesAt <= opensAt) reader.fault('closesAt', { reason: 'dates-out-of-order' });
  return reader.result({
    caseId,
    title: reader.text('title', fields.title),
    description: fields.description,
    rightIds: [...rightIds],
    route: 'bidding' as const,
    start: reader.money('start', fields.start),
    increments: readIncrements(reader, fields),
    deposit: reader.money('deposit', fields.deposit),
    opensAt: fromInstant(opensAt),
    closesAt: fromInstant(closesAt),
  });
}

function readIncrements(
  reader: FormReader<ListingField>,
  { increment, tiers }: ListingFields,
): ListingInput['increments'] {
  const higher = tiers.map(({ from, step }) => ({
    from: reader.money('tiers', from),
    step: reader.money('tiers', step),
  }));
  const all = [...fixedStep(reader.money('increment', increment)), ...higher];
  if (!isLadder(all)) reader.fault('tiers', { reason: 'tiers-out-of-order' });
  return all;
}
