import { lots } from './repo.ts';

export const fault = lots;
