import {
  type Actor,
  type AnnulmentCause,
  type PauseCause,
  personRoles,
  type WithdrawalCause,
} from '@reassign/shared/auctions/life-events.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { BarGround } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import type { Move } from './scenario.ts';

type Untimed<Command> = Command extends unknown ? Omit<Command, 'at'> : never;

/** What every move of a scenario says in public. */
export const reason = '公开说明的理由';

/** A move as the pure rules take it. Causes and grounds stand in the scenario as they do in the rules. */
export function moveCommand(
  { by, move, cause, changes = [], ground }: Move,
  bidderNumber: BidderNumber | null,
): Untimed<LotCommand> {
  assert(personRoles.includes(by), `${by} is a role`);
  const actor: Actor = { role: by, commitment: '0a'.repeat(32) };
  switch (move) {
    case 'pause':
      return { type: 'PauseLot', actor, cause: cause as PauseCause, reason };
    case 'end-pause-cause':
      return { type: 'EndPauseCause', actor, reason };
    case 'resume':
      return { type: 'ResumeLot', actor, reason };
    case 'withdraw':
      return { type: 'WithdrawLot', actor, cause: cause as WithdrawalCause, reason };
    case 'settle':
      return { type: 'SettleLot', actor, reason };
    case 'stop-ladder':
      return { type: 'StopLadder', actor, reason };
    case 'announce-round':
      return { type: 'AnnounceRound', actor };
    case 'annul':
      return { type: 'AnnulSale', actor, cause: cause as AnnulmentCause, reason };
    case 'correct':
      return { type: 'CorrectNotice', actor, changes, reason };
    default:
      assert(move === 'bar' && bidderNumber !== null, `${move} is a move`);
      return { type: 'BarBidder', actor, bidderNumber, ground: ground as BarGround };
  }
}
