import * as z from 'zod/mini';
import { daySchema, idSchema, instantSchema, moneySchema } from '../kernel/schemas.ts';
import { registeredPledgeSchema, rightSchema } from './api.ts';
import { MOST_RUNNER_UP_DAYS } from './limits.ts';
import * as terms from './terms-api.ts';
import { listingRoutes } from './types.ts';

/** A right found in force that day; `frozenBy` only where the court that froze it sells it. */
const registerSchema = z.strictObject({
  checkedOn: daySchema,
  feesPaidUntil: z.optional(daySchema),
  frozenBy: z.optional(z.string()),
});

/** `GET /api/v1/lots/:id/notice`, as published: entry 1 of the lot's log holds the hash of its canonical JSON. */
export const noticeView = z.strictObject({
  lotId: idSchema,
  number: z.string(),
  title: z.string(),
  description: z.string(),
  bank: z.string(),
  publishedAt: instantSchema,
  /** How the first round falls; a notice of a price that rises has none. */
  fall: z.optional(terms.fallSchema),
  sealed: z.optional(terms.sealedNoticeSchema),
  rights: z.array(
    z.strictObject({
      right: rightSchema,
      pledge: z.nullable(registeredPledgeSchema),
      appraisedValue: z.nullable(moneySchema),
      /** What the bank found in the register; notices before it was published have none. */
      register: z.optional(registerSchema),
    }),
  ),
  appraisedValue: moneySchema,
  valuers: z.array(z.string()),
  route: z.enum(listingRoutes),
  papers: terms.papersSchema,
  viewing: z.optional(z.strictObject({ from: daySchema, until: daySchema })),
  statements: terms.statementsSchema,
  /** The rounds after the first: terms that everybody knows before the first opens. */
  ladder: terms.ladderSchema,
  /** Days in which the runner-up may take the right after a buyer's default; absent: it is not offered. */
  runnerUpDays: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_RUNNER_UP_DAYS))),
  ...terms.paymentShape,
});
export type NoticeView = z.infer<typeof noticeView>;
