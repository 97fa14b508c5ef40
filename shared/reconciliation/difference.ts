import { refuse, type Refused } from '../kernel/decision.ts';
import type { UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Cause, Finding } from './types.ts';

/** `proposed`: one person explained it, and another has to agree. `resolved`: a later run does not find it any more. */
export const differenceStates = ['open', 'proposed', 'explained', 'resolved'] as const;
export type DifferenceState = (typeof differenceStates)[number];

export const moveTypes = ['take', 'explain', 'confirm', 'reject'] as const;
export type MoveType = (typeof moveTypes)[number];

export interface DifferenceMove {
  readonly type: MoveType;
  readonly by: UserId;
  readonly at: Instant;
  /** Of an explanation. */
  readonly reason: string | null;
  /** It is a cost of the platform, to be booked when it is confirmed. */
  readonly isCost: boolean;
  /** What was found when it was made. */
  readonly kind: Finding['kind'];
  readonly amount: number;
}

export interface Standing {
  readonly state: Exclude<DifferenceState, 'resolved'>;
  /** Who takes care of it. */
  readonly owner: UserId | null;
  readonly explanation: DifferenceMove | null;
}

/** Where a difference stands. What is found otherwise now than when it was explained is not explained. */
export function standingOf(
  moves: readonly DifferenceMove[],
  found: Pick<Finding, 'kind' | 'amount'>,
): Standing {
  let standing: Standing = { state: 'open', owner: null, explanation: null };
  for (const move of moves) {
    if (move.type === 'take') standing = { ...standing, owner: move.by };
    if (move.type === 'explain')
      standing = { state: 'proposed', owner: standing.owner ?? move.by, explanation: move };
    if (move.type === 'confirm') standing = { ...standing, state: 'explained' };
    if (move.type === 'reject') standing = { ...standing, state: 'open', explanation: null };
  }
  const { explanation } = standing;
  const holds = explanation?.kind === found.kind && explanation.amount === found.amount;
  return explanation === null || holds ? standing : { ...standing, state: 'open', explanation: null };
}

/** What left, and may be what Stripe or the bank takes for itself. */
const costCauses: readonly Cause[] = ['provider-fee', 'unexplained-outgoing'];

export const mayBeCost = ({ cause, gap }: Pick<Finding, 'cause' | 'gap'>): boolean =>
  gap < 0 && costCauses.includes(cause);

export type MoveRefusal = 'wrong-state' | 'own-approval' | 'way-not-open';

/** Whether somebody may do this to a difference as it stands; in order of precedence. */
export function decideMove(
  { state, explanation }: Standing,
  found: Pick<Finding, 'cause' | 'gap'> & { readonly isResolved: boolean },
  move: Pick<DifferenceMove, 'type' | 'by' | 'isCost'>,
): Refused<MoveRefusal> | { readonly ok: true } {
  if (found.isResolved) return refuse('wrong-state');
  const wanted = { take: 'open', explain: 'open', confirm: 'proposed', reject: 'proposed' } as const;
  // Whoever takes care of it may change until it is explained.
  const fits = move.type === 'take' ? state !== 'explained' : state === wanted[move.type];
  if (!fits) return refuse('wrong-state');
  if (move.type === 'confirm' && explanation?.by === move.by) return refuse('own-approval');
  if (move.type === 'explain' && move.isCost && !mayBeCost(found)) return refuse('way-not-open');
  return { ok: true };
}
