import { isLess, type Money } from '../kernel/money.ts';
import type { Profile } from '../listings/profile.ts';

/** Where the profile spares the executing creditor the part of a deposit that its claim covers. */
export const sparesCreditor = ({ deposit }: Pick<Profile, 'deposit'>): boolean =>
  'creditorPays' in deposit && deposit.creditorPays === 'above-claim';

/**
 * What a bidder pays for a round: the executing creditor what exceeds its claim, and nothing where the claim reaches the
 * deposit (法释〔2016〕18号 art. 17; 2020 rules art. 10). `claim`: `null` for everybody else. In one currency; a claim in
 * another is not set off.
 */
export function depositFor(deposit: Money, claim: Money | null, rules: Pick<Profile, 'deposit'>): Money {
  if (claim === null || !sparesCreditor(rules) || claim.currency !== deposit.currency) return deposit;
  return isLess(claim, deposit)
    ? { ...deposit, amount: deposit.amount - claim.amount }
    : { ...deposit, amount: 0 };
}
