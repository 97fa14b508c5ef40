import type { PaymentOpened, PaymentView } from '@reassign/shared/payments/api.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { onlineLimit, toStripeAmount } from '@reassign/shared/payments/stripe-amount.ts';
import type { Payments } from '../../payments/index.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { openIdentity, type OwnerId, ownerOf } from '../identity.ts';
import * as repo from '../repo.ts';

type PayingRefusal = 'not-found' | 'wrong-state' | 'above-charge-limit' | 'not-chargeable' | 'unavailable';

interface PayingDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly payments: Pick<Payments, 'open' | 'look' | 'ofSubjects' | 'refundsOf' | 'isSimulated'>;
}

/** Deposits paid by card or wallet, as their own side sees it; nobody else learns that a payment is there. */
export function createPaying({ db, sealer, payments }: PayingDeps) {
  const isOf = (owners: readonly OwnerId[], { id, identity }: repo.StoredRegistration): boolean =>
    owners.includes(ownerOf(openIdentity(sealer, id, identity)));

  async function viewOf(payment: Awaited<ReturnType<Payments['ofSubjects']>>[number]): Promise<PaymentView> {
    const { id, status, isDeclined, openedAt } = payment;
    const [refund] = (await payments.refundsOf([id])).slice(-1);
    return {
      ...{ id, status, isDeclined, openedAt: fromInstant(openedAt) },
      refund: refund
        ? { status: refund.status, amount: refund.amount, at: fromInstant(refund.doneAt ?? refund.askedAt) }
        : null,
    };
  }

  return {
    /** Where to pay the deposit of a registration: the page that is open, or a new one. */
    async pay(
      registrationId: string,
      owners: readonly OwnerId[],
      language: 'zh' | 'en',
    ): Promise<PaymentOpened | PayingRefusal> {
      const found = await repo.findById(db, registrationId);
      if (!found || !isOf(owners, found)) return 'not-found';
      const { deposit, id: registration } = found;
      if (deposit.status !== 'requested') return 'wrong-state';
      const { id: subject, amount, reference } = deposit;
      const opened = await payments.open({
        ...{ purpose: 'deposit', subject, registration, amount, reference, language },
      });
      if (!opened.ok) return opened.fault === 'below-charge-minimum' ? 'not-chargeable' : opened.fault;
      const { id, status, url } = opened;
      return { id, status, url: url ?? '' };
    },

    /** A payment as it is now, for the side that pays. */
    async find(id: string, owners: readonly OwnerId[]) {
      const payment = await payments.look(id);
      const found = payment && (await repo.findByDeposit(db, payment.subject));
      if (!payment || !found || !isOf(owners, found)) return null;
      const { lotId, deposit } = found;
      return {
        ...(await viewOf(payment)),
        ...{ lotId, reference: payment.reference, amount: payment.amount, deposit: deposit.status },
        isSimulated: payments.isSimulated,
      };
    },

    /** The last payment for a deposit; `null` while nobody tried. */
    async lastOf(depositId: string): Promise<PaymentView | null> {
      const [last] = await payments.ofSubjects([depositId]);
      return last ? viewOf(last) : null;
    },

    /** What can be told before anybody tries. */
    online(amount: Money) {
      const charge = toStripeAmount(amount);
      const fault = charge.ok ? null : charge.fault;
      return {
        obstacle: fault === null ? null : fault === 'above-charge-limit' ? 'above-limit' : 'not-chargeable',
        limit: onlineLimit(amount.currency),
        isSimulated: payments.isSimulated,
      } as const;
    },
  };
}
