import type { Organisation } from '@reassign/shared/accounts/types.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { gateCase, gateRight, gateTerms } from '@reassign/shared/listings/gate-input.ts';
import { closedGates } from '@reassign/shared/listings/gates.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { ClosedGate } from '@reassign/shared/listings/types.ts';
import type { Offer } from './publication.ts';

export interface GateQuestion {
  readonly seller: Organisation;
  /** When it would be published. */
  readonly at: Instant;
  /** The version in force of the listing's route. */
  readonly profile: Profile;
  /** As the bank wrote it, opened for the question only. */
  readonly reserve: Money | null;
  /** Rights that are in a lot already. */
  readonly onSale: ReadonlySet<string>;
}

/** The gates of an offer if it were published now. */
export const gatesOf = (
  { listing, held, rights }: Offer,
  { seller, at, profile, reserve, onSale }: GateQuestion,
): ClosedGate[] =>
  closedGates({
    publishedAt: at,
    seller: seller.name,
    case: gateCase(held),
    rights: rights.map(gateRight),
    terms: { ...gateTerms(listing.input), ...(reserve && { reserve }) },
    profile,
    onSale,
  });
