import { auctions } from '../auctions/index.ts';

export const fault = auctions;
