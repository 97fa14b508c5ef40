import { lots } from './auctions/repo.ts';

export const fault = lots;
