import { addDays, type CalendarDay, HOUR } from '../kernel/instant.ts';

/** How long the two sides may differ before that is more than the time money takes. Versioned and immutable; ours. */
export interface ReconciliationTerms {
  readonly version: number;
  readonly inForceFrom: CalendarDay;
  /** Workdays after the day on which money was stated by hand until a statement has to show it. */
  readonly statedWorkdays: number;
  /** Workdays after the day on which the bank said that a payout was paid until a statement has to show it. */
  readonly payoutWorkdays: number;
  /** Workdays after a workday until its statement has to be there. */
  readonly statementWorkdays: number;
  /** What Stripe did, or a statement said, reaches our books within it, and what our books say reaches Stripe's list. */
  readonly providerMs: number;
}

/** Every version, the newest last. */
const versions: readonly [ReconciliationTerms, ...ReconciliationTerms[]] = [
  {
    ...{ version: 1, inForceFrom: '2026-01-01' as CalendarDay },
    ...{ statedWorkdays: 3, payoutWorkdays: 2, statementWorkdays: 1, providerMs: HOUR },
  },
];

/** Those in force on a day; before the first, the first. */
export const reconciliationTermsOn = (day: CalendarDay): ReconciliationTerms =>
  versions.findLast(({ inForceFrom }) => inForceFrom <= day) ?? versions[0];

/** Whether banks work on a day. */
export type IsWorkday = (day: CalendarDay) => boolean;

/** The n-th workday after a day. */
export function workdayAfter(day: CalendarDay, workdays: number, isWorkday: IsWorkday): CalendarDay {
  let last = day;
  for (let left = workdays; left > 0;) {
    last = addDays(last, 1);
    if (isWorkday(last)) left -= 1;
  }
  return last;
}
