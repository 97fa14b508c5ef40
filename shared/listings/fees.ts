import { add, type Money, percent, subtract } from '../kernel/money.ts';
import type { FeeSchedule, Tiers } from './fee-schedule.ts';
import type { CommissionRule, Route } from './route-rules.ts';
import { type VatRate, vatWithin } from './vat.ts';

export const chargeKinds = ['premium', 'commission', 'agency', 'stamp-duty'] as const;
export type ChargeKind = (typeof chargeKinds)[number];

/** What is paid on top of a price, or kept from it. */
export interface Charge {
  readonly kind: ChargeKind;
  /** All that is paid, VAT included. */
  readonly amount: Money;
  /** The VAT in it; `null` for what is a tax itself. */
  readonly vat: Money | null;
  /** The law or the contract sets a maximum only: the real amount is agreed, and not above it. */
  readonly isAtMost: boolean;
  readonly articles: readonly string[];
}

/** Written transfers of a patent, mark or copyright, on either side; a court's ruling is none (财税公告 2022 年第 22 号). */
export const STAMP_DUTY = { bps: 3, articles: ['印花税法 1', '印花税法 税目税率表'] } as const;

/** Each slice of the price at its rate. `maximum`: what the law allows at most is rounded down, a tariff half up. */
export function byTiers(price: Money, tiers: Tiers, maximum = false): Money {
  let charged: Money = { ...price, amount: 0 };
  let from = 0;
  for (const { upTo, bps } of tiers) {
    const end = Math.min(price.amount, upTo ?? price.amount);
    if (end <= from) break;
    charged = add(charged, percent({ ...price, amount: end - from }, bps, maximum ? 'down' : 'half-up'));
    from = end;
  }
  return charged;
}

/** What a route's fees rest on; `schedule` and `vat` are those of the day of the notice. */
export interface FeeTerms {
  readonly route: Route;
  readonly commission: CommissionRule;
  readonly articles: readonly string[];
  readonly schedule: FeeSchedule | null;
  readonly vat: VatRate;
}

/** The terms a lot was published with. */
export const feeTermsOf = (
  profile: {
    readonly route: Route;
    readonly commission: CommissionRule;
    readonly articles: { readonly commission: readonly string[] };
  },
  schedule: FeeSchedule | null,
  vat: VatRate,
): FeeTerms => ({
  route: profile.route,
  commission: profile.commission,
  articles: profile.articles.commission,
  ...{ schedule, vat },
});

/** What a buyer pays on top of the hammer price. */
export const buyerCharges = (hammer: Money, terms: FeeTerms): Charge[] => [
  ...commissionOf('premium', hammer, terms),
  ...stampDuty(hammer, terms),
];

/** What is kept from the seller's proceeds. A court's auction house is paid by the buyer alone (拍卖变卖规定（2020）29). */
export const sellerCharges = (hammer: Money, terms: FeeTerms): Charge[] =>
  terms.commission.kind === 'tiers'
    ? []
    : [...commissionOf('commission', hammer, terms), ...stampDuty(hammer, terms)];

/** What an agency asks its client for; `agreedBps`: what their mandate says (民法典 963), whatever the schedule. */
export function agencyCharge(
  hammer: Money,
  { schedule, vat }: { readonly schedule: FeeSchedule; readonly vat: VatRate },
  agreedBps: number | null,
): Charge {
  const amount =
    agreedBps === null ? byTiers(hammer, schedule.agency, true) : percent(hammer, agreedBps, 'half-up');
  return charged(
    { kind: 'agency', amount, isAtMost: agreedBps === null, articles: schedule.articles.agency },
    vat,
  );
}

function commissionOf(side: 'premium' | 'commission', hammer: Money, terms: FeeTerms): Charge[] {
  const { commission, schedule, articles, vat } = terms;
  const made = (amount: Money, isAtMost: boolean, from: readonly string[]): Charge =>
    charged({ kind: side, amount, isAtMost, articles: from }, vat);
  switch (commission.kind) {
    case 'none':
      return [];
    case 'fee-schedule':
      if (schedule === null) return [];
      return [made(byTiers(hammer, schedule[side]), false, schedule.articles[side])];
    case 'agreed':
      return [made(percent(hammer, commission.elseMaxBps, 'down'), true, articles)];
    case 'tiers':
      return [made(byTiers(hammer, commission.tiers, true), true, articles)];
  }
}

const charged = (service: Omit<Charge, 'vat'>, rate: VatRate): Charge => ({
  ...service,
  vat: vatWithin(service.amount, rate),
});

/** The same amounts with the VAT of another day in them; a tax has none. */
export const atRate = (charges: readonly Charge[], rate: VatRate): Charge[] =>
  charges.map((charge) => (charge.vat === null ? charge : charged(charge, rate)));

const isByContract = (route: Route): boolean => route === 'bidding' || route === 'auction';

function stampDuty(hammer: Money, { route }: FeeTerms): Charge[] {
  if (!isByContract(route)) return [];
  const amount = percent(hammer, STAMP_DUTY.bps, 'half-up');
  return [{ kind: 'stamp-duty', amount, vat: null, isAtMost: false, articles: STAMP_DUTY.articles }];
}

/** What a price comes to for its buyer. */
export interface AllIn {
  readonly hammer: Money;
  readonly charges: readonly Charge[];
  readonly total: Money;
  /** Some charge is known by its maximum only, and so is the total. */
  readonly isAtMost: boolean;
  /** What the deposit pays of it. */
  readonly deposit: Money;
  readonly balance: Money;
}

/** The all-in price of an amount. The deposit counts towards it and is never more than it. */
export function allIn(hammer: Money, deposit: Money, terms: FeeTerms): AllIn {
  const charges = buyerCharges(hammer, terms);
  const total = charges.reduce((sum, { amount }) => add(sum, amount), hammer);
  const applied = { ...deposit, amount: Math.min(deposit.amount, total.amount) };
  return {
    hammer,
    charges,
    total,
    isAtMost: charges.some(({ isAtMost }) => isAtMost),
    deposit: applied,
    balance: subtract(total, applied),
  };
}
