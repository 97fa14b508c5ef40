import { describe, expect, it } from 'vitest';
import { lotsToStop } from '@reassign/shared/auctions/covered.ts';
import { materialIn } from '@reassign/shared/auctions/material.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, instant, later } from '@reassign/shared/kernel/instant.ts';
import { given } from '../../support/given.ts';
import {
  correct,
  court,
  courtLot,
  courtOpens,
  debtor,
  houseLot,
  notifyPayment,
  operator,
  pause,
  platform,
  reason,
  seller,
  settle,
  withdraw,
} from '../../support/life.ts';
import { A, B, bid, close, closesAt, march, notice, open, opensAt, yuan } from '../../support/lot.ts';

const noon = march('17T12:00:00.000');
const opened = given(notice(), open([A, B]), bid(A, yuan(100_000), noon));

describe('paying debt and costs stops the sale', () => {
  it('until the hammer where the bank sells', () => {
    expect(opened.when(settle(later(closesAt, -1))).and.state.phase).toBe('settled-before-sale');
    opened.when(settle(closesAt)).thenRefused('too-late', { until: closesAt });
    opened.when(close()).and.when(settle(closesAt)).thenRefused('lot-closed');
  });
  it('until the opening where a house auctions (A 29)', () => {
    const inNotice = given(houseLot);
    expect(inNotice.when(settle(later(opensAt, -1))).and.state.phase).toBe('settled-before-sale');
    inNotice.when(settle(opensAt)).thenRefused('too-late', { until: opensAt });
  });
  it('until the day before where a court sells (E 19)', () => {
    const until = instant(Date.parse('2026-03-31T16:00:00.000Z'));
    const inNotice = given(courtLot);
    expect(inNotice.when(settle(later(until, -1), court)).and.state.phase).toBe('settled-before-sale');
    inNotice.when(settle(until, court)).thenRefused('too-late', { until });
  });
  it('also while the lot is paused, when its end does not come', () => {
    const paused = opened.when(pause(noon)).and;
    expect(paused.when(settle(later(closesAt, 1))).and.state.phase).toBe('settled-before-sale');
  });
});

describe('withdrawing a lot', () => {
  it('says why in public, and ends the bidding', () => {
    const withdrawn = opened.when(withdraw(noon));
    withdrawn.then({ type: 'LotWithdrawn', body: { actor: seller, reason, cause: 'seller-request' } });
    withdrawn.and.when(bid(B, yuan(101_000), noon)).thenRefused('lot-not-open');
  });
  it('is possible until the hammer, a house’s until the opening (A 29, 36)', () => {
    opened.when(withdraw(closesAt)).thenRefused('too-late', { until: closesAt });
    const inNotice = given(houseLot);
    expect(inNotice.when(withdraw(later(opensAt, -1))).and.state.phase).toBe('withdrawn');
    inNotice
      .when(open([A]))
      .and.when(withdraw(opensAt))
      .thenRefused('too-late', { until: opensAt });
  });
  it('is the platform’s own only when the case is covered', () => {
    opened.when(withdraw(noon, platform, 'debt-covered')).then({
      type: 'LotWithdrawn',
      body: { actor: platform, reason, cause: 'debt-covered' },
    });
    opened.when(withdraw(noon, platform, 'other')).thenRefused('cause-not-allowed');
    opened.when(withdraw(noon, seller, 'debt-covered')).thenRefused('cause-not-allowed');
    opened.when(withdraw(noon, operator)).thenRefused('not-your-move');
    expect(given(courtLot, open([A], courtOpens)).state.phase).toBe('open');
  });
});

describe('several lots of one case (E 14)', () => {
  const lot = (
    id: string,
    phase: 'sold' | 'open' | 'notice' | 'unsold' | 'paused',
    hammer: number | null = null,
  ) => ({
    lotId: id as LotId,
    phase,
    hammer: hammer === null ? null : yuan(hammer),
  });
  const lots = [
    lot('1', 'sold', 600_000),
    lot('2', 'sold', 200_000),
    lot('3', 'open'),
    lot('4', 'notice'),
    lot('5', 'unsold'),
    lot('6', 'paused'),
  ];
  it('stop when debt and costs are covered, to the fen', () => {
    expect(lotsToStop({ owed: yuan(800_000), agreesToAll: false, lots })).toEqual(['3', '4', '6']);
    expect(lotsToStop({ owed: yuan(800_000.01), agreesToAll: false, lots })).toEqual([]);
  });
  it('go on when the debtor agrees to the sale of all', () => {
    expect(lotsToStop({ owed: yuan(1), agreesToAll: true, lots })).toEqual([]);
  });
});

