import { account } from '../accounts/tables.ts';

export const fault = account;
