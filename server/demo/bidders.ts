import { randomBytes, randomInt } from 'node:crypto';
import type { CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { Modules } from '../modules.ts';
import type { Clock, Scheduled } from '../platform/clock.ts';

/**
 * Two clearly named bidders who outbid each other on one open lot every half minute or so, that a visitor of the demo
 * sees the room alive. They stop before the last five minutes: the end belongs to the visitor.
 */
export function startDemoBidders(
  { auctions }: Pick<Modules, 'auctions'>,
  clock: Clock,
  lotId: LotId,
  robots: readonly [Principal, Principal],
  report: (error: unknown) => void,
): { stop(): void } {
  let timer: Scheduled | null = null;
  let isStopped = false;

  /** Answers whether there is more to do. */
  async function bid(): Promise<boolean> {
    const view = await auctions.sequencer.view(lotId);
    const lot = view?.state.lot;
    if (lot?.phase !== 'open' || clock.now() > later(lot.closesAt, -6 * MINUTE)) return false;
    const { leader, asking } = lot;
    for (const { organisation } of robots) {
      if (!organisation) continue;
      const standing = await auctions.auctions.standing(lotId, organisation.id);
      if (standing.kind !== 'bidder' || standing.bidderNumber === leader?.bidderNumber) continue;
      const commandId = uuidv7(clock.now(), randomBytes(10)) as CommandId;
      await auctions.auctions.placeBid(lotId, { commandId, amount: asking, confirmed: false, standing });
      break;
    }
    return true;
  }

  function again(): void {
    if (isStopped) return;
    timer = clock.schedule(later(clock.now(), randomInt(20, 45) * SECOND), () => void turn());
  }

  /** A fault is one bid less, not the end. */
  async function turn(): Promise<void> {
    const goesOn = await bid().catch((error: unknown) => {
      report(error);
      return true;
    });
    if (goesOn) again();
  }

  again();
  return {
    stop: () => {
      isStopped = true;
      timer?.cancel();
    },
  };
}
