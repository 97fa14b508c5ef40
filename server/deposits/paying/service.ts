import type { PaymentOpened, PaymentView } from '@reassign/shared/payments/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Payments } from '../../payments/index.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { openIdentity, type OwnerId, ownerOf } from '../identity.ts';
import * as repo from '../repo.ts';
import type { RoundNow } from '../round.ts';

export type PayingRefusal =
  | 'registration-closed'
  | 'not-found'
  | 'wrong-state'
  | 'above-charge-limit'
  | 'not-chargeable'
  | 'unavailable';

interface PayingDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly payments: Pick<Payments, 'open' | 'look' | 'ofSubjects' | 'viewOf' | 'online' | 'isSimulated'>;
  readonly roundOf: (lotId: LotId) => Promise<RoundNow | null>;
}

/** Deposits paid by card or wallet, as their own side sees it; nobody else learns that a payment is there. */
export function createPaying({ db, sealer, payments, roundOf }: PayingDeps) {
  const isOf = (owners: readonly OwnerId[], { id, identity }: repo.StoredRegistration): boolean =>
    owners.includes(ownerOf(openIdentity(sealer, id, identity)));

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
      // It would go straight back.
      if (!(await roundOf(found.lotId))?.takesBidders) return 'registration-closed';
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
        ...(await payments.viewOf(payment)),
        ...{ lotId, reference: payment.reference, amount: payment.amount, deposit: deposit.status },
        isSimulated: payments.isSimulated,
      };
    },

    /** The last payment for a deposit; `null` while nobody tried. */
    async lastOf(depositId: string): Promise<PaymentView | null> {
      const [last] = await payments.ofSubjects([depositId]);
      return last ? payments.viewOf(last) : null;
    },

    /** What can be told before anybody tries. */
    online: payments.online,
  };
}
