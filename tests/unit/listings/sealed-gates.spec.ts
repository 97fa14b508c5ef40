import { describe, expect, it } from 'vitest';
import { DAY, HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { MAX_AMOUNT_MINOR } from '@reassign/shared/kernel/money.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import type { ListingRoute } from '@reassign/shared/listings/types.ts';
import { gateQuestion, terms as english } from '../../support/gates.ts';
import { yuan } from '../../support/lot.ts';

/* What a listing under sealed bids is asked: who keeps its key, how long they have, and the route. */

const known = new Map([
  ['one', 'operator'],
  ['two', 'bank'],
  ['three', 'supervisor'],
  ['colleague', 'bank'],
]);
const sealed = { pricing: 'second', openingMs: DAY, keepers: ['one', 'two', 'three'] } as const;

const closed = (terms: Partial<GateInput['terms']>, route?: ListingRoute) =>
  closedGates({
    ...gateQuestion({ terms: { ...english, increments: [], sealed, ...terms }, ...(route && { route }) }),
    keepers: known,
  }).map(({ gate, facts }) => ({ gate, facts }));
const unlawful = (...faults: string[]) => [{ gate: 'sealed-unlawful', facts: { faults } }];
const offered = (change: Partial<NonNullable<GateInput['terms']['sealed']>>) =>
  closed({ sealed: { ...sealed, ...change } });

describe('sealed bids', () => {
  it('ask nothing of increments, and for the time of bidding of their route', () => {
    expect(closed({})).toEqual([]);
    const { opensAt } = english;
    expect(closed({ closesAt: later(opensAt, 24 * HOUR) })).toEqual([]);
    expect(closed({ closesAt: later(opensAt, 24 * HOUR - 1) }).map(({ gate }) => gate)).toEqual([
      'bidding-too-short',
    ]);
  });

  it('are opened within an hour at least and thirty days at most', () => {
    expect(offered({ openingMs: HOUR })).toEqual([]);
    expect(offered({ openingMs: HOUR - 1 })).toEqual(unlawful('opening-out-of-range'));
    expect(offered({ openingMs: 30 * DAY })).toEqual([]);
    expect(offered({ openingMs: 30 * DAY + 1 })).toEqual(unlawful('opening-out-of-range'));
  });

  it('have a key that three people keep, each with a key and of an organisation of its own', () => {
    expect(offered({ keepers: ['one', 'two'] })).toEqual(unlawful('keepers-missing'));
    expect(offered({ keepers: ['one', 'colleague', 'three'] })).toEqual([]);
    expect(offered({ keepers: ['one', 'two', 'colleague'] })).toEqual(unlawful('one-organisation'));
    expect(offered({ keepers: ['one', 'one', 'three'] })).toEqual(unlawful('one-organisation'));
    expect(offered({ keepers: ['one', 'two', 'stranger'] })).toEqual(unlawful('keeper-without-key'));
    expect(offered({ keepers: ['one', 'one', 'stranger'] })).toEqual(
      unlawful('keeper-without-key', 'one-organisation'),
    );
  });

  it('do not fall', () => {
    const fall = { levels: 24, levelMs: HOUR, sealedMs: HOUR, bestMs: HOUR };
    expect(closed({ fall, floor: yuan(1) })).toEqual(unlawful('falls-too'));
  });

  it('are of the route by agreement alone', () => {
    const broken = closed({}, 'auction').find(({ gate }) => gate === 'ladder-unlawful');
    expect(broken?.facts).toMatchObject({ broken: [{ rung: 1, fault: 'format-not-of-route' }] });
  });

  it('may have a hidden reserve, up to the highest amount', () => {
    const highest = { ...yuan(0), amount: MAX_AMOUNT_MINOR };
    expect(closed({ reserve: highest })).toEqual([]);
    expect(closed({ reserve: { ...english.start, amount: english.start.amount - 1 } })).toMatchObject([
      { gate: 'reserve-out-of-range' },
    ]);
  });
});
