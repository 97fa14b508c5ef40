import type { Money } from '../../kernel/money.ts';

/** Ascending: whoever bids most when the time is over has the lot (3-trading-rules §3.3). */
export interface EnglishTerms {
  readonly format: 'english';
  /** Fixed step: the asking price is the public price plus this. */
  readonly increment: Money;
}

/** Price and leader say it all. */
export type EnglishCourse = Readonly<Record<string, never>>;
