import { describe, expect, it } from 'vitest';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import {
  decideMove,
  type DifferenceMove,
  mayBeCost,
  standingOf,
} from '@reassign/shared/reconciliation/difference.ts';

const [one, two] = ['one' as UserId, 'two' as UserId];
const found = { kind: 'missing-in-ledger', amount: -5, cause: 'unexplained-outgoing', gap: -5 } as const;
const move = (
  type: DifferenceMove['type'],
  by = one,
  more: Partial<DifferenceMove> = {},
): DifferenceMove => ({
  ...{ type, by, at: instant(0), reason: type === 'explain' ? 'reason' : null, isCost: false },
  ...{ kind: found.kind, amount: found.amount, ...more },
});
const decide = (
  moves: DifferenceMove[],
  wanted: DifferenceMove,
  now: Parameters<typeof decideMove>[1] = { ...found, isResolved: false },
) => {
  const decision = decideMove(standingOf(moves, found), now, wanted);
  return decision.ok ? 'ok' : decision.refusal;
};

describe('A difference', () => {
  it('is open until one person explained it and another agreed', () => {
    const states = [[], [move('take')], [move('explain')], [move('explain'), move('confirm', two)]];
    expect(states.map((moves) => standingOf(moves, found).state)).toEqual([
      'open',
      'open',
      'proposed',
      'explained',
    ]);
  });

  it('belongs to who took it last, or else explained it', () => {
    expect(standingOf([], found).owner).toBeNull();
    expect(standingOf([move('take'), move('take', two)], found).owner).toBe(two);
    expect(standingOf([move('explain', two)], found).owner).toBe(two);
    expect(standingOf([move('take'), move('explain', two)], found).owner).toBe(one);
  });

  it('is open again when the explanation was refused', () => {
    expect(standingOf([move('explain'), move('reject', two)], found)).toMatchObject({
      state: 'open',
      explanation: null,
    });
  });

  it('is open again when something else is found than what was explained', () => {
    const moves = [move('explain'), move('confirm', two)];
    expect(standingOf(moves, { ...found, amount: -6 }).state).toBe('open');
    expect(standingOf(moves, { ...found, kind: 'amount-differs' }).state).toBe('open');
    expect(standingOf(moves, found).state).toBe('explained');
  });

  const explained = [move('explain'), move('confirm', two)];
  it.each<[string, DifferenceMove[], DifferenceMove, string]>([
    ['is taken while it is open', [], move('take'), 'ok'],
    ['is taken while an explanation waits', [move('explain')], move('take', two), 'ok'],
    ['is not taken once it is explained', explained, move('take'), 'wrong-state'],
    ['is explained once at a time', [move('explain')], move('explain', two), 'wrong-state'],
    ['is not confirmed before it is explained', [], move('confirm'), 'wrong-state'],
    ['is not confirmed by who explained it', [move('explain')], move('confirm'), 'own-approval'],
    ['is confirmed by another', [move('explain')], move('confirm', two), 'ok'],
    ['is not confirmed twice', explained, move('confirm', two), 'wrong-state'],
    ['may be taken back by who explained it', [move('explain')], move('reject'), 'ok'],
    ['may be explained as a cost when it is one', [], move('explain', one, { isCost: true }), 'ok'],
  ])('%s', (_, moves, wanted, outcome) => {
    expect(decide(moves, wanted)).toBe(outcome);
  });

  it('that is resolved takes nothing more', () => {
    expect(decide([], move('take'), { ...found, isResolved: true })).toBe('wrong-state');
  });

  it('is a cost only where money left and Stripe or the bank may have taken it', () => {
    expect(mayBeCost({ cause: 'provider-fee', gap: -1 })).toBe(true);
    expect(mayBeCost({ cause: 'provider-fee', gap: 0 })).toBe(false);
    expect(mayBeCost({ cause: 'event-missed', gap: -1 })).toBe(false);
    const missed = { cause: 'event-missed', gap: -1, isResolved: false } as const;
    expect(decide([], move('explain', one, { isCost: true }), missed)).toBe('way-not-open');
    expect(decide([], move('explain'), missed)).toBe('ok');
  });
});
