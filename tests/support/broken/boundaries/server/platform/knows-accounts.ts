import { account } from '../accounts/index.ts';

export const fault = account;
