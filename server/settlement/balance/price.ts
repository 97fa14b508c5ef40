import { currency } from '@reassign/shared/kernel/currency.ts';
import { type CalendarDay, dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { CaseClaim } from '@reassign/shared/listings/case-claim.ts';
import { atRate } from '@reassign/shared/listings/fees.ts';
import { vatOn } from '@reassign/shared/listings/vat.ts';
import type { PaidPrice } from '@reassign/shared/settlement/proceeds.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Sale } from './repo.ts';
import type { ChargesOfSale } from './tables.ts';

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

/** The charges of a sale with the VAT of the day on which they are due: the amounts stay as they were agreed. */
export function chargesOn({ balance: { charges } }: Sale, day: CalendarDay): ChargesOfSale {
  const rate = vatOn(day);
  return { buyer: atRate(charges.buyer, rate), seller: atRate(charges.seller, rate) };
}
