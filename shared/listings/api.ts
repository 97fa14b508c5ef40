import * as z from 'zod/mini';
import {
  daySchema,
  freeTextSchema,
  idSchema,
  instantSchema,
  moneySchema,
  textSchema,
} from '../kernel/schemas.ts';
import { isLadder, MOST_TIERS } from './increments.ts';
import { MOST_RUNNER_UP_DAYS } from './limits.ts';
import * as terms from './terms-api.ts';
import { tellingRoles, tellingWays } from './told.ts';
import {
  forfeitures,
  gateCodes,
  listingRoutes,
  listingStatuses,
  rightStatuses,
  similarMarks,
} from './types.ts';

const optionalText = (maxLength: number) => z.optional(textSchema(maxLength));

export const partySchema = z.strictObject({ name: textSchema(200), creditCode: optionalText(18) });

const ownership = {
  title: textSchema(500),
  owners: z.array(partySchema).check(z.minLength(1), z.maxLength(50)),
};

/** The wire form of `Right` (`right.ts`): a field is absent when it is not known. */
export const rightSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('patent'),
    kind: z.enum(['invention', 'utility-model', 'design']),
    jurisdiction: z.enum(['CN', 'US', 'EP', 'WO']),
    applicationNumber: optionalText(40),
    publicationNumber: optionalText(40),
    ...ownership,
    inventors: z.optional(z.int().check(z.nonnegative(), z.maximum(1000))),
    filedOn: z.optional(daySchema),
    grantedOn: z.optional(daySchema),
    expiresOn: z.optional(daySchema),
    ipc: z.array(textSchema(40)).check(z.maxLength(100)),
    locarno: optionalText(10),
    claims: z.optional(z.int().check(z.nonnegative(), z.maximum(10_000))),
    abstract: optionalText(10_000),
  }),
  z.strictObject({
    type: z.literal('trademark'),
    jurisdiction: z.literal('CN'),
    registrationNumber: textSchema(20),
    ...ownership,
    niceClass: z.int().check(z.minimum(1), z.maximum(45)),
    niceEdition: textSchema(20),
    goods: textSchema(5_000),
    registeredOn: z.optional(daySchema),
    expiresOn: z.optional(daySchema),
  }),
  z.strictObject({
    type: z.literal('copyright'),
    jurisdiction: z.literal('CN'),
    work: z.enum(['software', 'work']),
    registrationNumber: textSchema(40),
    ...ownership,
    publishedOn: z.optional(daySchema),
    registeredOn: z.optional(daySchema),
    expiresOn: z.optional(daySchema),
  }),
]);

export type RightView = z.infer<typeof rightSchema>;

export const MOST_TELLINGS = 50;

const tellingSchema = z.strictObject({
  name: textSchema(200),
  role: z.enum(tellingRoles),
  way: z.enum(tellingWays),
  on: daySchema,
  how: textSchema(500),
});

/** `POST /api/v1/cases` and `PUT /api/v1/cases/:id` (bank maker; `If-Match: "<revision>"` on PUT). */
export const caseInput = z
  .strictObject({
    reference: textSchema(60),
    debtor: partySchema,
    pledgor: partySchema,
    principal: moneySchema,
    interest: moneySchema,
    defaultedOn: daySchema,
    saleAgreedOn: z.nullable(daySchema),
    acknowledgedOn: z.optional(daySchema),
    forfeiture: z.optional(z.enum(forfeitures)),
    /** Of realising the pledge, as far as they are foreseen: lots of a case stop when debt and costs are covered. */
    costs: z.optional(moneySchema),
    /** When the debtor agreed that all lots are sold, covered or not (2020 rules art. 14). */
    allAgreedOn: z.optional(daySchema),
    /** Parties and holders of priorities who were told of the sale, or for whom it is posted since `on` (`told.ts`). */
    told: z.optional(z.array(tellingSchema).check(z.maxLength(MOST_TELLINGS))),
    /** No holder of a priority is known. */
    noPriorityHolders: z.optional(z.boolean()),
  })
  .check(
    z.refine(({ principal, interest }) => principal.currency === interest.currency, {
      path: ['interest', 'currency'],
    }),
    z.refine(({ principal, costs }) => costs === undefined || costs.currency === principal.currency, {
      path: ['costs', 'currency'],
    }),
    z.refine(
      ({ told = [], noPriorityHolders }) =>
        noPriorityHolders !== true || told.every(({ role }) => role === 'party'),
      { path: ['noPriorityHolders'] },
    ),
  );
