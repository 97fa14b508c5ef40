import { bid } from '../../shared/auctions/api.ts';

export const fault = bid;
