import type { Organisation } from '@reassign/shared/accounts/types.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { gateCase, gateRight } from '@reassign/shared/listings/gate-input.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import { toIncrements } from '@reassign/shared/listings/increments.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
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
    case: gateCase(held),
    rights: rights.map(gateRight),
    terms: toGateTerms(listing.input),
    profile: bidding,
    onSale,
  });

const toGateTerms = (input: ListingInput): GateInput['terms'] => ({
  start: toMoney(input.start),
  increments: toIncrements(input.increments),
  deposit: toMoney(input.deposit),
  opensAt: toInstant(input.opensAt),
  closesAt: toInstant(input.closesAt),
});
