import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { LotSold } from '@reassign/shared/auctions/events.ts';
import type { LotAnnulled, SaleConfirmed } from '@reassign/shared/auctions/life-events.ts';
import type { BidderNumber, LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { auction } from '@reassign/shared/listings/profiles/auction.ts';
import { bidding, type Profile } from '@reassign/shared/listings/profile.ts';
import { followHammer } from '../../../server/deposits/index.ts';
import { createSettlement, followSales } from '../../../server/settlement/index.ts';
import { agency, openDeposits, type OpenDeposits, operator } from '../../support/deposits.ts';
import { closesAt, sold, unsold, yuan } from '../../support/lot.ts';
import { openSales } from '../../support/sales.ts';
import { roundEndUnder, seller, sellerId } from '../../support/settlement.ts';

let open: OpenDeposits;
let settlement: ReturnType<typeof createSettlement>;
beforeAll(async () => {
  open = await openDeposits();
  settlement = settlementUnder(bidding);
});
afterAll(() => open.close());

const memberOf = (id: OrganisationId) =>
  ({ userId: operator, organisation: { id }, roles: [] }) as unknown as Principal;

const settlementUnder = (rules: Profile) =>
  createSettlement({
    ...{ db: open.app.db, deposits: open.deposits, seller, roundEnd: roundEndUnder(rules) },
    balances: openSales(open, { rules }).money.balances,
  });
const rounds = { isFree: () => Promise.resolve(true), roundEnd: roundEndUnder(bidding) };

/** Two agencies with held deposits, and the hammer that falls for the first. */
async function hammer(): Promise<{ lotId: LotId; event: LotSold & Place }> {
  const lotId = open.newLot();
  const winner = (await open.admit(lotId, 1)) as BidderNumber;
  await open.admit(lotId, 2);
  const place = { lot: lotId, at: closesAt, seq: 17, hash: 'a'.repeat(64) };
  return { lotId, event: { ...sold(winner, yuan(120_000)), ...place } };
}
interface Place {
  readonly lot: LotId;
  readonly at: typeof closesAt;
  readonly seq: number;
  readonly hash: string;
}

const deposits = (event: LotSold & Place) =>
  open.app.db.transaction((tx) => followHammer(open.deposits, rounds)(tx, [event]));
const sales = (event: LotSold & Place) =>
  open.app.db.transaction((tx) => followSales(settlement)(tx, [event]));

const countOf = async (lotId: LotId): Promise<number> => {
  const [row] = await open.admin.sql<[{ count: number }]>`
    select count(*)::int as count from settlement where lot_id = ${lotId}`;
  return row.count;
};

describe('a sale is confirmed once', () => {
  it.each([
    ['the deposits follow first', [deposits, sales]],
    ['the settlement follows first', [sales, deposits]],
    ['both follow twice', [sales, deposits, deposits, sales]],
  ])('when %s', async (_what, followers) => {
    const { lotId, event } = await hammer();
    for (const follow of followers) await follow(event);
    expect(await countOf(lotId)).toBe(1);
    const ends = (await open.movesOf(lotId)).filter(({ actor }) => actor === 'platform');
    expect(ends.map(({ status }) => status)).toEqual(['applied', 'released']);
  });

  it('when both follow at the same time', async () => {
    const lots = await Promise.all(Array.from({ length: 6 }, hammer));
    await Promise.all(lots.flatMap(({ event }) => [deposits(event), sales(event)]));
    for (const { lotId } of lots) {
      expect(await countOf(lotId)).toBe(1);
      const ends = (await open.movesOf(lotId)).filter(({ actor }) => actor === 'platform');
      expect(ends.map(({ status }) => status)).toEqual(['applied', 'released']);
    }
  });

  it('and keeps what it said, though the same hammer were told otherwise', async () => {
    const { lotId, event } = await hammer();
    await sales(event);
    await sales({ ...event, body: { ...event.body, hammer: yuan(999_999) }, at: later(closesAt, HOUR) });
    expect(await settlement.confirmation(lotId, null)).toMatchObject({
      hammer: yuan(120_000),
      closedAt: new Date(closesAt).toISOString(),
    });
  });
});

describe('a sale that is annulled', () => {
  const reason = '买受人依规则不得竞买';
  const annulment = (event: LotSold & Place): LotAnnulled & Place => ({
    type: 'LotAnnulled',
    body: { actor: { role: 'operator', commitment: '0a'.repeat(32) }, cause: 'barred-buyer', reason },
    ...{ lot: event.lot, at: later(event.at, HOUR), seq: event.seq + 1, hash: 'b'.repeat(64) },
  });
  const follow = (follower: 'deposits' | 'settlement', event: (LotSold | LotAnnulled) & Place) =>
    open.app.db.transaction((tx) =>
      follower === 'deposits'
        ? followHammer(open.deposits, rounds)(tx, [event])
        : followSales(settlement)(tx, [event]),
    );

  it.each([
    ['each follower as it comes', ['deposits', 'settlement'], 1],
    ['the settlement a long time before the deposits', ['settlement', 'deposits'], 1],
    ['everything told again after a crash', ['deposits', 'settlement'], 2],
  ] as const)('is undone once: %s', async (_what, followers, times) => {
    const { lotId, event } = await hammer();
    for (const follower of followers)
      for (const entry of [event, annulment(event)])
        for (let told = 0; told < times; told++) await follow(follower, entry);
    expect(await settlement.confirmation(lotId, memberOf(sellerId))).toMatchObject({
      stage: 'void',
      balanceDue: null,
      voided: { at: new Date(later(closesAt, HOUR)).toISOString(), reason },
    });
    expect(await settlement.confirmation(lotId, null)).toMatchObject({ stage: 'void', voided: { reason } });
    const ends = (await open.movesOf(lotId)).filter(({ actor }) => actor === 'platform');
    expect(ends.map(({ status }) => status)).toEqual(['applied', 'released', 'released']);
    // The buyer's goes back by the deadline of a loser's, counted from the annulment.
    const dues = ends.map(({ dueAt }) => dueAt).sort();
    expect(dues).toContain(later(closesAt, HOUR + bidding.losersRefundMs));
  });

  it('is not undone when its follower’s transaction is', async () => {
    const { lotId, event } = await hammer();
    await sales(event);
    const cut = open.app.db.transaction(async (tx) => {
      await followSales(settlement)(tx, [annulment(event)]);
      throw new Error('cut');
    });
    await expect(cut).rejects.toThrow('cut');
    expect(await settlement.confirmation(lotId, null)).toMatchObject({ stage: 'confirmed' });
    await follow('settlement', annulment(event));
    expect(await settlement.confirmation(lotId, null)).toMatchObject({ stage: 'void' });
  });
});

describe('a sale that an auctioneer confirms', () => {
  it('is known to the parties alone until then, and asks for no balance', async () => {
    const house = settlementUnder(auction);
    const { lotId, event } = await hammer();
    const follow = (entry: (LotSold | SaleConfirmed) & Place) =>
      open.app.db.transaction((tx) => followSales(house)(tx, [entry]));
    await follow(event);
    expect(await house.confirmation(lotId, null)).toBeNull();
    expect(await house.confirmation(lotId, memberOf(sellerId))).toMatchObject({
      ...{ stage: 'awaiting-confirmation', confirmedAt: null, balanceDue: null },
      priceGoesTo: 'house-or-escrow',
    });
    const confirmed: SaleConfirmed & Place = {
      type: 'SaleConfirmed',
      body: { actor: { role: 'auctioneer', commitment: '0d'.repeat(32) }, reason: '落槌确认' },
      ...{ lot: lotId, at: later(closesAt, HOUR), seq: 18, hash: 'c'.repeat(64) },
    };
    await follow(confirmed);
    await follow(confirmed);
    const confirmedAt = new Date(later(closesAt, HOUR)).toISOString();
    expect(await house.confirmation(lotId, null)).toMatchObject({ stage: 'confirmed', confirmedAt });
    expect(await house.confirmation(lotId, memberOf(sellerId))).toMatchObject({
      premium: yuan(0),
      balanceDue: yuan(110_000),
    });
  });
});

describe('a sale confirmation', () => {
  it('says to everybody who bought at what price, and where the log says so', async () => {
    const { lotId, event } = await hammer();
    await sales(event);
    expect(await settlement.confirmation(lotId, null)).toEqual({
      scope: 'public',
      stage: 'confirmed',
      number: `CJ-SX-2026-${lotId.slice(-6)}`,
      lotId,
      lotNumber: `SX-2026-${lotId.slice(-6)}`,
      title: '一种滚子链条',
      route: 'bidding',
      seller: '晋阳银行股份有限公司',
      buyer: { name: '代理机构1', creditCode: null },
      bidderNumber: event.body.bidderNumber,
      hammer: yuan(120_000),
      deposit: null,
      premium: null,
      balanceDue: null,
      payments: null,
      priceGoesTo: 'escrow',
      closedAt: new Date(closesAt).toISOString(),
      confirmedAt: new Date(closesAt).toISOString(),
      voided: null,
      logSize: 17,
      logHash: 'a'.repeat(64),
      reader: null,
    });
  });

  it.each([
    ['the seller', sellerId],
    ['the buyer', agency(1).organisation.id],
  ])('says to %s also the code, the deposit and what is left to pay', async (_who, reader) => {
    const { lotId, event } = await hammer();
    await sales(event);
    expect(await settlement.confirmation(lotId, memberOf(reader))).toMatchObject({
      scope: 'party',
      buyer: { name: '代理机构1', creditCode: 'CODE1' },
      deposit: yuan(10_000),
      premium: yuan(2_400),
      balanceDue: yuan(112_400),
      payments: [{ amount: yuan(112_400), dueAt: '2026-03-28T16:00:00.000Z' }],
    });
  });

  it('says no more to a bidder that lost than to everybody', async () => {
    const { lotId, event } = await hammer();
    await sales(event);
    expect(await settlement.confirmation(lotId, memberOf(agency(2).organisation.id))).toMatchObject({
      scope: 'public',
      deposit: null,
    });
  });

  it('is not there before the hammer, nor for a lot that nobody bought', async () => {
    const { lotId, event } = await hammer();
    expect(await settlement.confirmation(lotId, memberOf(sellerId))).toBeNull();
    const place = { lot: event.lot, at: event.at, seq: event.seq, hash: event.hash };
    await open.app.db.transaction((tx) => followSales(settlement)(tx, [{ ...unsold, ...place }]));
    expect(await settlement.confirmation(lotId, memberOf(sellerId))).toBeNull();
  });
});
