import type { CalendarDay } from '../kernel/instant.ts';
import { OURS } from './route-rules.ts';

/** Up to `upTo` (fen, cumulative; `null`: without end) the rate `bps` of that slice. Rates fall with the price. */
export type Tiers = readonly { readonly upTo: number | null; readonly bps: number }[];

/**
 * What the platform charges where a profile says `fee-schedule`, VAT included. Versioned and immutable: a lot keeps the
 * schedule that was in force on the day of its notice.
 */
export interface FeeSchedule {
  readonly version: number;
  readonly inForceFrom: CalendarDay;
  /** Buyer's premium, on the hammer price. */
  readonly premium: Tiers;
  /** Seller's commission, kept from the proceeds. */
  readonly commission: Tiers;
  /** The most an agency may ask its own client for, where their mandate names no fee. */
  readonly agency: Tiers;
  readonly articles: Readonly<Record<'premium' | 'commission' | 'agency', readonly string[]>>;
}

const MILLION_YUAN = 100_000_000;

/** Every version, the newest last. Falling rates follow 拍卖法 56, the slices 拍卖变卖规定（2020）29. */
export const feeSchedules: readonly FeeSchedule[] = [
  {
    version: 1,
    inForceFrom: '2026-01-01' as CalendarDay,
    premium: [
      { upTo: 2 * MILLION_YUAN, bps: 200 },
      { upTo: 10 * MILLION_YUAN, bps: 100 },
      { upTo: 50 * MILLION_YUAN, bps: 50 },
      { upTo: null, bps: 20 },
    ],
    commission: [
      { upTo: 2 * MILLION_YUAN, bps: 100 },
      { upTo: 10 * MILLION_YUAN, bps: 50 },
      { upTo: 50 * MILLION_YUAN, bps: 25 },
      { upTo: null, bps: 10 },
    ],
    agency: [
      { upTo: 2 * MILLION_YUAN, bps: 300 },
      { upTo: 10 * MILLION_YUAN, bps: 150 },
      { upTo: null, bps: 75 },
    ],
    articles: {
      premium: [OURS, '拍卖法 56'],
      commission: [OURS, '拍卖法 56'],
      agency: [OURS, '民法典 963'],
    },
  },
];

/** The schedule in force on a day; `null` before the first. */
export const scheduleOn = (
  day: CalendarDay,
  among: readonly FeeSchedule[] = feeSchedules,
): FeeSchedule | null => among.findLast(({ inForceFrom }) => inForceFrom <= day) ?? null;
