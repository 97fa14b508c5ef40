import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { findProfile, type Profile, profiles } from '@reassign/shared/listings/profile.ts';
import { profileSchema } from '@reassign/shared/listings/profile-schema.ts';
import { routes, type Rule } from '@reassign/shared/listings/route-rules.ts';
import { confirmationOf, wordOf } from '@reassign/shared/listings/sale-word.ts';
import { canonicalJson } from '@reassign/shared/verify/canonical-json.ts';

const of = (route: Profile['route']): Profile => findProfile({ route, version: 1 }) ?? expect.fail(route);

/** The rows of the table whose cells are one number or word, column by column. */
const table: readonly (readonly [Rule, unknown, unknown, unknown, unknown, unknown])[] = [
  ['word', 'bidding', 'auction', 'court-auction', 'auction', 'sell-off'],
  ['admission', 'accredited', 'anyone', 'anyone', 'anyone', 'anyone'],
  ['maxRounds', null, null, 2, 3, 0],
  ['withdrawable', true, false, false, false, false],
  ['hiddenReserve', true, true, false, false, false],
  ['maximumBids', true, true, false, false, false],
  ['equalRank', 'earlier', 'earlier', 'earlier', 'by-lot', 'earlier'],
  ['noticeDays', 15, 7, 30, 15, 15],
  ['nextNoticeDays', 15, 7, 15, 15, 15],
  ['viewingDays', 0, 2, 0, 0, 0],
  ['biddingMinMs', 24 * HOUR, 0, 24 * HOUR, 0, 24 * HOUR],
  ['extensionWindowMs', 5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 0, 5 * MINUTE],
  ['extensionMs', 5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 0, 5 * MINUTE],
  ['confirmation', 'system', 'auctioneer', 'system', 'auctioneer', 'system'],
  ['creditorMayBid', false, false, true, true, true],
  ['losersRefundMs', DAY, DAY, DAY, 3 * DAY, DAY],
  ['runnerUpOffer', true, false, false, false, false],
  ['titlePasses', 'recordal', 'recordal', 'service-of-ruling', 'service-of-ruling', 'service-of-ruling'],
  ['priceGoesTo', 'escrow', 'house-or-escrow', 'court', 'court', 'court'],
  ['settleBeforeSaleUntil', 'hammer', 'opening', 'day-before', 'day-before', 'day-before'],
  ['recordsYears', 10, 10, 10, 10, 10],
];

describe('the five routes', () => {
  it('are there, once each, in version 1', () => {
    expect(profiles.map(({ route, version }) => [route, version])).toEqual(routes.map((route) => [route, 1]));
  });
  it.each(table)('%s: %j, %j, %j, %j, %j', (rule: Rule, ...cells: unknown[]) => {
    expect(profiles.map((profile) => profile[rule])).toEqual(cells);
  });
  it('measure the start by the appraisal, by agreement, or by the round before', () => {
    expect(profiles.map(({ start }) => start)).toEqual([
      { basis: 'appraisal-share', minBps: 7_000 },
      { basis: 'agreed' },
      { basis: 'appraisal-share', minBps: 7_000 },
      { basis: 'equals-appraisal' },
      { basis: 'last-round' },
    ]);
  });
  it('measure the deposit by the start, by agreement, or by the appraisal', () => {
    const share = { basis: 'start-share', minBps: 500, maxBps: 2_000 };
    const court = { ...share, creditorPays: 'above-claim' };
    const civil = { basis: 'appraisal-share', minBps: 500, maxBps: null, creditorPays: 'above-claim' };
    expect(profiles.map(({ deposit }) => deposit)).toEqual([share, { basis: 'agreed' }, court, civil, court]);
  });
  it('cut at most 20 % for a next round, within 30 or 60 days', () => {
    const [bidding, auction, judicial, civil] = profiles.map(({ nextRound }) => nextRound);
    expect(bidding).toEqual({ withinDays: 30, cutMaxBps: 2_000, byItself: true });
    expect(auction).toEqual({ withinDays: null, cutMaxBps: null, byItself: false });
    expect(judicial).toEqual({ withinDays: 30, cutMaxBps: 2_000, byItself: false });
    expect(civil).toEqual({ withinDays: 60, cutMaxBps: 2_000, byItself: false });
  });
  it('say what a winner who does not pay loses', () => {
    expect(of('judicial').buyerDefault).toEqual({
      covers: ['costs', 'gap', 'debt', 'related-debts'],
      keptMaxOfLossBps: null,
      shortfallOwed: false,
      barredFromResale: true,
    });
    expect(of('bidding').buyerDefault.keptMaxOfLossBps).toBe(13_000);
    expect(of('auction').buyerDefault).toMatchObject({ covers: ['commissions', 'gap'], shortfallOwed: true });
  });
  it('use 拍卖 only where a house or a court holds one', () => {
    expect(profiles.filter(({ word }) => word.includes('auction')).map(({ seller }) => seller)).toEqual([
      'auction-house',
      'court',
      'court',
    ]);
  });
});

describe.each(profiles)('$route/$version', (profile) => {
  it('names the article of every rule, and of nothing else', () => {
    const { articles } = profile;
    const named = ['route', 'version', 'articles', ...Object.keys(articles)];
    expect(named.toSorted()).toEqual(Object.keys(profile).toSorted());
    for (const sources of Object.values(articles)) expect(sources.length).toBeGreaterThan(0);
  });
  it('is plain JSON of whole numbers, in the form that a log brings', () => {
    expect(profileSchema.parse(JSON.parse(canonicalJson(profile)))).toEqual(profile);
  });
  it('has numbers that can be met', () => {
    const { deposit } = profile;
    if (deposit.basis !== 'agreed') expect(deposit.minBps).toBeLessThanOrEqual(deposit.maxBps ?? 10_000);
  });
});

it.each(profiles.map((profile) => [profile.route, profile] as const))(
  'pages call a sale under %s what its profile calls it',
  (route, { word }) => {
    expect(wordOf(route)).toBe(word);
    expect(confirmationOf(route)).toBe(of(route).confirmation);
  },
);
