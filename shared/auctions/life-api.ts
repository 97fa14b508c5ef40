import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema, textSchema } from '../kernel/schemas.ts';
import { barGrounds } from '../deposits/types.ts';
import { formats } from '../listings/route-rules.ts';
import { unsoldReasons } from './events.ts';
import { annulmentCauses, pauseCauses, withdrawalCauses } from './life-events.ts';
import { MAX_CHANGES, MAX_REASON, noticeChange } from './life-shapes.ts';
import { bidderNumber } from './shapes.ts';

/** Public, word for word. */
const reason = textSchema(MAX_REASON);

/**
 * `POST /api/v1/lots/:id/moves` (operator, or the checker of the bank whose lot it is): what happens to a lot beside its
 * bidding. Who may make which move under which rules is in `life.ts`.
 */
export const lotMove = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('pause'), cause: z.enum(pauseCauses), reason }),
  z.strictObject({ move: z.literal('end-pause-cause'), reason }),
  z.strictObject({ move: z.literal('resume'), reason }),
  z.strictObject({ move: z.literal('withdraw'), cause: z.enum(withdrawalCauses), reason }),
  z.strictObject({ move: z.literal('settle'), reason }),
  z.strictObject({ move: z.literal('stop-ladder'), reason }),
  z.strictObject({ move: z.literal('announce-round') }),
  z.strictObject({ move: z.literal('confirm-sale'), reason }),
  z.strictObject({ move: z.literal('annul'), cause: z.enum(annulmentCauses), reason }),
  z.strictObject({
    move: z.literal('correct'),
    changes: z.array(noticeChange).check(z.minLength(1), z.maxLength(MAX_CHANGES)),
    reason,
  }),
  z.strictObject({ move: z.literal('bar'), bidderNumber, ground: z.enum(barGrounds) }),
]);
export type LotMove = z.infer<typeof lotMove>;

/** `POST /api/v1/lots/:id/reconfirmations` (bidder): stands by its highest bid after the leader was voided. */
export const reconfirmationInput = z.strictObject({});

/** `POST /api/v1/lots/:id/runner-up-answers` (the runner-up): takes the right at its own bid, or does not. */
export const offerAnswerInput = z.strictObject({ accepts: z.boolean() });

export const moveAnswer = z.strictObject({ seq: z.int(), at: instantSchema });

/**
 * `POST /api/v1/lots/:id/debt-payments` (a member of the debtor or of who pledged for it): debt and costs are paid; `proof`
 * in words, for whoever sells. `GET` the same (they, who sells, the operator).
 */
export const debtPaymentInput = z.strictObject({
  amount: moneySchema.check(z.refine(({ amount }) => amount > 0, { path: ['amount'], error: 'nothing' })),
  proof: textSchema(2_000),
});
export type DebtPaymentInput = z.infer<typeof debtPaymentInput>;

export const debtPaymentList = z.strictObject({
  /** Whether the reader may give notice, as far as who it is goes. */
  mayNotify: z.boolean(),
  items: z.array(
    z.strictObject({
      id: idSchema,
      organisation: z.string(),
      amount: moneySchema,
      proof: z.string(),
      at: instantSchema,
    }),
  ),
});
export type DebtPaymentList = z.infer<typeof debtPaymentList>;

/** What a lot's page says of its life. */
export const lifeView = {
  /** Why the bidding stands still; `null` while it does not. */
  pause: z.nullable(z.strictObject({ cause: z.enum(pauseCauses), reason: z.string(), since: instantSchema })),
  /** Why the lot was withdrawn, settled or annulled. */
  ended: z.nullable(
    z.strictObject({
      cause: z.nullable(z.enum([...withdrawalCauses, ...annulmentCauses])),
      reason: z.string(),
    }),
  ),
  /** After the buyer's default: what the runner-up may take, and before which instant. */
  runnerUp: z.nullable(z.strictObject({ bidderNumber, amount: moneySchema, until: instantSchema })),
  corrections: z.array(
    z.strictObject({ at: instantSchema, changes: z.array(noticeChange), reason: z.string() }),
  ),
  /** The rounds in which nobody bought. */
  failedRounds: z.array(
    z.strictObject({
      round: z.int(),
      start: moneySchema,
      reason: z.enum(unsoldReasons),
      at: instantSchema,
    }),
  ),
  /** The rounds that are still to come if nobody buys. */
  nextRounds: z.array(
    z.strictObject({
      format: z.enum(formats),
      start: moneySchema,
      opensAt: instantSchema,
      closesAt: instantSchema,
    }),
  ),
};
