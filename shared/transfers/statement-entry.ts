import type { Currency } from '../kernel/currency.ts';
import type { CalendarDay, Instant } from '../kernel/instant.ts';
import type { MatchOutcome } from './match.ts';

/** One line of the bank's statements, with what it was found to be; `null`: nobody has looked. */
export interface StatementEntry {
  /** Minor units: above zero it came, below it went. */
  readonly change: number;
  readonly currency: Currency;
  readonly id: string;
  readonly entryId: string;
  readonly bookedOn: CalendarDay;
  /** When we took it in. */
  readonly takenInAt: Instant;
  /** What it says, hashed: two lines of the same content say the same. */
  readonly content: string;
  readonly outcome: MatchOutcome | null;
  readonly reference: string | null;
}

/** A statement as a whole; minor units, `null` when the file does not say. */
export interface StatementSpan {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly currency: Currency;
}
