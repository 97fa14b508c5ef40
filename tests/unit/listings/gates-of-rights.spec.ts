import { describe, expect, it } from 'vitest';
import { warnings } from '@reassign/shared/listings/statements.ts';
import { type Circumstances, type ListingRoute, rightStatuses } from '@reassign/shared/listings/types.ts';
import type { GateInput } from '@reassign/shared/listings/gates.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import {
  asCourt,
  caseRight,
  day,
  found,
  gates,
  mark,
  patent,
  terms,
  today,
  tomorrow,
  yesterday,
  tellingOf,
} from '../../support/gates.ts';
import { march, yuan } from '../../support/lot.ts';

/* The gates of case, register and notice on 1 March 2026, each on both sides. */

describe('the claim', () => {
  it('is exercised within three years of the default, or of the last demand (担保制度解释 44)', () => {
    expect(gates({ case: { defaultedOn: day('2023-03-01') } })).toEqual([]);
    expect(gates({ case: { defaultedOn: day('2023-02-28') } })).toEqual(['claim-time-barred']);
    const demanded = (acknowledgedOn: string) =>
      gates({ case: { defaultedOn: day('2019-01-01'), acknowledgedOn: day(acknowledgedOn) } });
    expect(demanded('2023-03-01')).toEqual([]);
    expect(demanded('2023-02-28')).toEqual(['claim-time-barred']);
  });
  it('may have a forfeiture clause in its contract, but not rely on it (民法典 428)', () => {
    expect(gates({ case: { forfeiture: 'clause' } })).toEqual([]);
    expect(gates({ case: { forfeiture: 'relied-on' } })).toEqual(['forfeiture-relied-on']);
  });
  it('is no more than a maximum-amount pledge was registered for (民法典 439)', () => {
    const claimed = (amount: number) => {
      const maximum = { cap: yuan(800_000), claimed: yuan(amount) };
      return gates({ right: { pledge: caseRight.pledge && { ...caseRight.pledge, maximum } } });
    };
    expect(claimed(800_000)).toEqual([]);
    expect(claimed(800_000.01)).toEqual(['pledge-above-cap']);
  });
});

describe('the register', () => {
  it('was consulted, not tomorrow', () => {
    expect(gates({ right: { circumstances: null } })).toEqual(['right-unchecked']);
    expect(found({ checkedOn: tomorrow })).toEqual(['right-unchecked']);
    expect(found({ checkedOn: today })).toEqual([]);
  });
  it.each(rightStatuses)('says %s', (status) => {
    expect(found({ status })).toEqual(status === 'in-force' ? [] : ['right-ended']);
  });
  it('has annual fees paid up to the day of the notice (专利法 43, 44)', () => {
    expect(found({ feesPaidUntil: today })).toEqual([]);
    expect(found({ feesPaidUntil: yesterday })).toEqual(['fee-overdue']);
  });
  it('knows of no like marks that stay behind (商标法 42)', () => {
    const marks = (similarMarks?: Circumstances['similarMarks']) =>
      found(similarMarks === undefined ? {} : { similarMarks }, { right: { right: mark } });
    expect(marks('none')).toEqual([]);
    expect(marks('all-included')).toEqual([]);
    expect(marks('left-out')).toEqual(['similar-marks-left-out']);
    expect(marks()).toEqual(['similar-marks-left-out']);
  });
});

describe('others', () => {
  it('own it too: all of them have consented (专利法 14)', () => {
    const right = { right: { ...patent, owners: [{ name: '甲公司' }, { name: '乙公司' }] } };
    const told = ['示例科技有限公司', '甲公司', '乙公司'].map((name) => tellingOf(name));
    const consented = (more: object) => found(more, { right, case: { told } });
    expect(consented({})).toEqual(['co-owner-consent-missing']);
    expect(consented({ coOwnersConsentedOn: tomorrow })).toEqual(['co-owner-consent-missing']);
    expect(consented({ coOwnersConsentedOn: today })).toEqual([]);
  });
  it('have to approve it, and did (拍卖法 8)', () => {
    const approval = (grantedOn?: CalendarDay) =>
      found({ approval: { from: '主管部门', ...(grantedOn && { grantedOn }) } });
    expect(approval()).toEqual(['approval-missing']);
    expect(approval(tomorrow)).toEqual(['approval-missing']);
    expect(approval(today)).toEqual([]);
  });
  it('value a state asset before it is sold (拍卖法 28)', () => {
    expect(found({ isStateAsset: true })).toEqual([]);
    const unvalued = found({ isStateAsset: true }, { right: { appraisal: null } });
    expect(unvalued).toContain('state-asset-not-appraised');
    expect(found({}, { right: { appraisal: null } })).not.toContain('state-asset-not-appraised');
  });
});

describe('the notice', () => {
  const said = (statements: Partial<GateInput['terms']['statements']>, route: ListingRoute = 'bidding') =>
    gates({ route, terms: { statements: { ...terms.statements, ...statements } } });
  const without = (code: string, route?: ListingRoute) =>
    said({ texts: { ...terms.statements.texts, [code]: ' ' } }, route);
  it('says what its route asks for; “none” is a statement, nothing is not', () => {
    expect(without('known-defects')).toEqual(['notice-content-missing']);
    expect(without('taxes')).toEqual(['public-item-missing']);
    expect(without('procedure')).toEqual([]);
    expect(without('procedure', 'auction')).toEqual(['notice-content-missing']);
    expect(without('known-defects', 'auction')).toEqual([]);
  });
  it('gives all seven warnings', () => {
    for (const warning of warnings)
      expect(said({ warnings: warnings.filter((one) => one !== warning) })).toEqual(['warning-missing']);
  });
  it('says that no warranty is given', () => {
    expect(said({ noWarranty: false })).toEqual(['no-warranty-missing']);
  });
});

describe('the numbers of a route', () => {
  it('`auction`: start and deposit as agreed, but never nothing', () => {
    const agreed = (start: number, deposit: number) =>
      gates({ route: 'auction', terms: { start: yuan(start), deposit: yuan(deposit) } });
    expect(agreed(0.01, 0)).toEqual([]);
    expect(agreed(0, 0)).toEqual(['start-out-of-range']);
  });
  it('`civil-2020`: the start is the appraised value, the deposit 5 % of that or more', () => {
    const civil = (start: number, deposit: number) =>
      gates({ ...asCourt, route: 'civil-2020', terms: { start: yuan(start), deposit: yuan(deposit) } });
    expect(civil(1_000_000, 50_000)).toEqual([]);
    expect(civil(999_999.99, 50_000)).toEqual(['start-out-of-range']);
    expect(civil(1_000_000.01, 50_000)).toEqual(['start-out-of-range']);
    expect(civil(1_000_000, 49_999.99)).toEqual(['deposit-out-of-range']);
    expect(civil(1_000_000, 900_000)).toEqual([]);
  });
  it.each([
    ['bidding', '16T23:59:59.999', '17T00:00:00.000'],
    ['auction', '08T23:59:59.999', '09T00:00:00.000'],
    ['civil-2020', '16T23:59:59.999', '17T00:00:00.000'],
  ] as const)('`%s`: opens at %s no, at %s yes', (route, early, first) => {
    const opens = (text: string) =>
      gates({
        ...(route === 'civil-2020' && asCourt),
        route,
        terms: { opensAt: march(text), viewing: { from: today, until: tomorrow } },
      });
    expect(opens(early)).toEqual(['notice-too-short']);
    expect(opens(first)).toEqual([]);
  });
});
