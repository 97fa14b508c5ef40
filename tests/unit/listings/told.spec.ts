import { describe, expect, it } from 'vitest';
import { closedGates } from '@reassign/shared/listings/gates.ts';
import { newestProfile, type Profile } from '@reassign/shared/listings/profile.ts';
import { type Telling, untoldOf } from '@reassign/shared/listings/told.ts';
import { gateQuestion, gates, patent, caseRight, tellingOf, today } from '../../support/gates.ts';

/* A notice of 1 March 2026: who has to know of the sale, and since when (法释〔2016〕18号 16; 民法典 201). */

const party = '示例科技有限公司';
const posted = (on: string): Telling => ({
  ...{ ...tellingOf(party, on), way: 'posted', how: '下落不明，邮件退回' },
});
const untold = (told: readonly Telling[], route: Profile['route'] = 'bidding', noPriorityHolders = true) =>
  untoldOf([party], { told, noPriorityHolders }, today, newestProfile(route));
const late = (earliest: string, name = party) => ({
  ...{ missing: [], early: [{ name, earliest }], prioritiesUnsaid: false },
});
const missing = (...names: string[]) => ({ missing: names, early: [], prioritiesUnsaid: false });

describe('the parties of a sale', () => {
  it.each(['bidding', 'selloff', 'judicial'] as const)('are told three whole days before, in %s', (route) => {
    expect(untold([tellingOf(party, '2026-02-25')], route)).toBeNull();
    expect(untold([tellingOf(party, '2026-02-26')], route)).toEqual(late('2026-03-02'));
  });
  it.each(['bidding', 'selloff', 'judicial'] as const)(
    'are told after five full days of posting where nobody reaches them, then the three days, in %s',
    (route) => {
      expect(untold([posted('2026-02-20')], route)).toBeNull();
      expect(untold([posted('2026-02-21')], route)).toEqual(late('2026-03-02'));
    },
  );
  it('are told five whole days before by a court’s sale in a hall, which knows no posting (2020 rules 11)', () => {
    expect(untold([tellingOf(party, '2026-02-23')], 'civil-2020')).toBeNull();
    expect(untold([tellingOf(party, '2026-02-24')], 'civil-2020')).toEqual(late('2026-03-02'));
    expect(untold([posted('2025-01-01')], 'civil-2020')).toEqual(missing(party));
  });
  it('are told by the public notice of an auction (拍卖法 47)', () => {
    expect(untold([], 'auction', false)).toBeNull();
  });
  it('are not told by what is still to come', () => {
    expect(untold([tellingOf(party, '2026-03-05')])).toEqual(late('2026-03-09'));
  });
  it('are named who were not told', () => {
    expect(untold([])).toEqual(missing(party));
    expect(untold([tellingOf('别人')])).toEqual(missing(party));
  });
  it('are told once, whatever was sent again, and in either width of brackets', () => {
    expect(untold([tellingOf(party, '2026-02-28'), tellingOf(party, '2026-02-25')])).toBeNull();
    const name = '示例（深圳）公司';
    const told = [tellingOf('示例(深圳)公司')];
    expect(
      untoldOf([name, name], { told, noPriorityHolders: true }, today, newestProfile('bidding')),
    ).toBeNull();
  });
});

describe('holders of priorities', () => {
  const holder = (on: string): Telling => ({ ...tellingOf('优先权人甲', on), role: 'priority-holder' });
  const both = (on: string) => untold([tellingOf(party), holder(on)], 'bidding', false);
  it('are told like the parties', () => {
    expect(both('2026-02-25')).toBeNull();
    expect(both('2026-02-26')).toEqual(late('2026-03-02', '优先权人甲'));
  });
  it('are named, or it is stated that none is known', () => {
    const told = [tellingOf(party)];
    expect(untold(told, 'bidding', true)).toBeNull();
    expect(untold(told, 'bidding', false)).toEqual({ missing: [], early: [], prioritiesUnsaid: true });
  });
});

describe('the gate', () => {
  it('asks of debtor, pledgor, every owner of a right and whoever pledged it', () => {
    const told = [tellingOf('债务人')];
    const question = gateQuestion({
      case: { debtor: { name: '债务人' }, pledgor: { name: '出质人' }, told },
      right: {
        right: { ...patent, owners: [{ name: '权利人' }] },
        pledge: caseRight.pledge && { ...caseRight.pledge, pledgor: '登记出质人' },
      },
    });
    expect(closedGates(question)).toContainEqual({
      gate: 'parties-not-told',
      article: 'bidding/1; 法释〔2016〕18号 16',
      facts: missing('出质人', '权利人', '登记出质人'),
    });
  });
  it('is open when all were told', () => {
    expect(gates()).toEqual([]);
    expect(gates({ case: { told: [tellingOf(party, '2026-02-26')] } })).toEqual(['parties-not-told']);
    expect(gates({ case: { told: [tellingOf(party, '2026-02-25')] } })).toEqual([]);
  });
});
