import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { LotCommand, LotRefusal, LotState } from '@reassign/shared/auctions/types.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { CommandId, LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { problem, type Problem } from '@reassign/shared/kernel/problems.ts';
import type { Deposits } from '../deposits/index.ts';
import { digest } from '../platform/sequencer/proof.ts';
import type { QueueRefusal, Sequencer } from '../platform/sequencer/types.ts';

export type LotSequencer = Sequencer<LotState, LotCommand, LotEvent, LotRefusal>;

export interface BidWish {
  readonly commandId: CommandId;
  readonly amount: Money;
  readonly confirmed: boolean;
  readonly standing: Standing;
}

export type BidAnswer =
  | { readonly ok: true; readonly seq: number; readonly at: string; readonly receipt: ReceiptView }
  | { readonly ok: false; readonly problem: Problem };

export interface Auctions {
  /** Answers after the commit; the same command id may be sent again and learns the truth. */
  placeBid(lotId: LotId, wish: BidWish): Promise<BidAnswer>;
  standing(lotId: LotId, organisation: OrganisationId): Promise<Standing>;
}

export function createAuctions(sequencer: LotSequencer, deposits: Deposits): Auctions {
  return {
    standing: (lotId, organisation) => deposits.standing(lotId, organisation),

    async placeBid(lotId, { commandId, amount, confirmed, standing }) {
      // Only a bidder's commands are in the log, so only they are recognised again; the others are refused anyway.
      const identity =
        standing.kind === 'bidder'
          ? { bidderNumber: standing.bidderNumber, commandId, contentHash: contentHash(amount, confirmed) }
          : undefined;
      const outcome = await sequencer.submit(
        lotId,
        { type: 'PlaceBid', commandId, standing, amount, confirmed },
        identity,
      );
      if (!outcome.ok) return { ok: false, problem: toProblem(outcome.refusal) };
      const first = outcome.entries[0];
      assert(first, 'an accepted bid has an entry');
      return { ok: true, seq: outcome.seq, at: fromInstant(first.entry.at), receipt: outcome.receipt };
    },
  };
}

/** What makes two commands with one id the same command. */
const contentHash = ({ amount, currency }: Money, confirmed: boolean): Uint8Array =>
  digest(`${String(amount)} ${currency} ${String(confirmed)}`);

/** A refusal with what would have been accepted. */
function toProblem(refusal: LotRefusal | QueueRefusal): Problem {
  if (!('asking' in refusal) && !('closesAt' in refusal) && !('opensAt' in refusal))
    return problem(refusal.code);
  const { code, asking, opensAt, closesAt } = refusal;
  return problem(code, {
    facts: {
      ...(asking && { asking }),
      ...(opensAt !== undefined && { opensAt: fromInstant(opensAt) }),
      ...(closesAt !== undefined && { closesAt: fromInstant(closesAt) }),
    },
  });
}
