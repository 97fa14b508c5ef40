import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { followSales, createSettlement } from '../../../server/settlement/index.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { closesAt, sold, yuan } from '../../support/lot.ts';
import { openSales } from '../../support/sales.ts';
import { roundEndUnder, seller } from '../../support/settlement.ts';

/*
 * What the serving role may not do, whatever statement somebody smuggles into it.
 */

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
  const lotId = open.newLot();
  const winner = await open.admit(lotId, 1);
  const settlement = createSettlement({
    ...{ db: open.app.db, deposits: open.deposits, seller, roundEnd: roundEndUnder(bidding) },
    balances: openSales(open).money.balances,
  });
  const hammer = sold(winner as never, yuan(120_000));
  await open.app.db.transaction((tx) =>
    followSales(settlement)(tx, [{ ...hammer, lot: lotId, at: closesAt, seq: 9, hash: 'a'.repeat(64) }]),
  );
});
afterAll(() => open.close());

const DENIED = '42501';

describe('the serving role', () => {
  it.each([
    ["update deposit_move set actor = 'nobody'"],
    ['delete from deposit_move'],
    ['truncate deposit_move'],
    ['update settlement set hammer_minor = 1'],
    ['delete from settlement'],
    ['update ended_lot set winner = null'],
    ['delete from ended_lot'],
    ['delete from deposit'],
    ['update deposit set amount_minor = 1'],
    ["update deposit set reference = 'BZJ'"],
    ['delete from registration'],
    ["update registration set commitment = ''"],
    ["update registration set identity = ''"],
    ["update registration_party set part = 'agent'"],
    ['delete from registration_move'],
    ["update lot_relation set ground = 'court'"],
    ['delete from lot_relation'],
    ['update lot_priority set rank = 1'],
    ['delete from lot_priority'],
    ["update lot_technology set control = 'free'"],
    ["update person_identity set country = 'DE'"],
    ['delete from person_identity'],
  ])('may not: %s', async (statement) => {
    await expect(open.app.sql.unsafe(statement)).rejects.toMatchObject({ code: DENIED });
  });

  it.each([
    'deposit_move',
    'settlement_move',
    'ended_lot',
    'debt_payment',
    'registration_move',
    'lot_technology',
  ])('nor may the owner change %s: it is append-only', async (table) => {
    await expect(open.admin.sql`delete from ${open.admin.sql(table)}`).rejects.toThrow('append-only');
    await expect(open.admin.sql`truncate ${open.admin.sql(table)}`).rejects.toThrow('append-only');
  });
});
