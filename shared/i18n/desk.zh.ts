import { zh as accounts } from './accounts.zh.ts';
import { zh as circumstances } from './circumstances.zh.ts';
import { zh as deposits } from './deposits.zh.ts';
import { zh as gates } from './gates.zh.ts';
import { zh as identifiers } from './identifiers.zh.ts';
import { zh as imports } from './imports.zh.ts';
import { zh as ledger } from './ledger.zh.ts';
import { zh as listings } from './listings.zh.ts';
import { zh as profiles } from './profiles.zh.ts';
import { zh as settlement } from './settlement.zh.ts';

/** What only those who work here read: their desks, forms and accounts. */
export const desk = {
  accounts,
  circumstances,
  deposits,
  gates,
  identifiers,
  imports,
  ledger,
  listings,
  profiles,
  settlement,
} as const;
