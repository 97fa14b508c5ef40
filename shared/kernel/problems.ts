/**
 * Every "no" that leaves this product, as RFC 9457: code → status and English title. The code is the last part of the
 * problem's `type`; messages for people are in `i18n/problems.zh.ts` and `.en.ts`, and the types fail when one is missing.
 */
export const problems = {
  // Before any rule, in this order (2-architecture §2.7).
  malformed: { status: 400, title: 'The request is malformed' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  busy: { status: 503, title: 'The lot is busy' },
  'clock-uncertain': { status: 503, title: 'The server clock is uncertain' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
  'outcome-unknown': { status: 503, title: 'The outcome is unknown: retry with the same id' },
  'idempotency-mismatch': { status: 409, title: 'Same id, other content' },
  // Access and shape.
  forbidden: { status: 403, title: 'Not allowed' },
  'two-factor-required': { status: 403, title: 'Two-factor authentication required' },
  'foreign-origin': { status: 403, title: 'Foreign origin' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'too-large': { status: 413, title: 'Too large' },
  'head-too-large': { status: 431, title: 'Address or headers too long' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'precondition-failed': { status: 412, title: 'Changed in the meantime' },
  'precondition-required': { status: 428, title: 'If-Match is required' },
  internal: { status: 500, title: 'Our fault' },
  // Bids, in order of precedence (3-trading-rules §3.4).
  'unknown-lot': { status: 404, title: 'No such lot' },
  'lot-not-open': { status: 409, title: 'The lot is not open' },
  'lot-closed': { status: 409, title: 'The lot is closed' },
  'not-registered': { status: 409, title: 'Not registered for this lot' },
  'conditions-not-accepted': { status: 409, title: 'Conditions not accepted' },
  barred: { status: 409, title: 'Barred from this lot' },
  'deposit-required': { status: 409, title: 'Deposit required' },
  'authority-exceeded': { status: 409, title: 'Beyond the authority given' },
  'wrong-currency': { status: 409, title: 'Wrong currency' },
  'maximum-not-offered': { status: 409, title: 'No maximum bids on this lot' },
  'not-a-multiple': { status: 409, title: 'Not a whole step' },
  'below-start': { status: 409, title: 'Below the starting price' },
  'below-asking': { status: 409, title: 'Below the asking price' },
  'above-limit': { status: 409, title: 'Over ten times the asking price, or above the highest amount' },
  'already-leading': { status: 409, title: 'Already leading' },
  // Saved searches.
  'already-saved': { status: 409, title: 'This search is saved already' },
  'too-many-saved': { status: 409, title: 'No more searches can be saved' },
  // Cosignatures of witnesses.
  'stale-checkpoint': { status: 409, title: 'Not the checkpoint as it is now' },
  'bad-cosignature': { status: 422, title: 'No valid cosignature by a known witness' },
  // The life of a lot (3-trading-rules §3.5).
  'not-your-move': { status: 403, title: 'The rules of this lot leave that to somebody else' },
  'cause-not-allowed': { status: 409, title: 'Not for that cause' },
  'too-late': { status: 409, title: 'Too late' },
  'material-change': { status: 409, title: 'A material change: withdraw and list anew' },
  'before-differs': { status: 409, title: 'The notice says something else there' },
  'nothing-changes': { status: 409, title: 'Nothing would change' },
  'unknown-bidder': { status: 404, title: 'No such bidder number in this lot' },
  'wrong-step': { status: 409, title: 'Not the bid that is due now' },
  'not-your-turn': { status: 409, title: 'Not your turn' },
  // The key of sealed bids.
  'no-key-due': { status: 409, title: 'No share of a key is due' },
  'wrong-share': { status: 422, title: 'The share does not fit its commitment' },
  'bad-recipient': { status: 422, title: 'No recipient of an age key' },
  'key-in-use': { status: 409, title: 'This key was given before' },
  // Accounts.
  'bad-document': { status: 422, title: 'The number of the document does not check' },
  'under-age': { status: 422, title: 'Under 18 years of age' },
  'identity-given': { status: 409, title: 'Who you are was said before' },
  'bad-credit-code': { status: 422, title: 'Credit code does not check' },
  'not-accredited': { status: 403, title: 'Organisation not accredited' },
  'wrong-credentials': {
    status: 401,
    title: 'Address or password is wrong, or the address is not confirmed',
  },
  'wrong-password': { status: 403, title: 'The password is wrong' },
  'wrong-code': { status: 401, title: 'The code is wrong or was used' },
  'challenge-expired': { status: 401, title: 'Sign in again' },
  'link-expired': { status: 410, title: 'The link is used, expired or not for you' },
  'organisation-exists': { status: 409, title: 'An organisation with this credit code exists' },
  'role-not-for-kind': { status: 422, title: 'No such role in this kind of organisation' },
  'already-member': { status: 409, title: 'Already a member' },
  'last-owner': { status: 409, title: 'The last owner' },
  // Listings.
  'bad-identifier': { status: 422, title: 'Identifier does not check' },
  'unknown-format': { status: 422, title: 'Unknown file format' },
  'takes-too-long': { status: 422, title: 'The file takes too long to read' },
  'unsafe-xml': { status: 422, title: 'XML with a DTD entity' },
  'bad-encoding': { status: 422, title: 'Mixed or unknown encoding' },
  'bad-header': { status: 422, title: 'Wrong CSV header' },
  'import-faults': { status: 422, title: 'Rows with faults' },
  'wrong-state': { status: 409, title: 'Not possible in this state' },
  'own-approval': { status: 409, title: 'Submitted by the same person' },
  'stale-profile': { status: 409, title: 'Not the version that comes next' },
  'unchanged-profile': { status: 422, title: 'The proposed version changes nothing' },
  'gates-closed': { status: 409, title: 'A listing gate is closed' },
  // Ledger.
  'statement-too-long': { status: 422, title: 'Too many entries for one statement' },
  // Payments.
  'bad-signature': { status: 400, title: 'Not signed by Stripe just now' },
  'above-charge-limit': { status: 409, title: 'More than one charge takes: pay by bank transfer' },
  'not-chargeable': { status: 409, title: 'Nothing that can be charged' },
  // Settlement.
  'grace-used-up': { status: 409, title: 'More time was granted as often as it can be' },
  'grace-out-of-range': { status: 422, title: 'More time ends later than now, and within five days' },
  'loss-out-of-range': { status: 422, title: 'The losses are more than this sale can have' },
  // Bank transfers.
  'statement-refused': { status: 422, title: 'The bank file does not add up' },
  'way-not-open': { status: 409, title: 'Not for this money' },
  'third-party-payer': { status: 409, title: 'Somebody else paid' },
  'third-party-payee': { status: 409, title: 'Somebody else would be paid' },
  'no-account': { status: 409, title: 'The bank names no account to return it to' },
  'not-payable': { status: 409, title: 'Nothing is paid from this account' },
  'insufficient-funds': { status: 409, title: 'The account does not hold that much' },
  'nothing-released': { status: 409, title: 'No payout is released' },
  'nothing-prepared': { status: 409, title: 'The platform prepared no payout' },
  // Deposits.
  'already-registered': { status: 409, title: 'Already registered' },
  'stale-conditions': { status: 409, title: 'The conditions have changed' },
  'identity-required': { status: 409, title: 'Say who you are first' },
  'agent-too-late': { status: 409, title: 'Too late to confirm an agent' },
  'declared-too-late': { status: 409, title: 'Only until the opening' },
  'already-named': { status: 409, title: 'Named already' },
  'own-deposit': { status: 409, title: 'Of an organisation of your own' },
  'amount-differs': { status: 409, title: 'The amount differs' },
  'registration-closed': { status: 409, title: 'Registration is closed' },
  'bad-reference': { status: 422, title: 'Reference does not check' },
  // Portable deposits.
  'balance-too-low': { status: 409, title: 'Too little of the portable deposit is free' },
  'too-many-open': { status: 409, title: 'Too many payments are still waited for' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** The wire form of a problem (RFC 9457), with JSON pointers for faults of a body. */
export interface Problem {
  readonly type: string;
  readonly code: ProblemCode;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly faults?: readonly ProblemFault[];
  /** What the message needs: asking price, end, article; JSON values only. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** One fault of an input: where (JSON pointer or `row/column`), why, and what would work. */
export interface ProblemFault {
  readonly pointer: string;
  readonly reason: string;
  readonly value?: string;
  readonly suggestion?: string;
}

export function problem(code: ProblemCode, more: Pick<Problem, 'detail' | 'faults' | 'facts'> = {}): Problem {
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, code, title, status, ...more };
}
