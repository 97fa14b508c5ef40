import { en as accounts } from './accounts.en.ts';
import { en as bidders } from './bidders.en.ts';
import { en as bills } from './bills.en.ts';
import { en as checks } from './checks.en.ts';
import { en as circumstances } from './circumstances.en.ts';
import { en as claims } from './claims.en.ts';
import { en as deposits } from './deposits.en.ts';
import { en as falling } from './falling.en.ts';
import { en as gates } from './gates.en.ts';
import { en as identifiers } from './identifiers.en.ts';
import { en as imports } from './imports.en.ts';
import { en as ledger } from './ledger.en.ts';
import { en as listings } from './listings.en.ts';
import { en as papers } from './papers.en.ts';
import { en as payments } from './payments.en.ts';
import { en as portable } from './portable.en.ts';
import { en as profiles } from './profiles.en.ts';
import { en as reconciliation } from './reconciliation.en.ts';
import { room } from './room.en.ts';
import { en as sales } from './sales.en.ts';
import { en as sealed } from './sealed.en.ts';
import { en as settlement } from './settlement.en.ts';
import { en as transfers } from './transfers.en.ts';
import { en as waterfall } from './waterfall.en.ts';

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
