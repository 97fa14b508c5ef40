import { zh as about } from './about.zh.ts';
import { zh as accounts } from './accounts.zh.ts';
import { zh as agencies } from './agencies.zh.ts';
import { zh as auctions } from './auctions.zh.ts';
import { zh as calendar } from './calendar.zh.ts';
import { zh as common } from './common.zh.ts';
import { zh as deposits } from './deposits.zh.ts';
import { zh as feeds } from './feeds.zh.ts';
import { zh as gates } from './gates.zh.ts';
import { zh as home } from './home.zh.ts';
import { zh as identifiers } from './identifiers.zh.ts';
import { zh as imports } from './imports.zh.ts';
import { zh as life } from './life.zh.ts';
import { zh as listings } from './listings.zh.ts';
import { zh as live } from './live.zh.ts';
import { zh as lot } from './lot.zh.ts';
import { zh as problems } from './problems.zh.ts';
import { zh as results } from './results.zh.ts';
import { zh as search } from './search.zh.ts';
import { zh as settlement } from './settlement.zh.ts';
import { zh as ui } from './ui.zh.ts';
import { zh as verify } from './verify.zh.ts';

export const zh = {
  about,
  accounts,
  agencies,
  auctions,
  calendar,
  common,
  deposits,
  feeds,
  gates,
  home,
  identifiers,
  imports,
  life,
  listings,
  live,
  lot,
  problems,
  results,
  search,
  settlement,
  ui,
  verify,
} as const;
