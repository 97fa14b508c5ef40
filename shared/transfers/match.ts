import type { PaymentReference, ReferencePrefix } from '../kernel/payment-reference.ts';
import { isLess, type Money, subtract } from '../kernel/money.ts';
import { isSamePayer } from './payer.ts';
import { findReferences } from './references.ts';
import type { BankLine, OpenPayment } from './types.ts';

/** What people pay under; payouts are ours. */
export const incoming = ['BZJ', 'CJK', 'FWF'] as const satisfies readonly ReferencePrefix[];

/** What becomes of money that came, in order of precedence. */
export const matchOutcomes = [
  'matched',
  // The same, for money that was confirmed by hand before: it is not counted again.
  'stated-seen',
  'unknown-payer',
  'unknown-reference',
  'several-references',
  'wrong-currency',
  'third-party-payer',
  'too-little',
  'too-much',
  // The payment itself would not have it.
  'not-taken',
  // Money that went: a payout of ours, or not.
  'paid-out',
  'unexplained',
] as const;
export type MatchOutcome = (typeof matchOutcomes)[number];

/** What two people may do with money that fits nothing. */
export const waysOut = ['assign', 'assign-and-return-rest', 'return'] as const;
export type WayOut = (typeof waysOut)[number];

export type Match =
  | { readonly outcome: 'matched' | 'stated-seen'; readonly payment: OpenPayment }
  /** Neither reference nor, perhaps, a name: nothing says what it is for. */
  | { readonly outcome: 'unknown-payer' }
  /** None that is open; what was mistyped, or the references that mean nothing now. */
  | { readonly outcome: 'unknown-reference'; readonly written: readonly string[] }
  | { readonly outcome: 'several-references'; readonly written: readonly string[] }
  | { readonly outcome: 'wrong-currency' | 'third-party-payer'; readonly payment: OpenPayment }
  | { readonly outcome: 'too-little' | 'too-much'; readonly payment: OpenPayment; readonly by: Money };

/** The references under which a line may be somebody's payment. */
export const referencesIn = ({ remark }: Pick<BankLine, 'remark'>): readonly PaymentReference[] =>
  findReferences(remark, incoming).references;

/** What a line that came in is, given the open payments under its references. */
export function match(line: BankLine, open: readonly OpenPayment[]): Match {
  const { references, mistyped } = findReferences(line.remark, incoming);
  const [payment, ...others] = open.filter(({ reference }) => references.some((one) => one === reference));
  if (!payment) {
    const written = [...references, ...mistyped];
    return written.length === 0 ? { outcome: 'unknown-payer' } : { outcome: 'unknown-reference', written };
  }
  if (others.length > 0) return { outcome: 'several-references', written: references };
  if (line.amount.currency !== payment.amount.currency) return { outcome: 'wrong-currency', payment };
  if (line.counterparty.name.trim() === '') return { outcome: 'unknown-payer' };
  if (!isSamePayer(line.counterparty.name, payment.payerName))
    return { outcome: 'third-party-payer', payment };
  if (isLess(line.amount, payment.amount) && payment.takesParts === undefined)
    return { outcome: 'too-little', payment, by: subtract(payment.amount, line.amount) };
  if (isLess(payment.amount, line.amount))
    return { outcome: 'too-much', payment, by: subtract(line.amount, payment.amount) };
  return { outcome: payment.isStated ? 'stated-seen' : 'matched', payment };
}

/** A third party's money goes back, as does what is too little. */
const waysOf: Readonly<Record<MatchOutcome, readonly WayOut[]>> = {
  matched: [],
  'stated-seen': [],
  'unknown-payer': ['assign', 'return'],
  'unknown-reference': ['assign', 'return'],
  'several-references': ['assign', 'return'],
  'wrong-currency': ['return'],
  'third-party-payer': ['return'],
  'too-little': ['return'],
  'too-much': ['assign-and-return-rest', 'return'],
  'not-taken': ['assign', 'return'],
  'paid-out': [],
  unexplained: [],
};

/** Outcomes that nobody has to look at. */
export const settledOutcomes = [
  'matched',
  'stated-seen',
  'paid-out',
] as const satisfies readonly MatchOutcome[];

export const isSettled = (outcome: MatchOutcome): boolean =>
  settledOutcomes.some((settled) => settled === outcome);

export const waysOutOf = (outcome: MatchOutcome): readonly WayOut[] => waysOf[outcome];

export type AssignRefusal = 'way-not-open' | 'wrong-currency' | 'third-party-payer' | 'amount-differs';

/** Why two people may not assign this line to that payment; a bank that names no payer leaves it to them. */
export function refuseAssignment(
  line: Pick<BankLine, 'amount' | 'counterparty'>,
  outcome: MatchOutcome,
  way: Exclude<WayOut, 'return'>,
  payment: OpenPayment,
): AssignRefusal | null {
  if (!waysOf[outcome].includes(way)) return 'way-not-open';
  const { amount, counterparty } = line;
  if (amount.currency !== payment.amount.currency) return 'wrong-currency';
  if (counterparty.name.trim() !== '' && !isSamePayer(counterparty.name, payment.payerName))
    return 'third-party-payer';
  if (isLess(amount, payment.amount)) return payment.takesParts ? null : 'amount-differs';
  return way === 'assign' && isLess(payment.amount, amount) ? 'amount-differs' : null;
}
