import { zh as accounts } from './accounts.zh.ts';
import { zh as auctions } from './auctions.zh.ts';
import { zh as common } from './common.zh.ts';
import { zh as deposits } from './deposits.zh.ts';
import { zh as gates } from './gates.zh.ts';
import { zh as home } from './home.zh.ts';
import { zh as identifiers } from './identifiers.zh.ts';
import { zh as imports } from './imports.zh.ts';
import { zh as listings } from './listings.zh.ts';
import { zh as live } from './live.zh.ts';
import { zh as problems } from './problems.zh.ts';
import { zh as search } from './search.zh.ts';
import { zh as settlement } from './settlement.zh.ts';

export const zh = {
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
} as const;
