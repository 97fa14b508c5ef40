import { rule } from './follower.ts';

export const lots = rule;