export type CaseInput = z.infer<typeof caseInput>;

/** A pledge as its register shows it to everybody. */
export const registeredPledgeSchema = z.strictObject({
  registrationNumber: textSchema(20),
  registeredOn: daySchema,
  pledgee: textSchema(200),
  pledgor: textSchema(200),
});

/** `PUT /api/v1/cases/:id/rights/:rightId/pledge` (bank maker): the pledge as registered, whole. */
export const pledgeSchema = z.strictObject({
  ...registeredPledgeSchema.shape,
  maximum: z.optional(
    z
      .strictObject({ cap: moneySchema, claimed: moneySchema })
      .check(z.refine(({ cap, claimed }) => cap.currency === claimed.currency, { path: ['claimed'] })),
  ),
});
export type PledgeView = z.infer<typeof pledgeSchema>;

/** `PUT /api/v1/cases/:id/rights/:rightId/appraisal` (bank maker). */
export const appraisalSchema = z
  .strictObject({ valuer: partySchema, value: moneySchema, appraisedOn: daySchema, validUntil: daySchema })
  .check(z.refine(({ appraisedOn, validUntil }) => appraisedOn <= validUntil, { path: ['validUntil'] }));
export type AppraisalView = z.infer<typeof appraisalSchema>;

/** `PUT /api/v1/cases/:id/rights/:rightId/circumstances` (bank maker): what register and parties say, whole. */
export const circumstancesSchema = z.strictObject({
  checkedOn: daySchema,
  status: z.enum(rightStatuses),
  frozenBy: optionalText(200),
  feesPaidUntil: z.optional(daySchema),
  coOwnersConsentedOn: z.optional(daySchema),
  similarMarks: z.optional(z.enum(similarMarks)),
  isStateAsset: z.boolean(),
  approval: z.optional(z.strictObject({ from: textSchema(200), grantedOn: z.optional(daySchema) })),
});
export type CircumstancesView = z.infer<typeof circumstancesSchema>;

export const caseRightView = z.strictObject({
  id: idSchema,
  right: rightSchema,
  pledge: z.nullable(pledgeSchema),
  appraisal: z.nullable(appraisalSchema),
  circumstances: z.nullable(circumstancesSchema),
});
export type CaseRightView = z.infer<typeof caseRightView>;

/** `revision` grows with every change of the case, its rights, pledges and appraisals. */
export const caseView = z.strictObject({
  id: idSchema,
  revision: z.int(),
  ...caseInput.shape,
  rights: z.array(caseRightView),
});
export type CaseView = z.infer<typeof caseView>;

const row = { row: z.int(), column: z.string(), reason: z.string(), value: z.string() };

/**
 * `POST /api/v1/imports` (bank maker, the file as multipart field `file`): what the file holds, nothing stored yet.
 * The bank then adds the rights it wants with `POST /api/v1/cases/:id/rights`.
 */
export const importView = z.strictObject({
  format: z.string(),
  rights: z.array(
    z.strictObject({ row: z.int(), right: rightSchema, pledge: z.optional(registeredPledgeSchema) }),
  ),
  faults: z.array(z.strictObject({ ...row, suggestion: z.optional(z.string()) })),
  warnings: z.array(z.strictObject(row)),
});
export type ImportView = z.infer<typeof importView>;

/** `POST /api/v1/cases/:id/rights` (bank maker): rights that the case holds already stay as they are. */
export const rightsInput = z.strictObject({
  rights: z.array(rightSchema).check(z.minLength(1), z.maxLength(500)),
});

