import { assert } from '../kernel/assert.ts';
import type { LotId, OrganisationId, RegistrationId } from '../kernel/ids.ts';
import { add, isSame, type Money, subtract } from '../kernel/money.ts';
import { type Account, accountCode } from '../ledger/account.ts';
import type { Entry, Post } from '../ledger/types.ts';
import type { Charge } from '../listings/fees.ts';
import type { Profile } from '../listings/profile.ts';
import type { Cover, Forfeit } from './buyer-default/forfeit.ts';
import type { Settled } from './buyer-default/resale.ts';
import { sumOf, total } from './waterfall/amounts.ts';
import type { Distribution } from './waterfall/types.ts';

type Posting = Omit<Post, 'type'>;

/** Whose money it is, and where the profile of the lot has the price kept. */
export interface PriceOf {
  readonly lot: LotId;
  /** 1 for the first sale of the lot. */
  readonly nth: number;
  readonly registration: RegistrationId;
  readonly priceGoesTo: Profile['priceGoesTo'];
  readonly reference: string;
}

/** Under which the transactions of a sale are entered, each once. */
const keyOf = ({ lot, nth }: Pick<PriceOf, 'lot' | 'nth'>, what: string): string =>
  nth === 1 ? `sale:${lot}:${what}` : `sale:${lot}:${String(nth)}:${what}`;

export const priceAccount = (
  { lot, priceGoesTo }: Pick<PriceOf, 'lot' | 'priceGoesTo'>,
  { currency }: Money,
): Account => ({
  kind: priceGoesTo === 'court' ? 'court' : 'escrow',
  lot,
  currency,
});

const credit = (account: Account, amount: Money): Entry[] =>
  amount.amount === 0 ? [] : [{ account, side: 'credit', amount }];
const debit = (account: Account, amount: Money): Entry => ({ account, side: 'debit', amount });

/** Money that came for a balance: into the price, and what is too much on its way back. `from`: where it lies. */
export function receiptPosting(
  key: string,
  of: PriceOf,
  from: Account,
  { taken, returned }: { readonly taken: Money; readonly returned: Money },
  actor: string,
): Posting {
  const due: Account = { kind: 'refund-due', registration: of.registration, currency: taken.currency };
  return {
    ...{ key, reference: of.reference, actor },
    reason: taken.amount > 0 ? 'price-received' : 'unmatched-received',
    entries: [
      debit(from, add(taken, returned)),
      ...credit(priceAccount(of, taken), taken),
      ...credit(due, returned),
    ],
  };
}

/** What a buyer had paid of a price that will not be paid: on its way back. The deposit is none of it. */
export const returnPosting = (of: PriceOf, received: Money, actor: string): Posting => ({
  ...{ key: keyOf(of, 'returned'), reason: 'price-returned', reference: of.reference, actor },
  entries: [
    debit(priceAccount(of, received), received),
    ...credit({ kind: 'refund-due', registration: of.registration, currency: received.currency }, received),
  ],
});

/**
 * What a forfeited deposit covers as soon as the default stands; the rest is kept until the lot is sold again. One that a court
 * has is the court's to settle: `null`.
 */
export function coverPosting(of: PriceOf, { steps }: Forfeit, actor: string): Posting | null {
  if (of.priceGoesTo === 'court') return null;
  const covered = steps.filter(({ paid }) => paid.amount > 0);
  const [first] = covered;
  if (!first) return null;
  const { lot, reference } = of;
  const { currency } = first.paid;
  const paid = total(
    covered.map((step) => step.paid),
    first.paid,
  );
  return {
    ...{ key: keyOf(of, 'default'), reason: 'default-settled', reference, actor },
    entries: [
      debit({ kind: 'forfeit', lot, currency }, paid),
      ...credit({ kind: 'sale-cost', lot, currency }, paid),
    ],
  };
}

/**
 * What was kept of a forfeited deposit, once the right is paid for again: gap and penalty join the new price, commissions are
 * owed to who earned them, what goes to debts or waits for a decision lies with the court, and the rest goes back. `known`: how
 * many of the steps were entered with the default. `null` when nothing is left, or a court has it.
 */
