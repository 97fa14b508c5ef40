import { isWithCourt } from '@reassign/shared/deposits/postings.ts';
import { courtDueAt, refundDueAt } from '@reassign/shared/deposits/refund.ts';
import { outcomeOf } from '@reassign/shared/deposits/register.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { PaysCourts } from '../payments/index.ts';
import type { Db } from '../platform/db.ts';
import type { Moves, WantedMove } from './moves.ts';
import * as repo from './repo.ts';

/** The end of a round as its log says it: at which instant of the log, when in effect, and under which rules. */
export interface RoundEnd {
  readonly at: Instant;
  /** The effective end: what deadlines are counted from. */
  readonly endedAt: Instant;
  readonly rules: Pick<Profile, 'losersRefundMs' | 'priceGoesTo'>;
}

/** A deposit that was released, and by when that had to be instructed. */
export interface Released {
  readonly registration: repo.StoredRegistration;
  readonly dueAt?: Instant;
  /** The ledger's key of its receipt, while that is being booked. */
  readonly receipt?: string;
}

/** Sends released money back by the door it came in by. */
export type GiveBack = (tx: Db, released: readonly Released[]) => Promise<void>;

/** The same of a part of one deposit. */
type GiveBackPart = (tx: Db, forfeited: repo.StoredRegistration, amount: Money) => Promise<void>;

interface EndsDeps {
  readonly moves: Moves;
  readonly giveBack: GiveBack;
  readonly giveBackPart: GiveBackPart;
  readonly payCourt: PaysCourts;
}

/** How held deposits end; told again, nothing more happens. */
export function createEnds({ moves: { move }, giveBack, giveBackPart, payCourt }: EndsDeps) {
  const actor = 'platform';

  async function end(tx: Db, wanted: readonly WantedMove[]): Promise<WantedMove[]> {
    const made = await move(tx, wanted);
    await giveBack(
      tx,
      made.filter(({ change }) => change.to === 'released' && !isWithCourt(change)),
    );
    return made;
  }

  /** The winner's deposit in a court's sale: it leaves for the court, whatever becomes of the sale (docs/decisions/0048). */
  async function handOver(tx: Db, made: readonly WantedMove[], endedAt: Instant): Promise<void> {
    for (const { registration, change } of made) {
      const { id, lotId: lot, deposit } = registration;
      if (change.to !== 'applied' || change.priceGoesTo !== 'court' || deposit.amount.amount === 0) continue;
      await payCourt(tx, {
        ...{ key: `court-deposit:${deposit.id}`, part: 'deposit', lot, registration: id },
        ...{ reference: deposit.reference, amount: deposit.amount, dueAt: courtDueAt(endedAt) },
      });
    }
  }

  return {
    /** Follows the end of a lot: the winner's deposit is applied to the price, the others are released. */
    async endLot(
      tx: Db,
      lotId: LotId,
      winner: string | null,
      { at, endedAt, rules }: RoundEnd,
    ): Promise<void> {
      await repo.lockLot(tx, lotId);
      await repo.markEnded(tx, lotId, winner, at);
      const dueAt = refundDueAt(endedAt, rules);
      const { priceGoesTo } = rules;
      const held = await repo.heldIn(tx, lotId);
      const wanted = held.map((registration): WantedMove => {
        const isApplied = outcomeOf(registration.bidderNumber ?? '', winner) === 'applied';
        return isApplied
          ? { registration, actor, change: { from: 'held', to: 'applied', priceGoesTo } }
          : { registration, actor, change: { from: 'held', to: 'released' }, dueAt };
      });
      await handOver(tx, await end(tx, wanted), endedAt);
    },

    /**
     * The buyer did not pay: what was applied to its price is forfeited. `false` when it is not there any more, because the
     * sale was undone meanwhile.
     */
    async forfeit(
      tx: Db,
      lotId: LotId,
      actor: string,
      priceGoesTo: RoundEnd['rules']['priceGoesTo'],
    ): Promise<boolean> {
      await repo.lockLot(tx, lotId);
      const wanted = (await repo.appliedIn(tx, lotId)).map((registration): WantedMove => {
        const change = { from: 'applied', to: 'forfeited', priceGoesTo } as const;
        return { registration, actor, change };
      });
      return (await move(tx, wanted)).length > 0;
    },

    /**
     * Of a forfeited deposit so much was needed for nothing: it is due to whoever paid it, and goes by the door it came in by;
     * what came by the bank is prepared there.
     */
    async refundForfeited(tx: Db, lotId: LotId, bidderNumber: string, amount: Money): Promise<void> {
      const found = await repo.findByNumber(tx, lotId, bidderNumber);
      assert(found?.deposit.status === 'forfeited', 'what is left of a deposit was forfeited before');
      await giveBackPart(tx, found, amount);
    },

    /** The sale is undone: what was applied to its price goes back like a loser's deposit; a court gives back what it has. */
    async undoSale(tx: Db, lotId: LotId, { endedAt, rules }: RoundEnd): Promise<void> {
      await repo.lockLot(tx, lotId);
      const dueAt = refundDueAt(endedAt, rules);
      const { priceGoesTo } = rules;
      const applied = await repo.appliedIn(tx, lotId);
      const wanted = applied.map((registration): WantedMove => {
        const change = { from: 'applied', to: 'released', priceGoesTo } as const;
        return { registration, actor, change, ...(!isWithCourt(change) && { dueAt }) };
      });
      await end(tx, wanted);
    },
  };
}
