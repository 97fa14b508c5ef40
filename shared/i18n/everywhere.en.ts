import { en as agencies } from './agencies.en.ts';
import { en as auctions } from './auctions.en.ts';
import { en as calendar } from './calendar.en.ts';
import { en as common } from './common.en.ts';
import { en as fees } from './fees.en.ts';
import { en as feeds } from './feeds.en.ts';
import { en as home } from './home.en.ts';
import { en as ladder } from './ladder.en.ts';
import { en as life } from './life.en.ts';
import { en as lot } from './lot.en.ts';
import { en as problems } from './problems.en.ts';
import { en as receipts } from './receipts.en.ts';
import { en as results } from './results.en.ts';
import { en as routes } from './routes.en.ts';
import { en as search } from './search.en.ts';
import { en as statements } from './statements.en.ts';
import { en as ui } from './ui.en.ts';

/** What every page speaks. */
export const everywhere = {
  agencies,
  auctions,
  calendar,
  common,
  feeds,
  fees,
  home,
  ladder,
  life,
  lot,
  problems,
  receipts,
  results,
  routes,
  search,
  statements,
  ui,
} as const;
