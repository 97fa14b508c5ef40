import { account } from '../accounts/tables.ts';

export const lot = { account };
