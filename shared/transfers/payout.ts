import type { AccountKind } from '../ledger/account.ts';

/**
 * How far a payout is. `collected`: one that the platform prepared by itself, looked at by a first person. `sent` is in a
 * payment file; the last three end it.
 */
export const payoutStates = [
  'prepared',
  'collected',
  'released',
  'sent',
  'paid',
  'failed',
  'cancelled',
] as const;
export type PayoutState = (typeof payoutStates)[number];

export type PayoutMove = Exclude<PayoutState, 'prepared'>;

/**
 * What is owed to somebody, and so may be paid out by hand. What is due back to a payer, or to a court, goes by itself, to its
 * own account.
 */
export const payableKinds = [
  'unmatched',
  'sale-cost',
  'prior-rank',
  'pledgee',
  'commission',
  'pledgor',
] as const satisfies readonly AccountKind[];

const from: Readonly<Record<PayoutMove, readonly PayoutState[]>> = {
  collected: ['prepared'],
  released: ['prepared', 'collected'],
  sent: ['released'],
  paid: ['sent'],
  failed: ['sent'],
  cancelled: ['prepared', 'collected', 'released'],
};

/**
 * Why a payout may not move so, or `null`. Two people release it: whoever prepared it, or collected what the platform prepared,
 * is not the second. What is in a file is the bank's: it is paid or it fails, and nobody takes it back.
 */
export function refuseMove(
  payout: {
    readonly state: PayoutState;
    /** `null`: the platform. */
    readonly preparedBy: string | null;
    readonly collectedBy: string | null;
  },
  move: PayoutMove,
  actor: string,
): 'wrong-state' | 'own-approval' | null {
  const { state, preparedBy, collectedBy } = payout;
  if (!from[move].includes(state)) return 'wrong-state';
  if (move === 'collected') return preparedBy === null ? null : 'wrong-state';
  if (move !== 'released') return null;
  const first = preparedBy ?? collectedBy;
  if (first === null) return 'wrong-state';
  return actor === first ? 'own-approval' : null;
}
