import { addDays, type CalendarDay, dayOf, type Instant, startOfDay } from '../kernel/instant.ts';
import { OURS, type Route } from '../listings/route-rules.ts';

/**
 * By when a price is paid where neither profile nor notice says it. Versioned and immutable, like the fee schedule: a lot
 * keeps what was in force on the day of its notice. No notice names instalments, so there are none: one price, one deadline.
 */
export interface SettlementTerms {
  readonly version: number;
  readonly inForceFrom: CalendarDay;
  /** Calendar days after the day of the confirmation. */
  readonly paymentDays: Readonly<Record<Route, number>>;
  readonly articles: Readonly<Record<Route, readonly string[]>>;
}

/** Every version, the newest last. The laws leave the number to the notice, the court or the contract. */
const settlementTerms: readonly [SettlementTerms, ...SettlementTerms[]] = [
  {
    version: 1,
    inForceFrom: '2026-01-01' as CalendarDay,
    paymentDays: { bidding: 10, auction: 10, judicial: 10, 'civil-2020': 10, selloff: 10 },
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
export const termsOn = (day: CalendarDay): SettlementTerms =>
  settlementTerms.findLast(({ inForceFrom }) => inForceFrom <= day) ?? settlementTerms[0];

/** The last instant in time: 24:00 of the last day in Asia/Shanghai. The day of the confirmation does not count (民法典 201). */
export const paymentDueAt = (confirmedAt: Instant, { paymentDays }: SettlementTerms, route: Route): Instant =>
  startOfDay(addDays(dayOf(confirmedAt), paymentDays[route] + 1));
