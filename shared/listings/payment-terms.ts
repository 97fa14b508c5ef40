import { addDays, type CalendarDay, dayOf, type Instant, startOfDay } from '../kernel/instant.ts';
import { isLess, type Money, percent } from '../kernel/money.ts';
import { type PlannedPart, statedPlan, type StatedPayment, WHOLE_BPS } from './payment-plan.ts';
import { OURS, type Route } from './route-rules.ts';

/**
 * By when a price is paid where the notice does not say it, and what a notice may say. Versioned and immutable, like the fee
 * schedule: a lot keeps what was in force on the day of its notice.
 */
export interface PaymentTerms {
  readonly version: number;
  readonly inForceFrom: CalendarDay;
  /** Calendar days after the day of the confirmation. */
  readonly paymentDays: Readonly<Record<Route, number>>;
  /** The most that a notice may give for the whole price, or for the first part of it. */
  readonly longestDays: number;
  /** Where a notice may allow parts: up to `longestDays` for the last one, and not less than `leastFirstBps` with the first. */
  readonly instalments: {
    readonly routes: readonly Route[];
    readonly mostParts: number;
    readonly leastFirstBps: number;
    readonly longestDays: number;
  };
  readonly articles: Readonly<Record<Route, readonly string[]>>;
}

/** What fits through the interface; what may be published, the terms of the day say. */
export const paymentBounds = { fewestParts: 2, mostParts: 6, longestDays: 365 } as const;

/**
 * Every version, the newest last. The laws leave the number to the notice, the court or the contract. A court sets one term
 * for the whole price; where parties agree, parts follow 企业国有资产交易监督管理办法 28: three tenths first, one year at most.
 */
const paymentTerms: readonly [PaymentTerms, ...PaymentTerms[]] = [
  {
    version: 1,
    inForceFrom: '2026-01-01' as CalendarDay,
    paymentDays: { bidding: 10, auction: 10, judicial: 10, 'civil-2020': 10, selloff: 10 },
    longestDays: 30,
    instalments: {
      routes: ['bidding', 'auction'],
      mostParts: paymentBounds.mostParts,
      leastFirstBps: 3_000,
      longestDays: paymentBounds.longestDays,
    },
    articles: {
      bidding: [OURS, '民法典 511'],
      auction: [OURS, '拍卖法 39'],
      judicial: [OURS, '法释〔2016〕18号 25'],
      'civil-2020': [OURS, '拍卖变卖规定（2020）21'],
      selloff: [OURS, '民法典 511'],
    },
  },
];

/** Those in force on a day; before the first, the first. */
export const termsOn = (day: CalendarDay): PaymentTerms =>
  paymentTerms.findLast(({ inForceFrom }) => inForceFrom <= day) ?? paymentTerms[0];

/** What days and parts of a route rest on, as people cite it. */
export const paymentArticle = (route: Route): string =>
  (paymentTerms.at(-1) ?? paymentTerms[0]).articles[route].filter((source) => source !== OURS).join('; ');

/** The parts in which the price of a lot is paid: what its notice says, else the whole on the usual day. */
export const planOf = (stated: StatedPayment, route: Route, noticedOn: CalendarDay): readonly PlannedPart[] =>
  statedPlan({ ...stated, paymentDays: stated.paymentDays ?? termsOn(noticedOn).paymentDays[route] });

/** The last instant in time: 24:00 of that day in Asia/Shanghai. The day of the confirmation does not count (民法典 201). */
export const paymentDueAt = (confirmedAt: Instant, days: number): Instant =>
  startOfDay(addDays(dayOf(confirmedAt), days + 1));

type Offer = StatedPayment & { readonly start: Money; readonly deposit: Money };

/** What is wrong with the days and parts of a notice. Each is asked only about an offer that has what it asks about. */
const paymentLimits = {
  'days-out-of-range': ({ paymentDays, instalments }: Offer, terms: PaymentTerms): boolean =>
    paymentDays !== undefined &&
    (paymentDays < 1 || paymentDays > (instalments ? terms.instalments : terms).longestDays),
  'too-many-parts': ({ instalments = [] }: Offer, terms: PaymentTerms): boolean =>
    instalments.length > terms.instalments.mostParts,
  'shares-not-whole': ({ instalments }: Offer): boolean =>
    instalments !== undefined &&
    (instalments.length < paymentBounds.fewestParts ||
      instalments.some(({ shareBps }) => shareBps < 1) ||
      instalments.reduce((sum, { shareBps }) => sum + shareBps, 0) !== WHOLE_BPS),
  'parts-out-of-order': ({ instalments = [] }: Offer): boolean =>
    instalments.some(({ days }, nth) => days <= (instalments[nth - 1]?.days ?? 0)),
  'last-part-not-on-last-day': ({ paymentDays, instalments }: Offer): boolean =>
    instalments !== undefined && instalments.at(-1)?.days !== paymentDays,
  'first-part-too-small': ({ instalments: [first] = [] }: Offer, terms: PaymentTerms): boolean =>
    first !== undefined && first.shareBps < terms.instalments.leastFirstBps,
  'first-part-too-late': ({ instalments: [first] = [] }: Offer, terms: PaymentTerms): boolean =>
    first !== undefined && first.days > terms.longestDays,
  'first-part-below-deposit': ({ instalments: [first] = [], start, deposit }: Offer): boolean =>
    first !== undefined &&
    deposit.currency === start.currency &&
    isLess(percent(start, first.shareBps, 'down'), deposit),
} as const;
export type PaymentFault = keyof typeof paymentLimits;

export const paymentFaults = (offer: Offer, terms: PaymentTerms): PaymentFault[] =>
  (Object.keys(paymentLimits) as PaymentFault[]).filter((fault) => paymentLimits[fault](offer, terms));
