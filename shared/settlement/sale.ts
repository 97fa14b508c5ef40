import { add, isLess, type Money, money, subtract } from '../kernel/money.ts';
import { buyerCharges, type FeeTerms } from '../listings/fees.ts';

/** Where a sale stands: after the hammer, once it is confirmed, or undone. */
export const settlementStages = ['awaiting-confirmation', 'confirmed', 'void'] as const;
export type SettlementStage = (typeof settlementStages)[number];

/** What the platform charges the buyer on top of the price, VAT included; what is agreed elsewhere is not the platform's. */
export const premiumOf = (hammer: Money, terms: FeeTerms): Money =>
  buyerCharges(hammer, terms)
    .filter(({ kind, isAtMost }) => kind === 'premium' && !isAtMost)
    .reduce((sum, { amount }) => add(sum, amount), money(0, hammer.currency));

/**
 * What the buyer still pays here: its deposit counts towards price and premium. Nothing is due before the confirmation, nor
 * when void.
 */
export function balanceDue(
  stage: SettlementStage,
  { hammer, premium, deposit }: Readonly<Record<'hammer' | 'premium' | 'deposit', Money>>,
): Money | null {
  if (stage !== 'confirmed') return null;
  const total = add(hammer, premium);
  return isLess(total, deposit) ? money(0, hammer.currency) : subtract(total, deposit);
}
