import { routes } from './auctions/index.ts';

export const app = { routes };
