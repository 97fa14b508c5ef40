import type { Organisation } from '@reassign/shared/accounts/types.ts';
import type { CalendarDay, Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { gateCase, gateRight, gateTerms } from '@reassign/shared/listings/gate-input.ts';
import { closedGates } from '@reassign/shared/listings/gates.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { ClosedGate } from '@reassign/shared/listings/types.ts';
import type { Offer } from './publication.ts';

export interface GateQuestion {
  readonly seller: Organisation;
  readonly courtListSince: CalendarDay | null;
  /** Of each right by its id: rounds of earlier lots in which nobody bought it. */
  readonly failedRounds: ReadonlyMap<string, number>;
  /** When it would be published. */
  readonly at: Instant;
  /** The version in force of the listing's route. */
  readonly profile: Profile;
  /** As the bank wrote it, opened for the question only. */
  readonly reserve: Money | null;
  /** Rights that are in a lot already. */
  readonly onSale: ReadonlySet<string>;
  /** Whoever may keep a share, with the organisation of each. */
  readonly keepers: ReadonlyMap<string, string>;
}

/** The gates of an offer if it were published now. */
export const gatesOf = (
  { listing, held, rights }: Offer,
  { seller, at, profile, reserve, onSale, keepers, courtListSince, failedRounds }: GateQuestion,
): ClosedGate[] =>
  closedGates({
    publishedAt: at,
    seller: seller.name,
    sellerKind: seller.kind,
    courtListSince,
    failedRounds: fewest(rights, failedRounds),
    case: gateCase(held),
    rights: rights.map(gateRight),
    terms: { ...gateTerms(listing.input), ...(reserve && { reserve }) },
    profile,
    onSale,
    keepers,
  });

/** Rights are sold whole: what one of them has not gone through, the lot has not. */
export const fewest = (rights: Offer['rights'], failedRounds: ReadonlyMap<string, number>): number =>
  rights.length === 0 ? 0 : Math.min(...rights.map(({ id }) => failedRounds.get(id) ?? 0));
