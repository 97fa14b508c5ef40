import type { Currency } from '../kernel/currency.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Reason } from './reasons.ts';

/** One movement of a cash account of the ledger. */
export interface CashMovement {
  /** Minor units: above zero it came, below it went. */
  readonly change: number;
  readonly currency: Currency;
  readonly id: string;
  readonly key: string;
  readonly reason: Reason;
  readonly reference: string | null;
  readonly at: Instant;
}
