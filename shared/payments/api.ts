import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema } from '../kernel/schemas.ts';
import { courtParts, courtPaymentStates, paymentStatuses, refundStatuses } from './types.ts';

/** `POST /api/v1/registrations/:id/payments` (its own side): where to pay the deposit. */
export const paymentOpened = z.strictObject({
  id: idSchema,
  status: z.enum(paymentStatuses),
  /** The provider's page; nobody else's. */
  url: z.string(),
});
export type PaymentOpened = z.infer<typeof paymentOpened>;

/** What became of a payment by card or wallet, for the side that paid. */
export const paymentView = z.strictObject({
  id: idSchema,
  status: z.enum(paymentStatuses),
  /** The last attempt was declined; another may be made. */
  isDeclined: z.boolean(),
  openedAt: instantSchema,
  refund: z.nullable(
    z.strictObject({ status: z.enum(refundStatuses), amount: moneySchema, at: instantSchema }),
  ),
});
export type PaymentView = z.infer<typeof paymentView>;

/** How a deposit may be paid by card or wallet. */
export const onlineView = z.strictObject({
  /** `above-limit`: one charge takes at most `limit`. */
  obstacle: z.nullable(z.enum(['above-limit', 'not-chargeable'])),
  limit: moneySchema,
  /** No real money moves. */
  isSimulated: z.boolean(),
});
export type OnlineView = z.infer<typeof onlineView>;

/** `POST /api/v1/payment-refunds/:id/retry` (operator): one that failed is tried again by its door, as a new refund. */
export const refundMoved = z.strictObject({ state: z.literal('due') });

/** `POST /api/v1/payments/stripe/events` (Stripe): kept, and dealt with now or soon. */
export const eventTaken = z.strictObject({ received: z.literal(true) });

/** What of the price of a lot is the court's, how far it is, and when two people first instructed it. */
export const courtPaymentView = z.strictObject({
  part: z.enum(courtParts),
  amount: moneySchema,
  state: z.enum(courtPaymentStates),
  /** By when the instruction has to be given, inclusive. */
  dueAt: instantSchema,
  instructedAt: z.nullable(instantSchema),
});
export type CourtPaymentView = z.infer<typeof courtPaymentView>;
