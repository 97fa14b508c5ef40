import type { OrganisationKind } from '../accounts/types.ts';
import type { CalendarDay, Instant } from '../kernel/instant.ts';
import type { Profile } from './profile.ts';
import type { Case, CaseRight, ListingTerms } from './types.ts';

/** What the gates are asked about. */
export interface GateInput {
  /** When the notice is published, or would be if it were published now. */
  readonly publishedAt: Instant;
  /** The name under which the bank or the court sells. */
  readonly seller: string;
  readonly sellerKind: OrganisationKind;
  /** Since when the operator stands on the Supreme Court's list of platforms; `null`: it does not. */
  readonly courtListSince: CalendarDay | null;
  /** Rounds in which nobody bought these rights before, as our own logs say; of several rights the fewest. */
  readonly failedRounds: number;
  readonly case: Pick<
    Case,
    | 'debtor'
    | 'pledgor'
    | 'defaultedOn'
    | 'saleAgreedOn'
    | 'acknowledgedOn'
    | 'forfeiture'
    | 'told'
    | 'noPriorityHolders'
  >;
  readonly rights: readonly Pick<CaseRight, 'id' | 'right' | 'pledge' | 'appraisal' | 'circumstances'>[];
  readonly terms: Pick<
    ListingTerms,
    | 'start'
    | 'increments'
    | 'fall'
    | 'sealed'
    | 'deposit'
    | 'opensAt'
    | 'closesAt'
    | 'papers'
    | 'viewing'
    | 'statements'
    | 'ladder'
    | 'floor'
    | 'reserve'
    | 'runnerUpDays'
    | 'paymentDays'
    | 'instalments'
  >;
  readonly profile: Profile;
  /** Rights that are in a lot already: nobody sells one thing twice. */
  readonly onSale?: ReadonlySet<string>;
  /** Who may keep a share of a lot's key and has a key of their own, with the organisation of each. */
  readonly keepers?: ReadonlyMap<string, string>;
}
