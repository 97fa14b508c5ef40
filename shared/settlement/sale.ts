import { isLess, type Money, money, subtract } from '../kernel/money.ts';

/** Where a sale stands: after the hammer, once it is confirmed, or undone. */
export const settlementStages = ['awaiting-confirmation', 'confirmed', 'void'] as const;
export type SettlementStage = (typeof settlementStages)[number];

/** What the buyer still pays: its deposit counts towards the price. Nothing is due before the confirmation, nor when void. */
export function balanceDue(stage: SettlementStage, hammer: Money, deposit: Money): Money | null {
  if (stage !== 'confirmed') return null;
  return isLess(hammer, deposit) ? money(0, hammer.currency) : subtract(hammer, deposit);
}
