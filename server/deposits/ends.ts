import { randomBytes } from 'node:crypto';
import { refundDueAt } from '@reassign/shared/deposits/refund.ts';
import { outcomeOf } from '@reassign/shared/deposits/register.ts';
import type { DepositStatus } from '@reassign/shared/deposits/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import * as repo from './repo.ts';

/** The end of a round as its log says it: at which instant of the log, when in effect, and under which rules. */
export interface RoundEnd {
  readonly at: Instant;
  /** The effective end: what deadlines are counted from. */
  readonly endedAt: Instant;
  readonly rules: Pick<Profile, 'losersRefundMs'>;
}

/** How held deposits end; told again, nothing more happens. */
export function createEnds(clock: Pick<Clock, 'now'>) {
  /** The instruction is given now, however long ago the lot ended: that is what the deadline is compared with. */
  const moveTo = (status: DepositStatus, depositId: string) => {
    const at = clock.now();
    return { id: uuidv7(at, randomBytes(10)), depositId, status, actor: 'platform', at };
  };
  const refundOf = (depositId: string, { endedAt, rules }: RoundEnd) => ({
    ...moveTo('released', depositId),
    dueAt: refundDueAt(endedAt, rules),
  });

  return {
    /** Follows the end of a lot: the winner's deposit is applied to the price, the others are released. */
    async endLot(tx: Db, lotId: LotId, winner: string | null, end: RoundEnd): Promise<void> {
      await repo.lockLot(tx, lotId);
      await repo.markEnded(tx, lotId, winner, end.at);
      for (const { bidderNumber, deposit } of await repo.heldIn(tx, lotId)) {
        const isApplied = outcomeOf(bidderNumber ?? '', winner) === 'applied';
        const move = isApplied ? moveTo('applied', deposit.id) : refundOf(deposit.id, end);
        await repo.moveDeposit(tx, 'held', move);
      }
    },

    /** The sale is undone: what was applied to its price goes back like a loser's deposit. */
    async undoSale(tx: Db, lotId: LotId, end: RoundEnd): Promise<void> {
      await repo.lockLot(tx, lotId);
      for (const { deposit } of await repo.appliedIn(tx, lotId))
        await repo.moveDeposit(tx, 'applied', refundOf(deposit.id, end));
    },
  };
}
