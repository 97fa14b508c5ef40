import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotSold } from '@reassign/shared/auctions/events.ts';
import type { BidderNumber, LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { followHammer } from '../../../server/deposits/index.ts';
import { createSettlement, followSales } from '../../../server/settlement/index.ts';
import { agency, openDeposits, type OpenDeposits, operator } from '../../support/deposits.ts';
import { closesAt, sold, unsold, yuan } from '../../support/lot.ts';
import { seller, sellerId } from '../../support/settlement.ts';

let open: OpenDeposits;
let settlement: ReturnType<typeof createSettlement>;
beforeAll(async () => {
  open = await openDeposits();
  settlement = createSettlement({ db: open.app.db, deposits: open.deposits, seller });
});
afterAll(() => open.close());

const memberOf = (id: OrganisationId) => ({ userId: operator, organisation: { id } });

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
  open.app.db.transaction((tx) => followHammer(open.deposits, () => Promise.resolve(true))(tx, [event]));
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

describe('a sale confirmation', () => {
  it('says to everybody who bought at what price, and where the log says so', async () => {
    const { lotId, event } = await hammer();
    await sales(event);
    expect(await settlement.confirmation(lotId, null)).toEqual({
      scope: 'public',
      number: `CJ-SX-2026-${lotId.slice(-6)}`,
      lotId,
      lotNumber: `SX-2026-${lotId.slice(-6)}`,
      title: '一种滚子链条',
      seller: '晋阳银行股份有限公司',
      buyer: { name: '代理机构1', creditCode: null },
      bidderNumber: event.body.bidderNumber,
      hammer: yuan(120_000),
      deposit: null,
      balanceDue: null,
      closedAt: new Date(closesAt).toISOString(),
      logSize: 17,
      logHash: 'a'.repeat(64),
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
      balanceDue: yuan(110_000),
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
