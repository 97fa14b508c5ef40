import type { Route, RouteRules, SaleWord } from './route-rules.ts';

const words: Readonly<Partial<Record<string, SaleWord>>> = {
  bidding: 'bidding',
  auction: 'auction',
  judicial: 'court-auction',
  'civil-2020': 'auction',
  selloff: 'sell-off',
} satisfies Record<Route, SaleWord>;

/** Routes whose sales an auctioneer confirms; who confirms is the route's, whatever the version. */
const auctioneers: readonly string[] = ['auction', 'civil-2020'] satisfies Route[];

export const confirmationOf = (route: string): RouteRules['confirmation'] =>
  auctioneers.includes(route) ? 'auctioneer' : 'system';

/**
 * The word a page may use for a route, whatever the version: versions change numbers. Apart from the profiles, which
 * a list of lots does without.
 */
export const wordOf = (route: string): SaleWord => words[route] ?? 'bidding';

/** The word for a lot as it sells now: whatever its route, a round of 变卖 is called that. */
export const wordOfLot = ({
  route,
  format,
}: {
  readonly route: string;
  readonly format: string;
}): SaleWord => (format === 'selloff' ? 'sell-off' : wordOf(route));
