import type { Profile } from '../listings/profile.ts';
import type { LotState } from './types.ts';

/** What follows the hammer: confirmed with it, or by an auctioneer afterwards (3-trading-rules §3.1). */
export const saleStages = ['awaiting-confirmation', 'confirmed'] as const;
export type SaleStage = (typeof saleStages)[number];

/** Where a sale stands right after the hammer, as the profile says. */
export const stageAtHammer = ({ confirmation }: Pick<Profile, 'confirmation'>): SaleStage =>
  confirmation === 'system' ? 'confirmed' : 'awaiting-confirmation';

/** `null` for a lot that is not sold. */
export function stageOf(lot: LotState): SaleStage | null {
  if (lot.phase !== 'sold') return null;
  return lot.confirmedAt === null ? 'awaiting-confirmation' : 'confirmed';
}
