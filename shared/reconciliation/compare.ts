import { dayOf, type Instant } from '../kernel/instant.ts';
import { CNY, type Currency } from '../kernel/currency.ts';
import type { Channel } from '../ledger/account.ts';
import type { CashMovement } from '../ledger/cash-movement.ts';
import type { StatedMoney } from '../ledger/stated.ts';
import type { ProviderEntry } from '../payments/provider-entry.ts';
import type { StatementEntry, StatementSpan } from '../transfers/statement-entry.ts';
import { compareBank } from './bank.ts';
import { compareProvider } from './provider.ts';
import { compareStatements } from './statements.ts';
import { type IsWorkday, type ReconciliationTerms, reconciliationTermsOn } from './terms.ts';
import type { Finding } from './types.ts';

/** Everything that is compared, as it was at one moment. */
export interface ReconciliationInputs {
  readonly stripe: { readonly booked: readonly CashMovement[]; readonly entries: readonly ProviderEntry[] };
  readonly bank: {
    readonly booked: readonly CashMovement[];
    readonly lines: readonly StatementEntry[];
    readonly spans: readonly StatementSpan[];
    readonly stated: readonly StatedMoney[];
  };
}

/** What both sides come to, minor units; what they differ by is what the findings come to (`gap`). */
export interface RunTotal {
  readonly channel: Channel;
  readonly currency: Currency;
  readonly ledger: number;
  readonly outside: number;
}

export interface Comparison {
  readonly terms: ReconciliationTerms;
  readonly totals: readonly RunTotal[];
  readonly findings: readonly Finding[];
}

/** The ledger against Stripe and the bank. Nothing is mended here, or anywhere else: differences are said. */
export function compare(
  { stripe, bank }: ReconciliationInputs,
  at: Instant,
  isWorkday: IsWorkday,
): Comparison {
  const terms = reconciliationTermsOn(dayOf(at));
  const days = [
    ...bank.booked.map((movement) => dayOf(movement.at)),
    ...bank.stated.map((money) => dayOf(money.at)),
  ].sort();
  const around = { at, terms, isWorkday };
  return {
    terms,
    totals: [
      ...totalsOf(
        'stripe',
        stripe.booked,
        stripe.entries.map(({ change, fee, currency }) => ({ change: change - fee, currency })),
      ),
      ...totalsOf('bank', bank.booked, bank.lines),
    ],
    findings: [
      ...compareProvider({ ...stripe, at, terms }),
      ...compareBank({ ...bank, ...around }),
      ...compareStatements({ spans: bank.spans, since: days[0] ?? null, currency: CNY, ...around }),
    ],
  };
}

type Changes = readonly { readonly change: number; readonly currency: Currency }[];

function totalsOf(channel: Channel, booked: Changes, outside: Changes): RunTotal[] {
  const sum = (changes: Changes, unit: Currency): number =>
    changes.reduce((total, { change, currency }) => (currency === unit ? total + change : total), 0);
  const currencies = new Set([...booked, ...outside].map(({ currency }) => currency));
  return [...currencies].sort().map((currency) => ({
    channel,
    currency,
    ledger: sum(booked, currency),
    outside: sum(outside, currency),
  }));
}