export function resalePosting(
  of: PriceOf,
  { steps, penalty, atCourt, refund }: Settled,
  { known, price, actor }: { readonly known: number; readonly price: PriceOf; readonly actor: string },
): Posting | null {
  if (of.priceGoesTo === 'court') return null;
  const { lot, registration, reference } = of;
  const { currency } = refund;
  const zero: Money = { ...refund, amount: 0 };
  const paid = (...which: readonly Cover[]): Money =>
    total(
      steps.slice(known).flatMap(({ covers, paid: amount }) => (which.includes(covers) ? [amount] : [])),
      zero,
    );
  const entries = [
    ...credit(priceAccount(price, zero), add(paid('gap'), penalty)),
    ...credit({ kind: 'sale-cost', lot, currency }, paid('costs', 'commissions')),
    ...credit({ kind: 'court', lot, currency }, add(paid('debt', 'related-debts'), atCourt)),
    ...credit({ kind: 'refund-due', registration, currency }, refund),
  ];
  if (entries.length === 0) return null;
  const whole = total(
    entries.map(({ amount }) => amount),
    zero,
  );
  return {
    ...{ key: keyOf(of, 'resale'), reason: 'default-settled', reference, actor },
    entries: [debit({ kind: 'forfeit', lot, currency }, whole), ...entries],
  };
}

/** Who gets what out of the price, once recordal allows it. `premium`: the buyer's charges beside the price. */
export interface Shares {
  /** One for each group of rights that goes its own way. */
  readonly distributions: readonly Distribution[];
  readonly premium: readonly Charge[];
  /** Kept from the proceeds; they stand in the distribution as costs under these ids. */
  readonly kept: readonly { readonly id: string; readonly charge: Charge }[];
  /** Who sells, and its claims: other pledgees are owed beside it. */
  readonly pledgee: OrganisationId;
  readonly own: readonly string[];
}

/**
 * The transaction that would pay a price out, balanced to the fen. It is prepared and shown, and entered by nobody before
 * the recordal: the database refuses it (docs/decisions/0036).
 */
export function distributionPosting(of: PriceOf, shares: Shares): Posting {
  const { distributions, premium, kept, pledgee, own } = shares;
  const [first] = distributions;
  assert(first, 'a price is distributed at least once');
  const { currency } = first.proceeds;
  const { lot, reference } = of;
  const credits = new Map<string, { account: Account; amount: Money }>();
  const give = (account: Account, amount: Money): void => {
    const code = accountCode(account);
    const before = credits.get(code);
    credits.set(code, { account, amount: before ? add(before.amount, amount) : amount });
  };
  const giveCharge = ({ vat }: Charge, amount: Money): void => {
    // A charge that is a tax itself goes to the tax whole.
    const tax = vat ?? amount;
    give({ kind: 'fee', currency }, subtract(amount, tax));
    give({ kind: 'tax', currency }, tax);
  };
  const accountOf = (claim: string): Account =>
    own.includes(claim)
      ? { kind: 'pledgee', lot, organisation: pledgee, currency }
      : { kind: 'prior-rank', lot, currency };
  for (const charge of premium) giveCharge(charge, charge.amount);
  for (const [id, { paid, advancedBy }] of paidCosts(distributions)) {
    const charge = kept.find((one) => one.id === id)?.charge;
    if (charge && isSame(paid, charge.amount)) giveCharge(charge, paid);
    else give(advancedBy === undefined ? { kind: 'sale-cost', lot, currency } : accountOf(advancedBy), paid);
  }
  for (const { claims, surplus } of distributions) {
    for (const { id, paid } of claims) give(accountOf(id), sumOf(paid));
    give({ kind: 'pledgor', lot, currency }, surplus);
  }
  const entries = [...credits.values()].flatMap(({ account, amount }) => credit(account, amount));
  const whole = total(
    entries.map(({ amount }) => amount),
    first.proceeds,
  );
  return {
    ...{ key: keyOf(of, 'distributed'), reason: 'proceeds-distributed', reference, actor: 'settlement' },
    entries: [debit(priceAccount(of, whole), whole), ...entries],
  };
}

/** Each cost as a whole, whatever rights bore it. */
function paidCosts(distributions: readonly Distribution[]) {
  const paid = new Map<string, { paid: Money; advancedBy: string | undefined }>();
  for (const { cost, paid: part } of distributions.flatMap(({ costs }) => costs)) {
    const before = paid.get(cost.id);
    paid.set(cost.id, { paid: before ? add(before.paid, part) : part, advancedBy: cost.advancedBy });
  }
  return paid;
}
