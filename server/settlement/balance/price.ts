import { currency } from '@reassign/shared/kernel/currency.ts';
import { dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { CaseClaim } from '@reassign/shared/listings/case-claim.ts';
import type { PaidPrice } from '@reassign/shared/settlement/proceeds.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Sale } from './repo.ts';

/* The price of a sale, as the rules of the waterfall take it. */

/** What was paid for other lots of the case before, and what all of it pays. */
export interface PricesBefore {
  readonly prices: readonly PaidPrice[];
  readonly claim: CaseClaim | null;
}

/** Money and what is made of it are plain values: this leaves out what is not there. */
export const asJson = (body: object): JsonObject => JSON.parse(JSON.stringify(body)) as JsonObject;

export const hammerOf = ({ settlement: { hammerMinor, currency: code } }: Sale) =>
  money(hammerMinor, currency(code));

/** `undefined` for a price that is not complete. */
export const paidAt = ({ events }: Sale): Instant | undefined =>
  events.find(({ type }) => type === 'BalancePaid')?.at;

/** `now`: the day of payment of the price that is being paid. */
export const priceOf = (sale: Sale, now: Instant): PaidPrice => ({
  ...{ lot: sale.lot, hammer: hammerOf(sale), kept: sale.balance.charges.seller },
  paidOn: dayOf(paidAt(sale) ?? now),
});
