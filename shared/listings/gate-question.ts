import type { Instant } from '../kernel/instant.ts';
import type { Profile } from './profile.ts';
import type { Case, CaseRight, ListingTerms } from './types.ts';

/** What the gates are asked about. */
export interface GateInput {
  /** When the notice is published, or would be if it were published now. */
  readonly publishedAt: Instant;
  /** The name under which the bank sells. */
  readonly seller: string;
  readonly case: Pick<Case, 'defaultedOn' | 'saleAgreedOn' | 'acknowledgedOn' | 'forfeiture'>;
  readonly rights: readonly Pick<CaseRight, 'id' | 'right' | 'pledge' | 'appraisal' | 'circumstances'>[];
  readonly terms: Pick<
    ListingTerms,
    | 'start'
    | 'increments'
    | 'deposit'
    | 'opensAt'
    | 'closesAt'
    | 'papers'
    | 'viewing'
    | 'statements'
    | 'ladder'
    | 'floor'
    | 'reserve'
  >;
  readonly profile: Profile;
  /** Rights that are in a lot already: nobody sells one thing twice. */
  readonly onSale?: ReadonlySet<string>;
}
