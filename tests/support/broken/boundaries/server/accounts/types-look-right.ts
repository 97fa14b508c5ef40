import type { auctions } from '../auctions/index.ts';

export type Fault = typeof auctions;
