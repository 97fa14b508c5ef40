import { fault } from '../../web/auctions/server-rule.ts';

export const page = fault;
