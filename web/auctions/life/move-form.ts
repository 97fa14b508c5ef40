import type { LotView } from '@reassign/shared/auctions/api.ts';
import type { LotMove } from '@reassign/shared/auctions/life-api.ts';
import {
  type AnnulmentCause,
  annulmentCauses,
  type PauseCause,
  pauseCauses,
  type WithdrawalCause,
  withdrawalCauses,
} from '@reassign/shared/auctions/life-events.ts';
import { type BarGround, barGrounds } from '@reassign/shared/deposits/types.ts';
import type { Desk } from './desk.ts';

type Kind = LotMove['move'];

const desks: Readonly<Record<Kind, readonly Desk[]>> = {
  pause: ['operator', 'seller', 'court'],
  'end-pause-cause': ['operator', 'seller', 'court'],
  resume: ['operator', 'seller', 'court'],
  bar: ['operator'],
  correct: ['seller', 'court'],
  settle: ['seller', 'court'],
  'stop-ladder': ['seller', 'court'],
  withdraw: ['seller', 'court'],
  'announce-round': ['seller', 'court'],
  'confirm-sale': ['auctioneer'],
  annul: ['operator', 'court'],
};

const phases: Readonly<Record<Kind, readonly LotView['phase'][]>> = {
  pause: ['notice', 'open'],
  'end-pause-cause': ['paused'],
  resume: ['paused'],
  bar: ['open', 'paused'],
  correct: ['notice', 'open', 'paused'],
  settle: ['notice', 'open', 'paused'],
  'stop-ladder': ['notice', 'open', 'paused', 'unsold'],
  withdraw: ['notice', 'open', 'paused'],
  'announce-round': ['unsold'],
  'confirm-sale': ['sold'],
  annul: ['sold'],
};

/** What can be offered to that desk now; the rules of the lot may still say no. */
export const movesFor = (
  desk: Desk,
  { phase, stage, nextRounds }: Pick<LotView, 'phase' | 'stage' | 'nextRounds'>,
): Kind[] =>
  (Object.keys(desks) as Kind[]).filter(
    (kind) =>
      desks[kind].includes(desk) &&
      phases[kind].includes(phase) &&
      (kind !== 'confirm-sale' || stage === 'awaiting-confirmation') &&
      (nextRounds.length > 0 || (kind !== 'stop-ladder' && kind !== 'announce-round')),
  );

export interface MoveFields {
  cause: string;
  reason: string;
  ground: string;
  bidderNumber: string;
  pointer: string;
  after: string;
}

/** The causes of a move; none where it has no cause. Those of the rules themselves are nobody's. */
export function causesOf(move: Kind): readonly (PauseCause | WithdrawalCause | AnnulmentCause)[] {
  if (move === 'pause') return pauseCauses.filter((cause) => cause !== 'leader-voided');
  if (move === 'withdraw') return withdrawalCauses.filter((cause) => cause !== 'debt-covered');
  return move === 'annul' ? annulmentCauses.filter((cause) => cause !== 'buyer-default') : [];
}

const orNothing = (text: string): string | null => (text === '' ? null : text);

/** `stands`: what the notice says now at the place of a correction. */
export function readMove(move: Kind, fields: MoveFields, stands: string | null): LotMove {
  const { reason } = fields;
  switch (move) {
    case 'pause':
      return { move, cause: fields.cause as PauseCause, reason };
    case 'withdraw':
      return { move, cause: fields.cause as WithdrawalCause, reason };
    case 'annul':
      return { move, cause: fields.cause as AnnulmentCause, reason };
    case 'bar':
      return { move, bidderNumber: fields.bidderNumber, ground: fields.ground as BarGround };
    case 'announce-round':
      return { move };
    case 'correct': {
      const { pointer, after } = fields;
      return { move, changes: [{ pointer, before: stands, after: orNothing(after) }], reason };
    }
    default:
      return { move, reason };
  }
}

export const noFields = (): MoveFields => ({
  cause: '',
  reason: '',
  ground: barGrounds[0],
  bidderNumber: '',
  pointer: '/description',
  after: '',
});
