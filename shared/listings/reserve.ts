import { commitTo } from '../verify/commitment.ts';
import type { SaltedAmount } from './events.ts';

/** What a hidden reserve is committed to by: it fits one lot. */
export const reserveCommitment = (
  lot: string,
  { amount: { amount, currency }, salt }: SaltedAmount,
): string => commitTo({ lot, reserve: { amount, currency } }, salt);
