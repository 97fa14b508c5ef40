import { routes } from '../auctions/index.ts';

export const fault = routes;
