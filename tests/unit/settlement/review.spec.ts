import { describe, expect, it } from 'vitest';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later } from '@reassign/shared/kernel/instant.ts';
import {
  areLossesOff,
  awaitPayment,
  decidePayment,
  evolvePayment,
  latestGrace,
  type PaymentCommand,
  type PaymentState,
} from '@reassign/shared/settlement/buyer-default/review.ts';
import { march, yuan } from '../../support/lot.ts';

const dueAt = march('20T17:00:00.000');
const afterDue = later(dueAt, 1);
const maker = 'maker' as UserId;
const checker = 'checker' as UserId;

const at = (state: PaymentState, command: PaymentCommand) => {
  const decision = decidePayment(state, command);
  return decision.ok ? decision.events[0]?.type : decision.refusal;
};
const after = (...commands: readonly PaymentCommand[]): PaymentState => {
  let state = awaitPayment(dueAt);
  for (const command of commands) {
    const decision = decidePayment(state, command);
    if (!decision.ok) throw new Error(decision.refusal);
    state = decision.events.reduce(evolvePayment, state);
  }
  return state;
};

const losses = { costs: yuan(3_000), commissions: yuan(0) };
const miss: PaymentCommand = { type: 'MissDeadline', at: afterDue };
const pay = (when: Instant): PaymentCommand => ({ type: 'RecordPayment', at: when });
const propose = (until: Instant | null, by = maker, when = afterDue): PaymentCommand => ({
  type: 'ProposeOutcome',
  by,
  outcome: until === null ? { kind: 'buyer-default', losses } : { kind: 'grace', until },
  reason: '汇款在途，银行回单已核对',
  at: when,
});
const confirm = (by = checker, when = afterDue): PaymentCommand => ({ type: 'ConfirmOutcome', by, at: when });
const reject = (by = checker): PaymentCommand => ({ type: 'RejectOutcome', by, at: afterDue });

describe('the deadline', () => {
  it('is in time on the deadline, and missed one millisecond later', () => {
    expect(at(awaitPayment(dueAt), { type: 'MissDeadline', at: dueAt })).toBe('deadline-not-passed');
    expect(at(awaitPayment(dueAt), miss)).toBe('DeadlineMissed');
    expect(at(after(miss), miss)).toBe('deadline-not-passed');
  });

  it('missed is a review, not a default: a payment is still taken', () => {
    expect(after(miss).phase).toBe('in-review');
    expect(after(miss, pay(later(afterDue, 1_000))).phase).toBe('paid');
    expect(after(miss, propose(null), pay(later(afterDue, 1_000))).phase).toBe('paid');
  });
});

describe('the review', () => {
  it('needs two people', () => {
    expect(at(after(miss), confirm())).toBe('nothing-proposed');
    expect(at(after(miss, propose(null)), confirm(maker))).toBe('own-approval');
    expect(after(miss, propose(null), confirm())).toEqual({ phase: 'buyer-defaulted', at: afterDue });
  });

  it('says in its event who the two were', () => {
    const decision = decidePayment(after(miss, propose(null)), confirm());
    expect(decision).toMatchObject({ ok: true, events: [{ type: 'BuyerDefaulted', by: [maker, checker] }] });
  });

  it('is asked again after a rejection, which the proposer may make too', () => {
    expect(at(after(miss, propose(null), reject()), confirm())).toBe('nothing-proposed');
    expect(at(after(miss, propose(null)), reject(maker))).toBe('OutcomeRejected');
  });

  it('confirms the latest proposal, by somebody else than who made it', () => {
    const changed = after(miss, propose(null), propose(latestGrace(afterDue), checker));
    expect(at(changed, confirm(checker))).toBe('own-approval');
    expect(at(changed, confirm(maker))).toBe('GraceGranted');
  });

  it('does not begin before the deadline is missed', () => {
    expect(at(awaitPayment(dueAt), propose(null))).toBe('not-in-review');
    expect(at(awaitPayment(dueAt), confirm())).toBe('not-in-review');
  });
});

describe('more time', () => {
  const latest = march('26T00:00:00.000');

  it('ends at most five days later, at 24:00', () => {
    expect(latestGrace(afterDue)).toBe(latest);
    expect(at(after(miss), propose(latest))).toBe('OutcomeProposed');
    expect(at(after(miss), propose(later(latest, 1)))).toBe('grace-out-of-range');
  });

  it('ends after now', () => {
    expect(at(after(miss), propose(afterDue))).toBe('grace-out-of-range');
    expect(at(after(miss), propose(later(afterDue, 1)))).toBe('OutcomeProposed');
  });

  it('is not granted once it ran out unconfirmed', () => {
    const proposed = after(miss, propose(latest));
    expect(at(proposed, confirm(checker, later(latest, -1)))).toBe('GraceGranted');
    expect(at(proposed, confirm(checker, latest))).toBe('grace-out-of-range');
  });

  it('moves the deadline, and is granted twice', () => {
    const first = later(afterDue, 1_000);
    const once = after(miss, propose(first), confirm());
    expect(once).toEqual({ phase: 'awaiting-payment', dueAt: first, graces: 1 });
    const missedAgain: PaymentCommand = { type: 'MissDeadline', at: later(first, 1) };
    const second = later(first, 1_000);
    const twice = [
      miss,
      propose(first),
      confirm(),
      missedAgain,
      propose(second, maker, later(first, 1)),
      confirm(checker, later(first, 1)),
      { type: 'MissDeadline', at: later(second, 1) },
    ] as const satisfies readonly PaymentCommand[];
    expect(at(after(...twice), propose(later(second, 10), maker, later(second, 1)))).toBe('grace-used-up');
    expect(at(after(...twice), propose(null, maker, later(second, 1)))).toBe('OutcomeProposed');
  });
});

it.each([
  ['paid', [pay(dueAt)]],
  ['defaulted', [miss, propose(null), confirm()]],
] as const)('after it is %s nothing happens any more', (_name, commands) => {
  for (const command of [miss, propose(null), confirm(), reject(), pay(afterDue)])
    expect(at(after(...commands), command)).toBe('payment-ended');
});

describe('the losses of the sale that failed', () => {
  const most = yuan(3_600);
  const off = (costs: number, commissions: number, currency = yuan(0).currency) =>
    areLossesOff(
      { costs: { amount: costs, currency }, commissions: { amount: commissions, currency } },
      yuan(120_000),
      most,
    );

  it.each([
    ['none', 0, 0, false],
    ['costs of the whole price', 12_000_000, 0, false],
    ['a fen more', 12_000_001, 0, true],
    ['the most commissions', 0, 360_000, false],
    ['a fen more of them', 0, 360_001, true],
    ['less than nothing', -1, 0, true],
  ])('%s', (_what, costs, commissions, isOff) => {
    expect(off(costs, commissions)).toBe(isOff);
  });

  it('are of the currency of the price', () => {
    expect(off(1, 0, 'USD' as typeof most.currency)).toBe(true);
  });
});
