import type { rulesOf } from '@reassign/shared/listings/lot-rules.ts';

interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** What these pages show of a lot (`GET /api/v1/lots/:id`); the rest of it is the auctions' business. */
export interface LotHead {
  readonly id: string;
  readonly number: string;
  readonly phase:
    | 'notice'
    | 'open'
    | 'closed'
    | 'sold'
    | 'unsold'
    | 'paused'
    | 'withdrawn'
    | 'settled-before-sale'
    | 'annulled';
  readonly title: string;
  readonly deposit: Amount;
  readonly asking: Amount;
  readonly leader: string | null;
  readonly opensAt: string;
  readonly closesAt: string;
}

/** Registration ends with the bidding. */
export const takesRegistrations = ({ phase }: Pick<LotHead, 'phase'>): boolean =>
  phase === 'notice' || phase === 'open' || phase === 'paused';

/** Which rules it is sold under, and the rules themselves where this build does not bring them along. */
export type LotRules = Parameters<typeof rulesOf>[0];
