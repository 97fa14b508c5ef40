import type { RegistrationId } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { BankRefundDue } from '@reassign/shared/payments/types.ts';
import type { Payments, RefundsByBank } from '../payments/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Sealer } from '../platform/secrets.ts';
import type { GiveBack, Released } from './ends.ts';
import { openText } from './identity.ts';
import type { Earmarks } from './portable/earmarks.ts';
import * as repo from './repo.ts';

export interface GivingBackDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly sealer: Sealer;
  readonly payments: Pick<Payments, 'back' | 'backOf' | 'ofSubjects'>;
  readonly refundByBank: RefundsByBank;
  readonly earmarks: Pick<Earmarks, 'areEarmarked'>;
}

const PREFIX = 'deposit:';

/**
 * Released deposits on their way back. When the instruction is ours to give at once (Stripe's outbox), it is given with the
 * release; by the bank it is given when two people have released the payout (docs/decisions/0042). What was earmarked is free again
 * with the release itself.
 */
export function createGivingBack({ clock, sealer, payments, refundByBank, earmarks }: GivingBackDeps) {
  const giveBack: GiveBack = async (tx, released) => {
    const ids = released.map(({ registration }) => registration.deposit.id);
    const byStripe = await payments.backOf(tx, ids);
    const earmarked = await earmarks.areEarmarked(tx, ids);
    const byBank = released.filter(
      ({ registration: { deposit } }) =>
        deposit.amount.amount > 0 && !byStripe.has(deposit.id) && !earmarked.has(deposit.id),
    );
    const others = released.filter((one) => !byBank.includes(one));
    for (const { registration } of others)
      await repo.insertInstruction(tx, registration.deposit.id, clock.now());
    // Neither the bank nor who releases them shall see in which order they came.
    await refundByBank(
      tx,
      byBank.map(dueOf).sort((a, b) => (a.reference < b.reference ? -1 : 1)),
    );
  };

  const dueOf = ({ registration, dueAt, receipt }: Released): BankRefundDue => {
    const { id, deposit } = registration;
    return {
      ...{ key: `${PREFIX}${deposit.id}`, reference: deposit.reference, amount: deposit.amount },
      ...{ registration: id satisfies RegistrationId, dueAt: dueAt ?? null },
      payer: openText(sealer, 'deposit-payer', deposit.payer),
      ...(receipt !== undefined && { receipt }),
    };
  };

  /**
   * Part of a deposit that is due to whoever paid it: by the door it came in by. What had been earmarked goes by the bank too,
   * for its balance has spent it.
   */
  async function giveBackPart(
    tx: Db,
    { id, deposit }: repo.StoredRegistration,
    amount: Money,
  ): Promise<void> {
    const paid = (await payments.ofSubjects([deposit.id])).find(({ status }) => status === 'paid');
    if (paid) {
      await payments.back(tx, paid.id, amount, 'deposit-released');
      return;
    }
    const { reference } = deposit;
    const payer = openText(sealer, 'deposit-payer', deposit.payer);
    await refundByBank(tx, [
      { key: `forfeited:${deposit.id}`, reference, registration: id, payer, amount, dueAt: null },
    ]);
  }

  return {
    giveBack,
    giveBackPart,

    /** Two people have released the payout under this key; of several attempts the first counts. Others' keys are none of ours. */
    instructed: async (tx: Db, key: string): Promise<void> => {
      if (key.startsWith(PREFIX)) await repo.insertInstruction(tx, key.slice(PREFIX.length), clock.now());
    },
  };
}
