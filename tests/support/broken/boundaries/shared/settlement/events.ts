import { money } from '../kernel/money.ts';

export const closed = { money };
