import type { UserId } from '../kernel/ids.ts';
import type { ListingStatus } from './types.ts';

/** What people do to a listing; publication itself is the last of them (2-architecture §2.4). */
export type ListingMove = 'edit' | 'submit' | 'approve' | 'return' | 'publish';

/** From which status each is possible. What was submitted is edited only after it was returned. */
const possibleFrom: Readonly<Record<ListingMove, readonly ListingStatus[]>> = {
  edit: ['draft'],
  submit: ['draft'],
  approve: ['submitted'],
  return: ['submitted', 'approved'],
  publish: ['approved'],
};

/** What a refusal rests on: two people are the route's own rule (3-trading-rules §3.7). */
export const moveArticles: Readonly<Partial<Record<MoveRefusal, string>>> = { 'own-approval': 'bidding/1' };

export type MoveRefusal = 'wrong-state' | 'own-approval';

/** Why this person may not make the move, or `null`. Gates are asked at publication, apart from this. */
export function refuseMove(
  listing: { readonly status: ListingStatus; readonly submittedBy: { readonly id: UserId } | null },
  move: ListingMove,
  actor: UserId,
): MoveRefusal | null {
  if (!possibleFrom[move].includes(listing.status)) return 'wrong-state';
  if (move === 'approve' && listing.submittedBy?.id === actor) return 'own-approval';
  return null;
}
