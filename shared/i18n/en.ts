import { en as about } from './about.en.ts';
import { en as accounts } from './accounts.en.ts';
import { en as agencies } from './agencies.en.ts';
import { en as auctions } from './auctions.en.ts';
import { en as calendar } from './calendar.en.ts';
import { en as common } from './common.en.ts';
import { en as deposits } from './deposits.en.ts';
import { en as feeds } from './feeds.en.ts';
import { en as gates } from './gates.en.ts';
import { en as home } from './home.en.ts';
import { en as identifiers } from './identifiers.en.ts';
import { en as imports } from './imports.en.ts';
import { en as life } from './life.en.ts';
import { en as listings } from './listings.en.ts';
import { en as live } from './live.en.ts';
import { en as lot } from './lot.en.ts';
import type { Same } from './messages.ts';
import { en as problems } from './problems.en.ts';
import { en as results } from './results.en.ts';
import { en as search } from './search.en.ts';
import { en as settlement } from './settlement.en.ts';
import { en as ui } from './ui.en.ts';
import { en as verify } from './verify.en.ts';
import type { zh } from './zh.ts';

export const en = {
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
} as const satisfies {
  readonly [Module in keyof typeof zh]: Same<(typeof zh)[Module]>;
};
