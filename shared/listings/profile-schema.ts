import * as z from 'zod/mini';
import { DAY } from '../kernel/instant.ts';
import { MAX_AMOUNT_MINOR } from '../kernel/money.ts';
import { formats, priceTargets, type Profile, routes, saleWords } from './route-rules.ts';

/* The wire form of a profile. Bounded, so that no sum of a foreign profile leaves the whole numbers. */

const upTo = (maximum: number) => z.int().check(z.nonnegative(), z.maximum(maximum));
const days = upTo(3_650);
const basisPoints = upTo(10_000);
const milliseconds = upTo(3_650 * DAY);
const codes = z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.maxLength(30));

const startRule = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('appraisal-share'), minBps: basisPoints }),
  z.strictObject({ basis: z.literal('equals-appraisal') }),
  z.strictObject({ basis: z.literal('agreed') }),
  z.strictObject({ basis: z.literal('last-round') }),
]);

const share = {
  minBps: basisPoints,
  maxBps: z.nullable(basisPoints),
  creditorPays: z.exactOptional(z.literal('above-claim')),
};
const depositRule = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('start-share'), ...share }),
  z.strictObject({ basis: z.literal('appraisal-share'), ...share }),
  z.strictObject({ basis: z.literal('agreed') }),
]);

const commissionRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fee-schedule') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('agreed'), elseMaxBps: basisPoints }),
  z.strictObject({
    kind: z.literal('tiers'),
    tiers: z
      .array(z.strictObject({ upTo: z.nullable(upTo(MAX_AMOUNT_MINOR)), bps: basisPoints }))
      .check(z.minLength(1), z.maxLength(20)),
  }),
]);

/** Every row of the table (3-trading-rules §3.1). */
const rulesShape = {
  word: z.enum(saleWords),
  seller: z.enum(['bank', 'auction-house', 'court']),
  deciders: z.enum(['bank-two-people', 'consignor-and-house', 'court-panel', 'court', 'as-before']),
  admission: z.enum(['accredited', 'anyone']),
  agentConfirmedBeforeOpening: z.boolean(),
  formats: z.array(z.enum(formats)).check(z.minLength(1), z.maxLength(formats.length)),
  maxRounds: z.nullable(upTo(12)),
  withdrawable: z.boolean(),
  start: startRule,
  hiddenReserve: z.boolean(),
  maximumBids: z.boolean(),
  wholeSteps: z.boolean(),
  equalRank: z.enum(['earlier', 'by-lot']),
  noticeDays: days,
  nextNoticeDays: days,
  viewingDays: days,
  biddingMinMs: milliseconds,
  extensionWindowMs: milliseconds,
  extensionMs: milliseconds,
  confirmation: z.enum(['system', 'auctioneer']),
  deposit: depositRule,
  biddersNeeded: upTo(100),
  limitTimes: upTo(1_000),
  nextRound: z.strictObject({
    withinDays: z.nullable(days),
    cutMaxBps: z.nullable(basisPoints),
    byItself: z.boolean(),
  }),
  sellOff: z.nullable(z.strictObject({ openDays: days, biddingMs: milliseconds })),
  sellerMayBid: z.boolean(),
  creditorMayBid: z.boolean(),
  debtorMayBid: z.boolean(),
  losersRefundMs: milliseconds,
  buyerDefault: z.strictObject({
    covers: z.array(z.enum(['commissions', 'costs', 'gap', 'debt', 'related-debts'])).check(z.maxLength(5)),
    keptMaxOfLossBps: z.nullable(upTo(100_000)),
    shortfallOwed: z.boolean(),
    barredFromResale: z.boolean(),
  }),
  runnerUpOffer: z.boolean(),
  titlePasses: z.enum(['recordal', 'service-of-ruling']),
  priceGoesTo: z.enum(priceTargets),
  settleBeforeSaleUntil: z.enum(['hammer', 'opening', 'day-before']),
  pause: z.strictObject({ reasons: z.enum(['public', 'fault-or-safety']), resumeDays: days }),
  recordsYears: upTo(100),
  partiesTold: z.strictObject({ daysBefore: days, postedDays: days }),
  taxes: z.enum(['as-in-notice', 'as-agreed', 'statutory-payer']),
  commission: commissionRule,
  noticeContents: codes,
  publicItems: codes,
  warnings: codes,
};

const sources = z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.maxLength(6));
const articlesShape = Object.fromEntries(Object.keys(rulesShape).map((rule) => [rule, sources])) as {
  [Name in keyof typeof rulesShape]: typeof sources;
};

export const profileSchema = z.strictObject({
  route: z.enum(routes),
  version: upTo(1_000_000),
  ...rulesShape,
  articles: z.strictObject(articlesShape),
}) satisfies z.ZodMiniType<Profile>;
