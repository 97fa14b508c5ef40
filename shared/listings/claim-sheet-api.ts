import * as z from 'zod/mini';
import { daySchema, idSchema, instantSchema, moneySchema, textSchema } from '../kernel/schemas.ts';
import { partySchema } from './api.ts';
import { isWithoutRepeats } from './terms-api.ts';

/** Where the penalty stands, which the law does not name (民法典 561): beside the interest, behind it, behind the principal. */
export const penaltyPlaces = ['with-interest', 'after-interest', 'after-principal'] as const;
/** What a maximum limits: all that is claimed, unless agreed that it is the principal only (担保制度解释 15). */
export const maximumCovers = ['everything', 'principal'] as const;
/** The platform's own commission is added by itself. */
export const sheetCostKinds = ['court', 'appraisal', 'notice', 'agent', 'tax', 'other'] as const;
export const MOST_CLAIMS = 20;
export const MOST_REGISTRATIONS = 50;
export const MOST_COSTS = 50;
/** 100 % a year. */
export const MOST_YEARLY_BPS = 10_000;

const yearlyBps = z.int().check(z.nonnegative(), z.maximum(MOST_YEARLY_BPS));

const registration = z.strictObject({
  number: textSchema(20),
  registeredOn: daySchema,
  rightIds: z.array(idSchema).check(z.minLength(1), z.maxLength(500), z.refine(isWithoutRepeats, 'unique')),
  maximum: z.optional(z.strictObject({ cap: moneySchema, covers: z.enum(maximumCovers) })),
});

const claim = z.strictObject({
  holder: partySchema,
  /** The seller's own. */
  isOwn: z.boolean(),
  principal: moneySchema,
  interest: moneySchema,
  penalty: moneySchema,
  /** Of enforcing the claim, other than of the sale. */
  costs: moneySchema,
  /** What grows on the open principal from the day after `asOf`; absent: the claim stays as stated. */
  accrual: z.optional(
    z.strictObject({
      daysOfYear: z.union([z.literal(360), z.literal(365)]),
      interestBps: yearlyBps,
      penaltyBps: yearlyBps,
    }),
  ),
  penaltyPlace: z.enum(penaltyPlaces),
  registrations: z.array(registration).check(z.minLength(1), z.maxLength(MOST_REGISTRATIONS)),
});

/**
 * `POST /api/v1/cases/:id/claim-sheets` (bank maker; `If-Match: "<newest version>"`, `"0"` before the first): all that is
 * claimed from the rights of a case at the end of a day, with every payment up to then taken into account, and the costs
 * of the sale that are unpaid then.
 */
export const claimSheetInput = z.strictObject({
  asOf: daySchema,
  claims: z.array(claim).check(z.minLength(1), z.maxLength(MOST_CLAIMS)),
  costs: z
    .array(
      z.strictObject({
        kind: z.enum(sheetCostKinds),
        amount: moneySchema,
        payee: textSchema(200),
        /** Number of the invoice or the receipt. */
        voucher: textSchema(60),
        /** The claim, by its place from 0, whose holder advanced it. */
        advancedBy: z.optional(z.int().check(z.nonnegative(), z.maximum(MOST_CLAIMS - 1))),
      }),
    )
    .check(z.maxLength(MOST_COSTS)),
});
export type ClaimSheetInput = z.infer<typeof claimSheetInput>;

export const claimSheetView = z.strictObject({
  version: z.int(),
  sheet: claimSheetInput,
  statedBy: z.string(),
  statedAt: instantSchema,
  /** The reader stated it: somebody else has to confirm it. */
  mine: z.boolean(),
  confirmed: z.nullable(z.strictObject({ by: z.string(), at: instantSchema })),
});
export type ClaimSheetView = z.infer<typeof claimSheetView>;

/** `GET /api/v1/cases/:id/claim-sheets` (every member of the seller): all versions, the newest first. */
export const claimSheetList = z.strictObject({ items: z.array(claimSheetView) });
export type ClaimSheetList = z.infer<typeof claimSheetList>;
