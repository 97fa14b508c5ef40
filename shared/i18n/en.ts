import { en as accounts } from './accounts.en.ts';
import { en as auctions } from './auctions.en.ts';
import { en as common } from './common.en.ts';
import { en as deposits } from './deposits.en.ts';
import { en as gates } from './gates.en.ts';
import { en as home } from './home.en.ts';
import { en as identifiers } from './identifiers.en.ts';
import { en as imports } from './imports.en.ts';
import { en as listings } from './listings.en.ts';
import { en as live } from './live.en.ts';
import type { Same } from './messages.ts';
import { en as problems } from './problems.en.ts';
import { en as search } from './search.en.ts';
import { en as settlement } from './settlement.en.ts';
import type { zh } from './zh.ts';

export const en = {
  accounts,
  auctions,
  common,
  deposits,
  gates,
  home,
  identifiers,
  imports,
  listings,
  live,
  problems,
  search,
  settlement,
} as const satisfies {
  readonly [Module in keyof typeof zh]: Same<(typeof zh)[Module]>;
};
