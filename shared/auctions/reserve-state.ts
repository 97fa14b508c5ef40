import type { Money } from '../kernel/money.ts';

/**
 * A hidden reserve (3-trading-rules §3.3; 拍卖法 art. 28, 50): below it nobody buys. It stands for every round; a format
 * with a published price does not ask for it.
 */
export interface Reserve {
  /** Hex of SHA-256(salt ‖ JCS{lot, reserve}). */
  readonly commitment: string;
  /** The highest price that did not come to it, of those that were beaten or came to nothing. */
  readonly below: Money | null;
  /** The lowest price that came to it. */
  readonly reached: Money | null;
  /** Once the lot was sold, or its ladder ended. */
  readonly opened: Money | null;
}

export const hiddenReserve = (commitment: string): Reserve => ({
  commitment,
  below: null,
  reached: null,
  opened: null,
});
