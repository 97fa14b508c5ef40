import { zh as agencies } from './agencies.zh.ts';
import { zh as auctions } from './auctions.zh.ts';
import { zh as calendar } from './calendar.zh.ts';
import { zh as common } from './common.zh.ts';
import { zh as fees } from './fees.zh.ts';
import { zh as feeds } from './feeds.zh.ts';
import { zh as home } from './home.zh.ts';
import { zh as ladder } from './ladder.zh.ts';
import { zh as life } from './life.zh.ts';
import { zh as lot } from './lot.zh.ts';
import { zh as problems } from './problems.zh.ts';
import { zh as receipts } from './receipts.zh.ts';
import { zh as results } from './results.zh.ts';
import { zh as routes } from './routes.zh.ts';
import { zh as search } from './search.zh.ts';
import { zh as statements } from './statements.zh.ts';
import { zh as ui } from './ui.zh.ts';

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
