import type { Route, SaleWord } from './route-rules.ts';

const words: Readonly<Record<Route, SaleWord>> = {
  bidding: 'bidding',
  auction: 'auction',
  judicial: 'court-auction',
  'civil-2020': 'auction',
  selloff: 'sell-off',
};

/**
 * The word a page may use for a route, whatever the version: versions change numbers. Apart from the profiles, which
 * a list of lots does without.
 */
export const wordOf = (route: string): SaleWord => words[route as Route] ?? 'bidding';
