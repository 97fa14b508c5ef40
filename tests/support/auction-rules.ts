import { vectors } from './vectors.ts';

interface AuctionRules {
  readonly court_online: {
    readonly start_min_pct_of_value: number;
    readonly deposit_pct_of_start: readonly [number, number];
    readonly min_hours: number;
    readonly notice_days: { readonly immovables_and_other_rights: number };
  };
  readonly cases: {
    readonly start: readonly { readonly value: number; readonly start: number; readonly ok: boolean }[];
    readonly second: readonly { readonly first: number; readonly second: number; readonly ok: boolean }[];
    readonly deposit: readonly { readonly start: number; readonly deposit: number; readonly ok: boolean }[];
    readonly extension: readonly {
      readonly end: string;
      readonly bid: string;
      readonly new_end: string | null;
    }[];
  };
}

/** Model numbers of the court's rules, amounts in yuan. */
export const auctionRules = vectors('auction-rules') as AuctionRules;
