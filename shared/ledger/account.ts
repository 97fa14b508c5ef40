import type { Currency } from '../kernel/currency.ts';
import type { LotId, OrganisationId, RegistrationId } from '../kernel/ids.ts';

/** The two doors money comes and goes by. */
export const channels = ['stripe', 'bank'] as const;
export type Channel = (typeof channels)[number];

/** What an account belongs to, and so what makes it one of its kind. A share is what an organisation gets out of a lot. */
interface Owners {
  readonly platform: object;
  readonly channel: { readonly channel: Channel };
  readonly registration: { readonly registration: RegistrationId };
  readonly organisation: { readonly organisation: OrganisationId };
  readonly lot: { readonly lot: LotId };
  readonly share: { readonly lot: LotId; readonly organisation: OrganisationId };
}

interface KindOfAccount {
  /** The side on which it grows. */
  readonly normal: Side;
  readonly of: keyof Owners;
  /** It never goes below zero: money is owed to somebody, and only what is there can leave. */
  readonly hasFloor: boolean;
}

export type Side = 'debit' | 'credit';

/**
 * The chart of accounts. Cash and costs have no floor: what left by Stripe or the bank has left, and a ledger that would
 * not write it down would be wrong. They are also the accounts everybody posts to. An account of a registration names
 * no organisation: whose it is stays sealed until the end of the lot.
 */
export const accountKinds = {
  /** Money at Stripe and at the bank. */
  cash: { normal: 'debit', of: 'channel', hasFloor: false },
  /** Somebody says that it came to the bank, and no statement has brought it yet: not counted as cash. */
  'stated-cash': { normal: 'debit', of: 'channel', hasFloor: true },
  /** What Stripe and the bank take for themselves. */
  'payment-cost': { normal: 'debit', of: 'channel', hasFloor: false },
  /** Came in and fits no payment. */
  unmatched: { normal: 'credit', of: 'channel', hasFloor: true },
  /** A bidder's deposit for one lot. */
  deposit: { normal: 'credit', of: 'registration', hasFloor: true },
  /** On its way back to who paid it. */
  'refund-due': { normal: 'credit', of: 'registration', hasFloor: true },
  /** Taken back by the payer's bank while a dispute runs: the payer's, or ours again, when it is decided. */
  disputed: { normal: 'debit', of: 'registration', hasFloor: true },
  /** What is free of a bidder's deposit for any lot: booked under the balance's own id, as a deposit is under its registration's. */
  'portable-deposit': { normal: 'credit', of: 'registration', hasFloor: true },
  /** Between a portable deposit and a registration: empty at every commit, so that no transaction names both. */
  earmark: { normal: 'credit', of: 'platform', hasFloor: false },
  /** The price, kept until recordal. */
  escrow: { normal: 'credit', of: 'lot', hasFloor: true },
  /** The price of a court's sale, on its way to the court's account (法释〔2016〕18号 art. 25). */
  court: { normal: 'credit', of: 'lot', hasFloor: true },
  /** A defaulter's deposit, until it is known what it covers. */
  forfeit: { normal: 'credit', of: 'lot', hasFloor: true },
  /** What the sale cost, owed to who did the work. */
  'sale-cost': { normal: 'credit', of: 'lot', hasFloor: true },
  /** The other pledgees, whatever their ranks (民法典 art. 414–415). */
  'prior-rank': { normal: 'credit', of: 'lot', hasFloor: true },
  /** The bank that has the lot sold. */
  pledgee: { normal: 'credit', of: 'share', hasFloor: true },
  /** The agency that sells, or that brought the buyer. */
  commission: { normal: 'credit', of: 'share', hasFloor: true },
  /** The surplus (民法典 art. 438). */
  pledgor: { normal: 'credit', of: 'lot', hasFloor: true },
  /** What the platform earned. */
  fee: { normal: 'credit', of: 'platform', hasFloor: false },
  /** VAT on it. */
  tax: { normal: 'credit', of: 'platform', hasFloor: false },
} as const satisfies Record<string, KindOfAccount>;

export type AccountKind = keyof typeof accountKinds;

type AccountOf<Kind extends AccountKind> = {
  readonly kind: Kind;
  readonly currency: Currency;
} & Owners[(typeof accountKinds)[Kind]['of']];

/** One account: its kind, what it belongs to, one currency. It is there as soon as somebody posts to it. */
export type Account = { [Kind in AccountKind]: AccountOf<Kind> }[AccountKind];

/** `escrow/019cd000-0000-7000-8000-000000000001/CNY`: an account has one code, and no two have the same. */
export type AccountCode = string & { readonly __brand: 'AccountCode' };

/** Whatever an account may belong to; what is not there is not its kind's. */
export interface AccountOwner {
  readonly channel?: Channel;
  readonly registration?: RegistrationId;
  readonly lot?: LotId;
  readonly organisation?: OrganisationId;
}

export const ownerOf = (account: Account): AccountOwner => account as AccountOwner;

export function accountCode(account: Account): AccountCode {
  const { channel, registration, lot, organisation } = ownerOf(account);
  const owner = [channel, registration, lot, organisation].filter((part) => part !== undefined);
  return [account.kind, ...owner, account.currency].join('/') as AccountCode;
}

/** What an entry of `amount` on `side` adds to the balance of such an account; less than zero takes away. */
export const onNormalSide = (kind: AccountKind, side: Side, amount: number): number =>
  accountKinds[kind].normal === side ? amount : -amount;
