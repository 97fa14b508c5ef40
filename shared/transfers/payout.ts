import type { AccountKind } from '../ledger/account.ts';

/** How far a payout is. `sent` is in a payment file; the last three end it. */
export const payoutStates = ['prepared', 'released', 'sent', 'paid', 'failed', 'cancelled'] as const;
export type PayoutState = (typeof payoutStates)[number];

export type PayoutMove = Exclude<PayoutState, 'prepared'>;

/** What is owed to somebody, and so may be paid out. */
export const payableKinds = [
  'unmatched',
  'refund-due',
  'court',
  'sale-cost',
  'prior-rank',
  'pledgee',
  'commission',
  'pledgor',
] as const satisfies readonly AccountKind[];

const from: Readonly<Record<PayoutMove, readonly PayoutState[]>> = {
  released: ['prepared'],
  sent: ['released'],
  paid: ['sent'],
  failed: ['sent'],
  cancelled: ['prepared', 'released'],
};

/**
 * Why a payout may not move so, or `null`. Two people release it: whoever prepared it is not the second. What is in a file is
 * the bank's: it is paid or it fails, and nobody takes it back.
 */
export function refuseMove(
  payout: { readonly state: PayoutState; readonly preparedBy: string },
  move: PayoutMove,
  actor: string,
): 'wrong-state' | 'own-approval' | null {
  if (!from[move].includes(payout.state)) return 'wrong-state';
  return move === 'released' && actor === payout.preparedBy ? 'own-approval' : null;
}
