import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { endedOnTime, openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { closesAt } from '../../support/lot.ts';
import { booksOf as books } from '../../support/payments.ts';

/* Every move of a deposit and its posting are one: both are there, or neither. */

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
});
afterAll(async () => {
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const DEPOSIT = 1_000_000;
const booksOf = (lotId: LotId) => books(open, lotId);

const keysOf = async (lotId: LotId): Promise<string[]> => {
  const rows = await open.admin.sql<{ move: string }[]>`
    select split_part(t.key, ':', 3) as move from ledger_transaction t
      join deposit d on t.key like 'deposit:' || d.id || ':%' join registration r on r.id = d.registration_id
    where r.lot_id = ${lotId} order by t.position`;
  return rows.map(({ move }) => move);
};

describe('A deposit in the books', () => {
  it('is nothing while it is asked for, and held when its money came', async () => {
    const lotId = open.newLot();
    const reference = await open.register(lotId, 1);
    expect(await keysOf(lotId)).toEqual([]);
    await open.confirm(reference);
    expect(await keysOf(lotId)).toEqual(['held']);
    expect(await booksOf(lotId)).toEqual({ deposit: DEPOSIT });
  });

  it('goes into the price when its bidder wins, and on its way back when it does not', async () => {
    const lotId = open.newLot();
    const winner = await open.admit(lotId, 1);
    await open.admit(lotId, 2);
    await open.admit(lotId, 3);
    await open.endLot(lotId, winner);
    await open.endLot(lotId, winner);
    expect(await booksOf(lotId)).toEqual({ escrow: DEPOSIT, 'refund-due': 2 * DEPOSIT });
    expect((await keysOf(lotId)).sort()).toEqual(['applied', 'held', 'held', 'held', 'released', 'released']);
  });

  it("of a court's winner goes to the court (法释〔2016〕18号 art. 25)", async () => {
    const lotId = open.newLot();
    const winner = await open.admit(lotId, 1);
    const end = { ...endedOnTime, rules: judicial };
    await open.app.db.transaction((tx) => open.deposits.endLot(tx, lotId, winner, end));
    expect(await booksOf(lotId)).toEqual({ court: DEPOSIT });
  });

  it('that was applied comes out of the price again when the sale is undone', async () => {
    const lotId = open.newLot();
    const winner = await open.admit(lotId, 1);
    await open.endLot(lotId, winner);
    const undone = { at: later(closesAt, HOUR), endedAt: later(closesAt, HOUR), rules: bidding };
    for (let told = 0; told < 2; told++)
      await open.app.db.transaction((tx) => open.deposits.undoSale(tx, lotId, undone));
    expect(await booksOf(lotId)).toEqual({ 'refund-due': DEPOSIT });
    expect(await keysOf(lotId)).toEqual(['held', 'applied', 'released']);
  });

  it('whose money comes one second after the close is held and on its way back at once', async () => {
    const lotId = open.newLot();
    const reference = await open.register(lotId, 1);
    await open.endLot(lotId, null);
    expect(await open.confirm(reference)).toEqual({ ok: true, status: 'released' });
    expect(await keysOf(lotId)).toEqual(['held', 'released']);
    expect(await booksOf(lotId)).toEqual({ 'refund-due': DEPOSIT });
  });

  it('does not move when its posting is refused', async () => {
    const lotId = open.newLot();
    const winner = await open.admit(lotId, 1);
    // Somebody took the money out of its account.
    const [{ id }] = await open.admin.sql<[{ id: string }]>`
      select id from registration where lot_id = ${lotId}`;
    const account = { kind: 'deposit', registration: id, currency: 'CNY' };
    const amount = { amount: 1, currency: 'CNY' };
    await open.ledger.post({
      ...{ key: `test:${id}`, reason: 'correction', reference: null, actor: 'test' },
      entries: [
        { account, side: 'debit', amount },
        { account: { kind: 'cash', channel: 'bank', currency: 'CNY' }, side: 'credit', amount },
      ] as never,
    });
    await expect(open.endLot(lotId, winner)).rejects.toThrow('money that a deposit holds can move');
    expect((await open.movesOf(lotId)).map(({ status }) => status)).toEqual(['requested', 'held']);
    expect(await keysOf(lotId)).toEqual(['held']);
  });
});

describe('The database', () => {
  const ended = async (): Promise<LotId> => {
    const lotId = open.newLot();
    await open.admit(lotId, 1);
    await open.endLot(lotId, null);
    return lotId;
  };
  const set = (lotId: LotId, status: string) => open.app.sql`
    update deposit set status = ${status}
    where registration_id in (select id from registration where lot_id = ${lotId})`;

  it.each(['requested', 'held', 'applied', 'forfeited'])(
    'ends a deposit once: released never becomes %s',
    async (status) => {
      await expect(set(await ended(), status)).rejects.toMatchObject({ code: 'DP001' });
    },
  );

  it('lets no deposit be applied that was never held', async () => {
    const lotId = open.newLot();
    await open.register(lotId, 1);
    await expect(set(lotId, 'applied')).rejects.toMatchObject({ code: 'DP001' });
  });

  it('commits no move without its line and its posting', async () => {
    const lotId = open.newLot();
    await open.admit(lotId, 1);
    await expect(set(lotId, 'released')).rejects.toThrow('without a line in its history');
    const moved = open.app.sql.begin(async (sql) => {
      await sql`insert into deposit_move (id, deposit_id, status, actor, at)
        select gen_random_uuid(), d.id, 'released', 'x', now() from deposit d join registration r on r.id = d.registration_id
        where r.lot_id = ${lotId}`;
      await sql`update deposit set status = 'released'
        where registration_id in (select id from registration where lot_id = ${lotId})`;
    });
    await expect(moved).rejects.toThrow('without a posting');
    expect((await open.movesOf(lotId)).map(({ status }) => status)).toEqual(['requested', 'held']);
  });
});
