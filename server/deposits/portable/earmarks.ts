import { randomBytes } from 'node:crypto';
import { refuseUse, type PortableRefusal } from '@reassign/shared/deposits/portable/balance.ts';
import { earmarkPosting, returnPostings } from '@reassign/shared/deposits/portable/postings.ts';
import { type DepositChange, isWithCourt } from '@reassign/shared/deposits/postings.ts';
import type { DepositId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Payments } from '../../payments/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import type { OwnerId } from '../identity.ts';
import type { StoredRegistration } from '../repo.ts';
import { earmarkTag, portableTag, sealEarmark } from './owner.ts';
import * as repo from './repo.ts';
import { readState } from './state.ts';

export interface EarmarksDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly sealer: Sealer;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly payments: Pick<Payments, 'takenBackOf'>;
}

/** A deposit that moved, and what it became. */
interface MadeMove {
  readonly registration: StoredRegistration;
  readonly change: DepositChange;
}

export type Earmarks = ReturnType<typeof createEarmarks>;

/** What lots keep apart of portable deposits: each begins with a deposit, and ends with it. */
export function createEarmarks({ clock, sealer, ledger, payments }: EarmarksDeps) {
  return {
    /**
     * Takes what a deposit asks for out of its owner's balance, in the caller's transaction: from where an earmark lies the
     * deposit takes it. Of two lots that want the last fen one gets it: whoever takes something out has the balance locked.
     */
    async earmark(
      tx: Db,
      owner: OwnerId,
      { id: registration, lotId: lot, deposit }: StoredRegistration,
    ): Promise<PortableRefusal | null> {
      const { amount } = deposit;
      const found = await repo.find(tx, portableTag(sealer, owner), amount.currency);
      const locked = found && (await repo.lock(tx, found.id));
      const nothing = money(0, locked?.currency ?? CNY);
      const state = locked
        ? await readState(tx, locked, payments)
        : { paidIn: nothing, withdrawn: nothing, disputed: nothing, earmarks: [] };
      const refused = refuseUse(state, amount);
      if (refused) return refused.refusal;
      assert(locked, 'who has no balance has nothing free');
      const at = clock.now();
      const id = uuidv7<'earmark'>(at, randomBytes(10));
      await repo.insertEarmark(
        tx,
        {
          ...{ id, portableId: locked.id, status: 'held' },
          ...{ amountMinor: amount.amount, currency: amount.currency },
          depositTag: earmarkTag(sealer, deposit.id),
          deposit: sealEarmark(sealer, id, { registration, lot }),
        },
        at,
      );
      const [answer] = await ledger.postAll([earmarkPosting({ id, portable: locked.id, amount })], tx);
      assert(answer?.ok, 'what is free can be earmarked');
      return null;
    },

    /** An earmark becomes what its deposit became; what is released is free again in the same transaction. */
    async follow(tx: Db, made: readonly MadeMove[], at: Instant): Promise<void> {
      const moved = new Map(
        made
          .filter(({ change }) => change.to !== 'held')
          .map((one) => [hex(earmarkTag(sealer, one.registration.deposit.id)), one]),
      );
      const returned = [];
      for (const earmark of await repo.earmarksUnder(tx, [...moved.keys()].map(fromHex))) {
        const move = moved.get(earmark.tag);
        assert(move, 'only what was asked for is found');
        const { change, registration } = move;
        // Spent: if anybody gives it back, the court does.
        if (change.to === 'released' && isWithCourt(change)) continue;
        await repo.moveEarmark(tx, earmark.id, change.to, at);
        if (change.to !== 'released') continue;
        const { id, reference } = registration.deposit;
        returned.push(...returnPostings(earmark, { id, registration: registration.id, reference }));
      }
      const answers = await ledger.postAll(returned, tx);
      assert(
        answers.every(({ ok }) => ok),
        'what was released goes back where it was earmarked',
      );
    },

    /** Which of these deposits were taken from portable ones. */
    async areEarmarked(db: Db, deposits: readonly DepositId[]): Promise<ReadonlySet<DepositId>> {
      const byTag = new Map(deposits.map((id) => [hex(earmarkTag(sealer, id)), id]));
      const found = await repo.earmarksUnder(db, [...byTag.keys()].map(fromHex));
      return new Set(found.flatMap(({ tag }) => byTag.get(tag) ?? []));
    },
  };
}

const hex = (tag: Uint8Array): string => Buffer.from(tag).toString('hex');
const fromHex = (tag: string): Buffer => Buffer.from(tag, 'hex');
