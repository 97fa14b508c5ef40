import { randomBytes } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { RegistrationId } from '@reassign/shared/kernel/ids.ts';
import { dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { paymentReference } from '@reassign/shared/kernel/payment-reference.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { scheduleOn } from '@reassign/shared/listings/fee-schedule.ts';
import { buyerCharges, feeTermsOf, sellerCharges } from '@reassign/shared/listings/fees.ts';
import type { StatedPayment } from '@reassign/shared/listings/payment-plan.ts';
import { planOf, termsOn } from '@reassign/shared/listings/payment-terms.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { vatOn } from '@reassign/shared/listings/vat.ts';
import { nextPart, partsOfBalance } from '@reassign/shared/settlement/instalments.ts';
import { balanceDue } from '@reassign/shared/settlement/sale.ts';
import { nothing } from '@reassign/shared/settlement/waterfall/amounts.ts';
import type { StoredSettlement } from '../repo.ts';
import type { NewBalance } from './repo.ts';

/** A sale at the instant of its confirmation. */
export interface ConfirmedSale {
  readonly at: Instant;
  readonly rules: Profile;
  readonly publishedAt: Instant;
  /** As the notice says. */
  readonly payment: StatedPayment;
  readonly registration: RegistrationId;
}

/** What is asked for with a sale, under a reference of its own: by the terms and rates of the day of its notice. */
export function newBalance(
  sold: StoredSettlement,
  { at, rules, publishedAt, payment, registration }: ConfirmedSale,
): NewBalance {
  const noticeDay = dayOf(publishedAt);
  const fees = feeTermsOf(rules, scheduleOn(noticeDay), vatOn(noticeDay));
  const unit = currency(sold.currency);
  const hammer = money(sold.hammerMinor, unit);
  const sums = { hammer, premium: money(sold.premiumMinor, unit), deposit: money(sold.depositMinor, unit) };
  const amount = balanceDue('confirmed', sums);
  assert(amount, 'a confirmed sale has a balance');
  const parts = partsOfBalance(sums, planOf(payment, rules.route, noticeDay), at);
  const first = nextPart(parts, nothing(amount)) ?? parts.at(-1);
  assert(first, 'a price is paid in one part or more');
  const { buyerDefault, runnerUpOffer, seller } = rules;
  return {
    ...{ id: uuidv7(at, randomBytes(10)), lotId: sold.lotId, sale: sold.sale },
    ...{ registrationId: registration, reference: paymentReference('CJK', randomBytes(10)), openedAt: at },
    ...{ amountMinor: amount.amount, currency: unit, termsVersion: termsOn(noticeDay).version },
    dueAt: first.dueAt,
    parts,
    rules: { buyerDefault, runnerUpOffer, seller },
    charges: { buyer: buyerCharges(hammer, fees), seller: sellerCharges(hammer, fees) },
  };
}
