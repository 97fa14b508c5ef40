import type { RegistrationId } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { type FollowUp, mayFollowUp, type RefundRefusal } from '@reassign/shared/payments/payment.ts';
import type { Db } from '../../platform/db.ts';
import * as payments from '../repo.ts';
import * as repo from './repo.ts';
import type { Refunds } from './service.ts';

export type FollowUpRefusal = 'not-found' | 'wrong-state';

/** Of a payment that its door does not take back: what is due, to whom the reference leads. */
export interface LeftToBank {
  readonly reference: string;
  readonly registration: RegistrationId;
  readonly amount: Money;
}

/** What a person does about a refund that the payer's card or wallet did not take; once, and one of the two. */
export function createFollowUps({
  db,
  refunds,
}: {
  readonly db: Db;
  readonly refunds: Pick<Refunds, 'back'>;
}) {
  /** The failed refund and its payment, locked, and marked. */
  async function take(tx: Db, id: string, followUp: FollowUp) {
    const seen = await repo.find(tx, id);
    const payment = seen && (await payments.lock(tx, seen.paymentId));
    const refund = payment && (await repo.lock(tx, id));
    if (!refund) return 'not-found' as const;
    if (!mayFollowUp(refund)) return 'wrong-state' as const;
    await repo.update(tx, refund.id, { followUp });
    return { refund, payment };
  }

  return {
    /** A new refund with a key of its own, by the same door; the ledger keeps its money apart again. */
    retry: (id: string): Promise<FollowUpRefusal | RefundRefusal | null> =>
      db.transaction(async (tx) => {
        const taken = await take(tx, id, 'retried');
        if (typeof taken === 'string') return taken;
        const { refund, payment } = taken;
        return refunds.back(tx, payment, refund.amount, refund.cause);
      }),

    /** The bank pays it instead, in the caller's transaction. */
    leaveToBank: async (tx: Db, id: string): Promise<LeftToBank | FollowUpRefusal> => {
      const taken = await take(tx, id, 'by-bank');
      if (typeof taken === 'string') return taken;
      const { reference, registration } = taken.payment;
      return { reference, registration, amount: taken.refund.amount };
    },
  };
}

export type FollowUps = ReturnType<typeof createFollowUps>;
