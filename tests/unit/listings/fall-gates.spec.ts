import { describe, expect, it } from 'vitest';
import { HOUR, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import type { ClosedGate } from '@reassign/shared/listings/types.ts';
import { gateQuestion } from '../../support/gates.ts';
import { march, publishedAt, yuan } from '../../support/lot.ts';

/* What a listing whose price falls is asked, and what it is not; the case and its rights have gates of their own. */

const opensAt = march('17T00:00:00.000');
const fall = { levels: 81, levelMs: 5 * MINUTE, sealedMs: 10 * MINUTE, bestMs: 5 * MINUTE };
const rising: GateInput['terms'] = {
  start: yuan(100_000),
  increments: fixedStep(yuan(0)),
  deposit: yuan(5_000),
  opensAt,
  closesAt: later(opensAt, 81 * 5 * MINUTE),
  papers: {},
  statements: { texts: {}, warnings: [], noWarranty: true },
  ladder: [],
};
const terms: GateInput['terms'] = { ...rising, fall, floor: yuan(20_000) };
const aboutTerms: readonly ClosedGate['gate'][] = [
  ...(['fall-unlawful', 'increment-missing', 'bidding-too-short', 'ladder-unlawful'] as const),
  ...(['amount-too-large', 'currency-mixed', 'notice-too-short'] as const),
];

const closed = (given: GateInput['terms']) =>
  closedGates({
    publishedAt,
    seller: '示例银行股份有限公司',
    ...{ sellerKind: 'bank', courtListSince: null, failedRounds: 0 },
    case: gateQuestion().case,
    rights: [],
    terms: given,
    profile: bidding,
  })
    .filter(({ gate }) => aboutTerms.includes(gate))
    .map(({ gate, facts }) => ({ gate, facts }));
const unlawful = (...faults: string[]) => [{ gate: 'fall-unlawful', facts: { faults } }];

describe('a price that falls', () => {
  it('asks nothing of increments, nor for 24 hours', () => {
    expect(closed(terms)).toEqual([]);
    expect(closed({ ...rising, closesAt: later(opensAt, 24 * HOUR - 1) }).map(({ gate }) => gate)).toEqual([
      'increment-missing',
      'bidding-too-short',
    ]);
  });
  it.each([
    ['one level', { fall: { ...fall, levels: 1 } }, ['levels-out-of-range', 'fall-off-schedule']],
    ['an end of its own', { closesAt: later(terms.closesAt, 1) }, ['fall-off-schedule']],
    [
      'a sealed phase of less than a minute',
      { fall: { ...fall, sealedMs: MINUTE - 1 } },
      ['phase-out-of-range'],
    ],
    ['a last level below what the pledgor agreed to', { floor: yuan(20_000.01) }, ['below-floor']],
  ])('is refused with %s', (_, change, faults) => {
    expect(closed({ ...terms, ...change })).toEqual(unlawful(...faults));
  });
  it('needs the floor that the pledgor agreed to', () => {
    expect(closed({ ...rising, fall })).toEqual(unlawful('floor-not-agreed'));
  });
});
