import type { Organisation } from '@reassign/shared/accounts/types.ts';
import { toDay, toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { RightId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { CaseRightView, ListingInput } from '@reassign/shared/listings/api.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import type { Party, Right } from '@reassign/shared/listings/right.ts';
import type { ClosedGate } from '@reassign/shared/listings/types.ts';
import type { Offer } from './publication.ts';

/** The gates of an offer if it were published at `at`; `onSale` are the rights that are in a lot already. */
export const gatesOf = (
  { listing, held, rights }: Offer,
  seller: Organisation,
  at: Instant,
  onSale: ReadonlySet<string>,
): ClosedGate[] =>
  closedGates({
    publishedAt: at,
    seller: seller.name,
    case: {
      defaultedOn: toDay(held.defaultedOn),
      saleAgreedOn: held.saleAgreedOn === null ? null : toDay(held.saleAgreedOn),
    },
    rights: rights.map(toGateRight),
    terms: toGateTerms(listing.input),
    profile: bidding,
    onSale,
  });

const toGateTerms = (input: ListingInput): GateInput['terms'] => ({
  start: toMoney(input.start),
  increment: toMoney(input.increment),
  deposit: toMoney(input.deposit),
  opensAt: toInstant(input.opensAt),
  closesAt: toInstant(input.closesAt),
});

const toGateRight = ({ id, right, pledge, appraisal }: CaseRightView): GateInput['rights'][number] => ({
  id: id as RightId,
  // The wire form differs by brands only: the schema accepted its days, the identifiers gave it its normal form.
  right: right as unknown as Right,
  pledge: pledge && { ...pledge, registeredOn: toDay(pledge.registeredOn) },
  appraisal: appraisal && {
    valuer: appraisal.valuer as Party,
    value: toMoney(appraisal.value),
    appraisedOn: toDay(appraisal.appraisedOn),
    validUntil: toDay(appraisal.validUntil),
  },
});
