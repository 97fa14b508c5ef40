import { describe, expect, it } from 'vitest';
import { earlySellOff } from '@reassign/shared/listings/ladder.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { GateInput } from '@reassign/shared/listings/gates.ts';
import { DAY, instant, later } from '@reassign/shared/kernel/instant.ts';
import {
  asCourt,
  consignment,
  courtOrder,
  day,
  found,
  gates,
  inForce,
  patent,
  today,
  tomorrow,
  type Change,
  tellingOf,
} from '../../support/gates.ts';
import { yuan } from '../../support/lot.ts';

/* Who sells, by which papers, and when a sell-off may come: the gates on both sides. */

describe('a licensed house', () => {
  const auction = (papers: GateInput['terms']['papers']) => gates({ route: 'auction', terms: { papers } });
  it('has a licence, a presiding auctioneer and a written contract (拍卖法 11, 14, 42)', () => {
    expect(auction({ consignment })).toEqual([]);
    expect(auction({})).toEqual(['auction-house-missing']);
    for (const change of [
      { creditCode: '' },
      { creditCode: '示例' },
      { licence: '' },
      { auctioneer: '' },
      { contractSignedOn: tomorrow },
    ])
      expect(auction({ consignment: { ...consignment, ...change } })).toEqual(['auction-house-missing']);
  });
  it('is asked for where an auctioneer confirms', () => {
    expect(gates({ terms: { papers: {} } })).toEqual([]);
  });
  it('shows the lot on two days within the notice (拍卖法 48)', () => {
    const shown = (from: string, until: string) =>
      gates({ route: 'auction', terms: { viewing: { from: day(from), until: day(until) } } });
    expect(shown('2026-03-10', '2026-03-11')).toEqual([]);
    expect(shown('2026-03-10', '2026-03-10')).toEqual(['viewing-too-short']);
    expect(shown('2026-03-15', '2026-03-20')).toEqual([]);
    expect(shown('2026-03-16', '2026-03-20')).toEqual(['viewing-too-short']);
    expect(shown('2026-02-20', '2026-03-02')).toEqual([]);
    expect(shown('2026-02-20', '2026-03-01')).toEqual(['viewing-too-short']);
  });
});

describe('a court', () => {
  const april = instant(Date.parse('2026-04-01T00:00:00.000+08:00'));
  const late = (change: Change = {}) =>
    gates({ ...asCourt, ...change, terms: { opensAt: april, closesAt: later(april, DAY), ...change.terms } });
  it('ruled, and chose the platform for the case (法释〔2016〕18号 4, 5)', () => {
    const papers = (order: object) =>
      late({ terms: { papers: { courtOrder: { ...courtOrder, ...order } } } });
    expect(papers({})).toEqual([]);
    expect(late({ terms: { papers: {} } })).toEqual(['court-papers-missing']);
    expect(papers({ ruledOn: tomorrow })).toEqual(['court-papers-missing']);
    expect(papers({ platformChosenOn: tomorrow })).toEqual(['court-papers-missing']);
  });
  it('lists itself, and nobody lists for it', () => {
    expect(late({ sellerKind: 'bank' })).toEqual(['seller-not-of-route']);
    expect(late({ seller: '另一法院' })).toEqual(['court-papers-missing']);
    for (const route of ['bidding', 'auction'] as const)
      expect(gates({ route, sellerKind: 'court' })).toContain('seller-not-of-route');
  });
  it('sells by itself only on a platform of the Supreme Court’s list (法释〔2016〕18号 2, 4)', () => {
    expect(late({ courtListSince: null })).toEqual(['platform-not-listed']);
    expect(late({ courtListSince: tomorrow })).toEqual(['platform-not-listed']);
    expect(late({ courtListSince: today })).toEqual([]);
    // Through a house the platform is the house's choice; the house is asked for.
    const civil = { route: 'civil-2020', courtListSince: null, terms: { start: yuan(1_000_000) } } as const;
    expect(late(civil)).toEqual([]);
    expect(late({ ...civil, terms: { ...civil.terms, papers: { courtOrder } } })).toEqual([
      'auction-house-missing',
    ]);
  });
  it('needs no agreement of the pledgor, and no co-owner’s consent', () => {
    const owners = [{ name: '甲公司' }, { name: '乙公司' }];
    const told = ['示例科技有限公司', '甲公司', '乙公司'].map((name) => tellingOf(name));
    expect(late({ case: { saleAgreedOn: null, told }, right: { right: { ...patent, owners } } })).toEqual([]);
  });
  it('sells what it froze itself, not what another court froze', () => {
    const frozenBy = (court: string) => late({ right: { circumstances: { ...inForce, frozenBy: court } } });
    expect(frozenBy('示例法院')).toEqual([]);
    expect(frozenBy('另一法院')).toEqual(['right-frozen']);
    expect(found({ frozenBy: '示例法院' })).toEqual(['right-frozen']);
  });
  it('gives thirty days of notice: 1 March, not 31 March but 1 April (§3.9 case 13)', () => {
    const opens = (text: string) => {
      const opensAt = instant(Date.parse(text));
      return gates({ ...asCourt, terms: { opensAt, closesAt: later(opensAt, DAY) } });
    };
    expect(opens('2026-03-31T23:59:59.999+08:00')).toEqual(['notice-too-short']);
    expect(opens('2026-04-01T00:00:00.000+08:00')).toEqual([]);
  });
});

describe('a sell-off', () => {
  const april = instant(Date.parse('2026-04-01T00:00:00.000+08:00'));
  const closes = later(april, DAY);
  const rung = (format: 'english' | 'selloff', start: number, from: string, until: string) => ({
    ...{ format, start: yuan(start) },
    opensAt: instant(Date.parse(`2026-${from}T00:00:00.000+08:00`)),
    closesAt: instant(Date.parse(`2026-${until}T00:00:00.000+08:00`)),
  });
  const atOnce = [rung('selloff', 1_000_000, '04-18', '05-20')];
  const afterTwo = [rung('english', 800_000, '04-18', '04-19'), rung('selloff', 800_000, '05-05', '06-10')];
  const terms = { opensAt: april, closesAt: closes, deposit: yuan(50_000) };
  const planned = (ladder: typeof atOnce, change: Change = {}) =>
    gates({ ...asCourt, ...change, terms: { ...terms, ladder } });
  it('follows all rounds of the route in which nobody bought (法释〔2016〕18号 26)', () => {
    expect(planned(atOnce)).toEqual(['sell-off-too-early']);
    expect(planned(afterTwo)).toEqual([]);
  });
  it('counts the rounds that our logs know of before', () => {
    expect(planned(atOnce, { failedRounds: 1 })).toEqual([]);
  });
  it('follows one round where it is agreed', () => {
    const agreed = gates({ terms: { ...terms, ladder: atOnce } });
    expect(agreed).toEqual([]);
    expect(earlySellOff([{ format: 'selloff' }], newestProfile('bidding'), 0)).toEqual({
      ...{ rung: 1, failed: 0, needed: 1 },
    });
    expect(earlySellOff([{ format: 'selloff' }], newestProfile('bidding'), 1)).toBeNull();
    expect(earlySellOff([{ format: 'selloff' }], newestProfile('selloff'), 0)).toMatchObject({ needed: 1 });
  });
});
