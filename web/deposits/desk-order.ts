import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { Heard } from '../live/signals.ts';
import type { LotHead } from './lot-head.ts';

/** What a lot asks of its broker, the most pressing first. */
export const needs = ['outbid', 'free', 'deposit', 'leading', 'waiting', 'opening', 'closed'] as const;
export type Need = (typeof needs)[number];

export interface DeskLot {
  readonly lot: Pick<LotHead, 'phase' | 'opensAt' | 'closesAt'>;
  readonly registration: Pick<RegistrationView, 'bidderNumber' | 'deposit'>;
  readonly standing: Heard['standing'];
  /** Its sealed bids wait for keepers of its key. */
  readonly isOpening: boolean;
}

export function needOf({ lot, registration, standing, isOpening }: DeskLot): Need {
  if (lot.phase === 'closed') return 'closed';
  if (isOpening) return 'opening';
  if (registration.deposit.status === 'requested') return 'deposit';
  if (lot.phase !== 'open' || registration.bidderNumber === null) return 'waiting';
  return standing === 'neither' ? 'free' : standing;
}

/** What needs me first; among equals what ends, or opens, first. */
export const byNeed = <Lot extends DeskLot>(lots: readonly Lot[]): Lot[] =>
  lots.toSorted((a, b) => rank(a) - rank(b) || dueAt(a) - dueAt(b));

/** A deposit for what is still announced can wait longer than a lead that somebody may take. */
const rank = (deskLot: DeskLot): number => {
  const need = needOf(deskLot);
  const announced = need === 'deposit' && deskLot.lot.phase === 'notice';
  return needs.indexOf(announced ? 'leading' : need) + (announced ? 0.5 : 0);
};
const dueAt = ({ lot }: DeskLot): number => Date.parse(lot.phase === 'notice' ? lot.opensAt : lot.closesAt);
