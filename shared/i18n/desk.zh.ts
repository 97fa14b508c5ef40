import { zh as accounts } from './accounts.zh.ts';
import { zh as bidders } from './bidders.zh.ts';
import { zh as bills } from './bills.zh.ts';
import { zh as checks } from './checks.zh.ts';
import { zh as circumstances } from './circumstances.zh.ts';
import { zh as claims } from './claims.zh.ts';
import { zh as deposits } from './deposits.zh.ts';
import { zh as falling } from './falling.zh.ts';
import { zh as gates } from './gates.zh.ts';
import { zh as identifiers } from './identifiers.zh.ts';
import { zh as imports } from './imports.zh.ts';
import { zh as ledger } from './ledger.zh.ts';
import { zh as listings } from './listings.zh.ts';
import { zh as papers } from './papers.zh.ts';
import { zh as payments } from './payments.zh.ts';
import { zh as portable } from './portable.zh.ts';
import { zh as profiles } from './profiles.zh.ts';
import { zh as reconciliation } from './reconciliation.zh.ts';
import { room } from './room.zh.ts';
import { zh as sales } from './sales.zh.ts';
import { zh as sealed } from './sealed.zh.ts';
import { zh as settlement } from './settlement.zh.ts';
import { zh as transfers } from './transfers.zh.ts';
import { zh as waterfall } from './waterfall.zh.ts';

/** What only those who work here read: their desks, forms and accounts. */
export const desk = {
  accounts,
  bidders,
  bills,
  checks,
  circumstances,
  claims,
  deposits,
  falling,
  gates,
  identifiers,
  imports,
  ledger,
  listings,
  papers,
  payments,
  portable,
  profiles,
  reconciliation,
  ...room,
  sales,
  sealed,
  settlement,
  transfers,
  waterfall,
} as const;
