import { type Decision, accept, refuse } from '../../kernel/decision.ts';
import type { UserId } from '../../kernel/ids.ts';
import { addDays, dayOf, type Instant, startOfDay } from '../../kernel/instant.ts';
import { isLess, type Money } from '../../kernel/money.ts';

/*
 * A missed deadline is a question to people, not a cancellation: one proposes more time or the default, another confirms.
 * Until then a late payment is still taken.
 */

/** Longest extension at once, in calendar days after the day it is confirmed, and how often. Ours. */
export const GRACE = { days: 5, times: 2 } as const;

/** What the sale that failed cost, as its vouchers say: two people state it together with the default. */
export interface Losses {
  readonly costs: Money;
  /** Both sides' commissions, VAT included. */
  readonly commissions: Money;
}

export type Outcome =
  | { readonly kind: 'grace'; readonly until: Instant }
  | { readonly kind: 'buyer-default'; readonly losses: Losses };

interface Proposal {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly by: UserId;
}

export type PaymentState =
  | { readonly phase: 'awaiting-payment'; readonly dueAt: Instant; readonly graces: number }
  | {
      readonly phase: 'in-review';
      readonly missedAt: Instant;
      readonly graces: number;
      readonly proposal: Proposal | null;
    }
  | { readonly phase: 'paid'; readonly at: Instant }
  | { readonly phase: 'buyer-defaulted'; readonly at: Instant };

export type PaymentCommand =
  /** By the platform itself, when the deadline has passed. */
  | { readonly type: 'MissDeadline'; readonly at: Instant }
  | {
      readonly type: 'ProposeOutcome';
      readonly by: UserId;
      readonly outcome: Outcome;
      readonly reason: string;
      readonly at: Instant;
    }
  | { readonly type: 'ConfirmOutcome'; readonly by: UserId; readonly at: Instant }
  | { readonly type: 'RejectOutcome'; readonly by: UserId; readonly at: Instant }
  /** One part of several has arrived; the next is due by then. */
  | { readonly type: 'RecordInstalment'; readonly until: Instant; readonly at: Instant }
  /** The whole balance has arrived. */
  | { readonly type: 'RecordPayment'; readonly at: Instant };

export type PaymentEvent =
  | { readonly type: 'DeadlineMissed'; readonly at: Instant }
  | { readonly type: 'OutcomeProposed'; readonly proposal: Proposal; readonly at: Instant }
  | { readonly type: 'OutcomeRejected'; readonly by: UserId; readonly at: Instant }
  | {
      readonly type: 'GraceGranted';
      readonly until: Instant;
      readonly by: readonly [UserId, UserId];
      readonly at: Instant;
    }
  | { readonly type: 'BuyerDefaulted'; readonly by: readonly [UserId, UserId]; readonly at: Instant }
  | { readonly type: 'InstalmentPaid'; readonly until: Instant; readonly at: Instant }
  | { readonly type: 'BalancePaid'; readonly at: Instant };

/** In order of precedence. */
export type PaymentRefusal =
  | 'payment-ended'
  | 'deadline-not-passed'
  | 'not-in-review'
  | 'nothing-proposed'
  | 'own-approval'
  | 'grace-used-up'
  | 'grace-out-of-range';

export const awaitPayment = (dueAt: Instant): PaymentState => ({
  phase: 'awaiting-payment',
  dueAt,
  graces: 0,
});

export function decidePayment(
  state: PaymentState,
  command: PaymentCommand,
): Decision<PaymentEvent, PaymentRefusal> {
  const { at } = command;
  if (state.phase === 'paid' || state.phase === 'buyer-defaulted') return refuse('payment-ended');
  if (command.type === 'RecordPayment') return accept({ type: 'BalancePaid', at });
  if (command.type === 'RecordInstalment')
    return accept({ type: 'InstalmentPaid', until: command.until, at });
  if (command.type === 'MissDeadline') {
    // On the deadline itself a payment is in time.
    const isMissed = state.phase === 'awaiting-payment' && at > state.dueAt;
    return isMissed ? accept({ type: 'DeadlineMissed', at }) : refuse('deadline-not-passed');
  }
  if (state.phase !== 'in-review') return refuse('not-in-review');
  if (command.type === 'ProposeOutcome') {
    const { by, outcome, reason } = command;
    const refusal = graceRefusal(state.graces, outcome, at);
    return refusal
      ? refuse(refusal)
      : accept({ type: 'OutcomeProposed', proposal: { outcome, reason, by }, at });
  }
  const { proposal } = state;
  if (proposal === null) return refuse('nothing-proposed');
  if (command.type === 'RejectOutcome') return accept({ type: 'OutcomeRejected', by: command.by, at });
  if (command.by === proposal.by) return refuse('own-approval');
  // What was proposed long ago may have run out meanwhile.
  const refusal = graceRefusal(state.graces, proposal.outcome, at);
  if (refusal) return refuse(refusal);
  const by = [proposal.by, command.by] as const;
  return accept(
    proposal.outcome.kind === 'grace'
      ? { type: 'GraceGranted', until: proposal.outcome.until, by, at }
      : { type: 'BuyerDefaulted', by, at },
  );
}

/** Whether stated losses cannot be those of one sale: other money, costs above its price, commissions above the most there are. */
export const areLossesOff = (
  { costs, commissions }: Losses,
  hammer: Money,
  mostCommissions: Money,
): boolean =>
  [costs, commissions].some(({ amount, currency }) => amount < 0 || currency !== hammer.currency) ||
  isLess(hammer, costs) ||
  isLess(mostCommissions, commissions);

/** The last instant of more time that may be granted now: the end of its last day in Asia/Shanghai. */
export const latestGrace = (at: Instant): Instant => startOfDay(addDays(dayOf(at), GRACE.days + 1));

function graceRefusal(graces: number, outcome: Outcome, at: Instant): PaymentRefusal | null {
  if (outcome.kind !== 'grace') return null;
  if (graces >= GRACE.times) return 'grace-used-up';
  return outcome.until <= at || outcome.until > latestGrace(at) ? 'grace-out-of-range' : null;
}

export function evolvePayment(state: PaymentState, event: PaymentEvent): PaymentState {
  const graces = 'graces' in state ? state.graces : 0;
  switch (event.type) {
    case 'DeadlineMissed':
      return { phase: 'in-review', missedAt: event.at, graces, proposal: null };
    case 'OutcomeProposed':
      return state.phase === 'in-review' ? { ...state, proposal: event.proposal } : state;
    case 'OutcomeRejected':
      return state.phase === 'in-review' ? { ...state, proposal: null } : state;
    case 'GraceGranted':
      return { phase: 'awaiting-payment', dueAt: event.until, graces: graces + 1 };
    // A review ends with the part it was about; more time was granted for that part, and counts for the sale.
    case 'InstalmentPaid':
      return { phase: 'awaiting-payment', dueAt: event.until, graces };
    case 'BuyerDefaulted':
      return { phase: 'buyer-defaulted', at: event.at };
    case 'BalancePaid':
      return { phase: 'paid', at: event.at };
  }
}