describe('the debtor’s own notice that it paid', () => {
  const until = instant(Date.parse('2026-03-31T16:00:00.000Z'));
  const inNotice = given(courtLot);
  it('is written once, by the debtor, until the profile’s cut-off', () => {
    const noticed = inNotice.when(notifyPayment(later(until, -1)));
    noticed.then({ type: 'PaymentNotified', body: { actor: debtor } });
    noticed.and.when(notifyPayment(later(until, -1))).thenRefused('nothing-changes');
    inNotice.when(notifyPayment(until)).thenRefused('too-late', { until });
    inNotice.when(notifyPayment(noon, court)).thenRefused('not-your-move');
    given(houseLot).when(notifyPayment(opensAt)).thenRefused('too-late', { until: opensAt });
    opened.when(notifyPayment(closesAt)).thenRefused('too-late', { until: closesAt });
  });
  it('keeps the cut-off: whoever sells settles by it until the hammer (E 19)', () => {
    const [opens, closes] = [courtOpens, later(courtOpens, 24 * HOUR)];
    const bids = inNotice.when(notifyPayment(later(until, -1))).and.when(open([A], opens)).and;
    expect(bids.when(settle(later(closes, -1), court)).and.state.phase).toBe('settled-before-sale');
    bids.when(settle(closes, court)).thenRefused('too-late', { until: closes });
    const silent = inNotice.when(open([A], opens)).and;
    silent.when(settle(opens, court)).thenRefused('too-late', { until });
  });
});

describe('a correction', () => {
  const change = { pointer: '/description', before: '旧', after: '新' };
  it('says before and after, and the notice stays as it was', () => {
    const corrected = opened.when(correct([change], noon));
    corrected.then({ type: 'NoticeCorrected', body: { actor: seller, reason, changes: [change] } });
    expect(corrected.and.state).toMatchObject({ corrections: [{ at: noon, changes: [change], reason }] });
  });
  it('may add what was not there', () => {
    const addition = { ...change, pointer: '/rights/0/right/owners/0/name', before: null };
    expect(opened.when(correct([addition], noon)).and.state.phase).toBe('open');
  });
  it.each([
    ['/start/amount', true],
    ['/deposit', true],
    ['/opensAt', true],
    ['/ladder/0/start', true],
    ['/increments/0/step', true],
    ['/fall/levels', true],
    ['/rights', true],
    ['/rights/0', true],
    ['/rights/0/appraisedValue', true],
    ['/rights/0/right/registrationNumber', true],
    ['/rights/0/right/title', false],
    ['/description', false],
    ['/startled', false],
    ['/title', false],
  ])('of %s is material: %s', (pointer, isMaterial) => {
    expect(materialIn([{ pointer }])).toEqual(isMaterial ? [pointer] : []);
    const decided = opened.when(correct([{ ...change, pointer }], noon));
    if (isMaterial) decided.thenRefused('material-change', { pointers: [pointer] });
    else expect(decided.and.state).toMatchObject({ corrections: [{}] });
  });
  it('begins with what the notice says, as it was published and then corrected', () => {
    const published = { description: '旧', 'a/b': 1, tags: ['甲'], pledge: null };
    const wish = (pointer: string, before: string | null, after: string | null = '新') =>
      correct([{ pointer, before, after }], noon, seller, published);
    const refused = (log: typeof opened, wished: LotCommand, pointer: string, stands: string | null) => {
      log.when(wished).thenRefused('before-differs', { differs: [{ pointer, stands }] });
    };
    const first = opened.when(wish('/description', '旧')).and;
    refused(opened, wish('/description', '新', '旧'), '/description', '旧');
    refused(first, wish('/description', '旧', '更新'), '/description', '新');
    refused(first, wish('/a~1b', null), '/a~1b', '1');
    refused(first, wish('/tags', '甲'), '/tags', null);
    refused(first, wish('/tags/1', null, '乙'), '/tags/1', null);
    refused(first, wish('/nowhere/to', '甲', '乙'), '/nowhere/to', null);
    refused(first, wish('/__proto__', '甲', '乙'), '/__proto__', null);
    const again = first.when(wish('/description', '新', null)).and;
    expect(again.when(wish('/description', null)).and.state).toMatchObject({ corrections: [{}, {}, {}] });
    for (const wished of [
      wish('/a~1b', '1'),
      wish('/tags/0', '甲'),
      wish('/tags/-', null),
      wish('/pledge', null),
      wish('/new', null),
    ])
      expect(again.when(wished).and.state.phase).toBe('open');
    const twice = [
      { pointer: '/description', before: '旧', after: '新' },
      { pointer: '/description', before: '新', after: '更新' },
    ];
    expect(opened.when(correct(twice, noon, seller, published)).and.state.phase).toBe('open');
  });
  it('changes something', () => {
    opened.when(correct([], noon)).thenRefused('nothing-changes');
    opened.when(correct([{ ...change, after: '旧' }], noon)).thenRefused('nothing-changes');
  });
});
