import type { FastifyPluginAsync } from 'fastify';
import { SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { RefundRefusal } from '@reassign/shared/payments/payment.ts';
import type { BankRefundDue, CourtDue, PaymentId } from '@reassign/shared/payments/types.ts';
import type { Db } from '../platform/db.ts';
import type { DueEffect } from '../platform/outbox.ts';
import { roundsOfWork, type RoundsOfWork } from '../platform/rounds-of-work.ts';
import { createBalance } from './balance/service.ts';
import { createDisputes, type DisputesDeps } from './disputes/service.ts';
import { createEvents } from './events/service.ts';
import { createFollowUps } from './refunds/follow-up.ts';
import { refundRoutes } from './refunds/routes.ts';
import { createRefunds, REFUND, type RefundsDeps } from './refunds/service.ts';
import * as repo from './repo.ts';
import { paymentRoutes } from './routes.ts';
import { createPaying, type PayingDeps } from './service.ts';
import { createStripeDoor, type StripeAccess } from './stripe/client.ts';
import type { RefundCause } from './tables.ts';
import { onlineViewOf, paymentViewOf } from './views.ts';

export { standInAccess, standInPlugin } from './stand-in/index.ts';
export type { PaidFor } from './service.ts';
export { isAway } from './stripe/client.ts';

/** Prepares money that came by the bank to go back by it, in the caller's transaction. */
export type RefundsByBank = (tx: Db, due: readonly BankRefundDue[]) => Promise<void>;

/** Prepares money that is a court's to go there, in the caller's transaction. */
export type PaysCourts = (tx: Db, due: CourtDue) => Promise<void>;

type Surroundings = Pick<Parameters<typeof roundsOfWork>[0], 'pacing' | 'report'>;
type PaymentsDeps = Omit<PayingDeps, 'stripe'> &
  Omit<RefundsDeps, 'stripe'> &
  Omit<DisputesDeps, 'refunds'> & { readonly access: StripeAccess };

const LOOK_EVERY_MS = 2 * SECOND;
const REST_MS = 10;
const DESK_LIMIT = 50;

export type Payments = ReturnType<typeof createPayments>;

/** Money in and out by its doors; what is paid for is known to the modules to the right. */
export function createPayments(deps: PaymentsDeps) {
  const { clock, access } = deps;
  const stripe = createStripeDoor(access);
  const paying = createPaying({ ...deps, stripe });
  const refunds = createRefunds({ ...deps, stripe });
  const followUps = createFollowUps({ db: deps.db, refunds });
  const disputes = createDisputes({ ...deps, refunds });
  const balance = createBalance({ ...deps, stripe });
  const events = createEvents({ ...deps, stripe, paying, refunds, disputes });
  // Whether no real money moves.
  const isSimulated = access.at !== undefined;
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(paymentRoutes, { clock, stripe, take: events.take });
    await app.register(refundRoutes, { followUps });
  };
  return {
    open: paying.open,
    look: paying.look,
    find: paying.find,
    ofSubjects: paying.ofSubjects,
    /** Gives so much of a payment back, in the caller's transaction; told again for the same cause, nothing more happens. */
    async back(tx: Db, id: PaymentId, amount: Money, cause: RefundCause): Promise<RefundRefusal | null> {
      const payment = await repo.find(tx, id);
      return payment ? refunds.back(tx, payment, amount, cause) : 'not-paid';
    },
    backOf: refunds.backOf,
    /** Stripe's own list of what moved its balance. */
    balance,
    /** What the payers' banks took back of these, in minor units. */
    takenBackOf: disputes.takenBackOf,
    /** Everything that went back of these, or is on its way. */
    refundsOf: refunds.ofPayments,
    retry: followUps.retry,
    leaveToBank: followUps.leaveToBank,
    /** A payment as the side that paid it sees it. */
    viewOf: async (payment: repo.StoredPayment) =>
      paymentViewOf(payment, await refunds.ofPayments([payment.id])),
    online: (amount: Money) => onlineViewOf(amount, isSimulated),
    isSimulated,
    plugin,
    /** What the outbox carries out for this module. */
    effects: { [REFUND]: (effect: DueEffect) => refunds.send(effect) },
    /** For the operator: what a person has to look at. */
    desk: async () => {
      const [stuck, disputed, unknown] = await Promise.all([
        refunds.stuck(DESK_LIMIT),
        disputes.standing(DESK_LIMIT),
        events.countParked(),
      ]);
      const followed = disputed.map((one) => ({ ...one, url: stripe.pageOfDispute(one.id) }));
      return { stuck, disputed: followed, unknown };
    },
    /** Looks at what nobody told us about, on whichever server comes first. */
    run: ({ pacing, report }: Surroundings): RoundsOfWork[] =>
      [paying.lookAgain, events.dealAgain, refunds.lookAgain].map((again) =>
        roundsOfWork({ round: () => again(report), everyMs: LOOK_EVERY_MS, restMs: REST_MS, pacing, report }),
      ),
    /** The same once, for tests. */
    lookAgain: async (report: (error: unknown) => void): Promise<void> => {
      await paying.lookAgain(report);
      await events.dealAgain(report);
      await refunds.lookAgain(report);
    },
  };
}
