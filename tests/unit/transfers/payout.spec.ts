import { describe, expect, it } from 'vitest';
import {
  payableKinds,
  type PayoutMove,
  type PayoutState,
  refuseMove,
} from '@reassign/shared/transfers/payout.ts';
import {
  courtStateOf,
  refuseAccount,
  refuseAccountAnswer,
  waitOf,
} from '@reassign/shared/transfers/refund.ts';

/* Two people for every payout; what is due back goes to whoever paid it. */

const byHand = (state: PayoutState) => ({ state, preparedBy: 'a', collectedBy: null });
const byItself = (state: PayoutState) => ({
  ...{ state, preparedBy: null },
  collectedBy: state === 'prepared' ? null : 'a',
});

describe('a payout', () => {
  it.each<[PayoutState, PayoutMove[]]>([
    ['prepared', ['released', 'cancelled']],
    ['released', ['sent', 'cancelled']],
    ['sent', ['paid', 'failed']],
    ['paid', []],
    ['failed', []],
    ['cancelled', []],
  ])('prepared by hand and %s may become: %j', (state, moves) => {
    const all: PayoutMove[] = ['collected', 'released', 'sent', 'paid', 'failed', 'cancelled'];
    expect(all.filter((move) => refuseMove(byHand(state), move, 'b') === null)).toEqual(moves);
  });

  it('is released by another person than prepared it', () => {
    expect(refuseMove(byHand('prepared'), 'released', 'a')).toBe('own-approval');
    expect(refuseMove(byHand('prepared'), 'released', 'b')).toBeNull();
    // Whoever prepared it may take it back.
    expect(refuseMove(byHand('prepared'), 'cancelled', 'a')).toBeNull();
  });

  it('that the platform prepared is collected by one person and released by another', () => {
    expect(refuseMove(byItself('prepared'), 'released', 'b')).toBe('wrong-state');
    expect(refuseMove(byItself('prepared'), 'collected', 'a')).toBeNull();
    expect(refuseMove(byItself('collected'), 'released', 'a')).toBe('own-approval');
    expect(refuseMove(byItself('collected'), 'released', 'b')).toBeNull();
    expect(refuseMove(byItself('collected'), 'collected', 'b')).toBe('wrong-state');
    expect(refuseMove(byItself('collected'), 'cancelled', 'a')).toBeNull();
  });

  it('by hand is never of what is due back to a payer, or to a court: that goes by itself, to its own account', () => {
    expect(payableKinds).not.toContain('refund-due');
    expect(payableKinds).not.toContain('court');
  });
});

describe('money due back by the bank', () => {
  it.each<[PayoutState | null, ReturnType<typeof waitOf>]>([
    [null, 'no-account'],
    ['prepared', null],
    ['collected', null],
    ['released', null],
    ['sent', null],
    ['paid', null],
    ['failed', 'payout-failed'],
    ['cancelled', 'payout-cancelled'],
  ])('whose last payout is %s waits for: %s', (state, wait) => {
    expect(waitOf(state)).toBe(wait);
  });

  const refund = { wait: 'no-account', payer: '某公司（北京）', stated: null } as const;
  const stated = { statedBy: 'a', isConfirmed: null } as const;

  it('goes to an account of whoever paid it, as banks spell it, and to no third party', () => {
    expect(refuseAccount(refund, '某公司(北京)')).toBeNull();
    expect(refuseAccount(refund, '某公司')).toBe('third-party-payee');
    expect(refuseAccount(refund, '')).toBe('third-party-payee');
  });

  it('has one stated account at a time, and none while a payout is on its way', () => {
    expect(refuseAccount({ ...refund, stated }, refund.payer)).toBe('wrong-state');
    expect(refuseAccount({ ...refund, stated: { ...stated, isConfirmed: false } }, refund.payer)).toBeNull();
    const failed = { ...refund, wait: 'payout-failed', stated: { ...stated, isConfirmed: true } } as const;
    expect(refuseAccount(failed, refund.payer)).toBeNull();
    expect(refuseAccount({ ...refund, wait: null }, refund.payer)).toBe('wrong-state');
  });

  it('has its account confirmed by another person; whoever stated it may take it back', () => {
    const open = { wait: 'no-account', stated } as const;
    expect(refuseAccountAnswer(open, true, 'a')).toBe('own-approval');
    expect(refuseAccountAnswer(open, true, 'b')).toBeNull();
    expect(refuseAccountAnswer(open, false, 'a')).toBeNull();
    expect(refuseAccountAnswer({ ...open, stated: null }, true, 'b')).toBe('wrong-state');
    expect(refuseAccountAnswer({ ...open, stated: { ...stated, isConfirmed: false } }, true, 'b')).toBe(
      'wrong-state',
    );
    expect(refuseAccountAnswer({ ...open, wait: null }, true, 'b')).toBe('wrong-state');
  });
});

it.each<[PayoutState | null, ReturnType<typeof courtStateOf>]>([
  [null, 'waiting'],
  ['prepared', 'prepared'],
  ['collected', 'prepared'],
  ['released', 'instructed'],
  ['sent', 'instructed'],
  ['paid', 'paid'],
  ['failed', 'waiting'],
  ['cancelled', 'waiting'],
])('money of a court whose last payout is %s is %s', (payout, state) => {
  expect(courtStateOf(payout)).toBe(state);
});