/** A fixed step is one tier; every price has exactly one step. */
export const incrementsSchema = z
  .array(z.strictObject({ from: moneySchema, step: moneySchema }))
  .check(z.minLength(1), z.maxLength(MOST_TIERS), z.refine(isLadder, 'ladder'));

/** `POST /api/v1/listings` and `PUT /api/v1/listings/:id` (bank maker; `If-Match: "<revision>"` on PUT). */
export const listingInput = z.strictObject({
  caseId: idSchema,
  title: textSchema(500),
  description: freeTextSchema(20_000),
  rightIds: z
    .array(idSchema)
    .check(z.minLength(1), z.maxLength(100), z.refine(terms.isWithoutRepeats, 'unique')),
  route: z.enum(listingRoutes),
  papers: terms.papersSchema,
  viewing: z.optional(z.strictObject({ from: daySchema, until: daySchema })),
  statements: terms.statementsSchema,
  start: moneySchema,
  /** Of a round whose price falls they say nothing. */
  increments: incrementsSchema,
  /** The first round is hybrid Dutch or under sealed bids; without either ascending. */
  fall: z.optional(terms.fallSchema),
  sealed: z.optional(terms.sealedTermsSchema),
  deposit: moneySchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
  ladder: terms.ladderSchema,
  floor: z.optional(moneySchema),
  /** Days in which the runner-up may take the right after a buyer's default; absent: it is not offered. */
  runnerUpDays: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_RUNNER_UP_DAYS))),
  ...terms.paymentShape,
});
export type ListingInput = z.infer<typeof listingInput>;

const reserve = { reserve: z.nullable(moneySchema) };

/** `PUT /api/v1/listings/:id/reserve` (bank maker; `If-Match: "<revision>"`): the hidden reserve of a draft; `null`: none. */
export const reserveInput = z.strictObject(reserve);

/**
 * `GET /api/v1/listings/:id/reserve` (bank maker or checker): what two people decide about. Once published it is sealed, and
 * nobody is told.
 */
export const reserveView = z.strictObject(reserve);
export type ReserveView = z.infer<typeof reserveView>;

/** Newest first; `cursor` is the `nextCursor` of the page before. */
const page = { cursor: z.optional(idSchema) };
export const caseQuery = z.strictObject(page);
export const listingQuery = z.strictObject({ ...page, status: z.optional(z.enum(listingStatuses)) });

const gateView = z.strictObject({
  gate: z.enum(gateCodes),
  article: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

/** A listing with its gates as they stand now: the bank's live checklist. */
export const listingView = z.strictObject({
  id: idSchema,
  ...listingInput.shape,
  /** Whether a hidden reserve is written; how high it is, this view never says. */
  hasReserve: z.boolean(),
  status: z.enum(listingStatuses),
  revision: z.int(),
  submittedBy: z.nullable(z.string()),
  approvedBy: z.nullable(z.string()),
  /** Why a draft is one again: the checker's words, or that its case changed meanwhile. */
  returned: z.nullable(
    z.strictObject({ by: z.string(), at: instantSchema, reason: z.nullable(textSchema(500)) }),
  ),
  /** Whether the reader submitted it: the approval must come from someone else. */
  mine: z.boolean(),
  lotId: z.nullable(idSchema),
  /** Rounds in which nobody bought these rights before, as the logs here say. */
  failedRounds: z.int(),
  gates: z.array(gateView),
});
export type ListingView = z.infer<typeof listingView>;

export const listingList = z.strictObject({
  items: z.array(listingView),
  nextCursor: z.nullable(z.string()),
});
export const caseList = z.strictObject({ items: z.array(caseView), nextCursor: z.nullable(z.string()) });

/* Moves: `POST /api/v1/listings/:id/submit` (maker) · `/approve` (checker) · `/publish` (checker) · `/return` (checker, back to
   draft with a reason), each with `If-Match: "<revision>"`; refused with `gates-closed` and the gates in `facts`. */
export const returnInput = z.strictObject({ reason: textSchema(500) });
