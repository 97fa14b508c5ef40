import { randomBytes } from 'node:crypto';
import { type DepositChange, postingOf } from '@reassign/shared/deposits/postings.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Earmarks } from './portable/earmarks.ts';
import * as repo from './repo.ts';

export interface WantedMove {
  readonly registration: repo.StoredRegistration;
  readonly change: DepositChange;
  readonly actor: string;
  readonly evidence?: Uint8Array;
  /** By when the rules of the lot asked for it. */
  readonly dueAt?: Instant;
}

export type Moves = ReturnType<typeof createMoves>;

/** Every move of a deposit: its state, its line in the history and its posting, in one transaction (docs/decisions/0030). */
export function createMoves({
  clock,
  ledger,
  earmarks,
}: {
  clock: Pick<Clock, 'now'>;
  ledger: Pick<Ledger, 'postAll'>;
  earmarks: Pick<Earmarks, 'follow'>;
}) {
  /** Those that were made; one that was made before is left out, and nothing is posted again. */
  async function move(tx: Db, wanted: readonly WantedMove[]): Promise<WantedMove[]> {
    const at = clock.now();
    const made: WantedMove[] = [];
    for (const one of wanted) {
      const { registration, change, actor, evidence, dueAt } = one;
      const row = {
        ...{ id: uuidv7(at, randomBytes(10)), depositId: registration.deposit.id, actor, at },
        ...{ status: change.to, evidence, dueAt },
      };
      if (await repo.moveDeposit(tx, change.from, row)) made.push(one);
    }
    const postings = made.flatMap(({ registration: { id, lotId, deposit }, change, actor }) => {
      const booked = { ...deposit, registration: id, lot: lotId };
      return postingOf(booked, change, actor) ?? [];
    });
    const answers = await ledger.postAll(postings, tx);
    assert(
      answers.every(({ ok }) => ok),
      'money that a deposit holds can move',
    );
    await earmarks.follow(tx, made, at);
    return made;
  }

  return { move };
}
