import { expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { agency, openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { yuan } from '../../support/lot.ts';
import { booksOf, openTill } from '../../support/payments.ts';
import { byDefault, judges, laterSales, openSales, type Sales } from '../../support/sales.ts';

/* What a default leaves behind: a person who may not bid again, and what is left of a deposit that a card paid. */

const [one, other] = judges as [Principal, Principal];

it('bars a person who defaulted from the next lot of the same right, under whatever account it comes', async () => {
  const people = ['aa', 'bb'].map((tail) => `019cd000-0000-7000-a000-0000000000${tail}` as UserId);
  const defaulters: { ground: 'defaulter'; creditCode: string | null; person: string | null }[] = [];
  const open = await openDeposits({
    rules: judicial,
    // Two accounts of one person, by its document.
    personOf: (user) =>
      Promise.resolve({ tag: (people.includes(user) ? 'ab' : 'cd').repeat(32), name: '沈某', country: 'CN' }),
    rolesOf: () => Promise.resolve(defaulters),
  });
  try {
    const asPerson = (lotId: LotId, user: UserId) =>
      open.deposits.register(
        lotId,
        { organisation: null, roles: [], userId: user },
        { ...conditions, as: 'person' },
      );
    let first = true;
    const sales = openSales(open, {
      rules: judicial,
      async admit(lot, number) {
        if (number !== 1 || !first) return open.admit(lot, number);
        first = false;
        const [person] = people as [UserId];
        const registered = await asPerson(lot, person);
        assert(registered.ok, 'anybody may bid where a court sells');
        await open.confirm(registered.registration.deposit.reference as never);
        const standing = await open.deposits.standing(lot, person);
        assert(standing.kind === 'bidder', 'a held deposit makes a bidder');
        return standing.bidderNumber;
      },
    });
    const sale = await sales.sell();
    const next = open.newLot();
    await sales.miss();
    open.nextRound();
    await sales.propose(sale, byDefault(), one);
    expect(await sales.confirm(sale, other)).toEqual({ ok: true });
    const found = await sales.money.defaultersOf([sale.lot]);
    expect(found).toEqual([{ creditCode: null, person: 'ab'.repeat(32) }]);
    defaulters.push(...found.map((who) => ({ ground: 'defaulter' as const, ...who })));
    for (const user of people)
      expect(await asPerson(next, user)).toEqual({
        ok: false,
        refusal: { code: 'barred', ground: 'defaulter' },
      });
    expect(await open.deposits.register(next, agency(2), conditions)).toMatchObject({ ok: true });
  } finally {
    await open.close();
  }
});

it('gives what is left of a deposit back to the card that paid it, when the right is paid for again', async () => {
  const takers = laterSales();
  const till = await openTill({ balances: takers.balances });
  const lots: LotId[] = [];
  const sales: Sales = openSales(till, {
    soldBefore: () => Promise.resolve(lots),
    admit: async (lot, number) => (number === 1 ? byCard(till, lot, number) : till.admit(lot, number)),
  });
  takers.is(sales.money);
  const byCard = async (open: OpenDeposits, lot: LotId, number: number): Promise<string> => {
    await open.register(lot, number);
    await till.decide(await till.pay(lot, number), 'pay');
    const standing = await open.deposits.standing(lot, agency(number).organisation.id);
    assert(standing.kind === 'bidder', 'a deposit by card makes a bidder');
    return standing.bidderNumber;
  };
  try {
    const failed = await sales.sell();
    await sales.miss();
    await sales.propose(failed, byDefault({ costs: yuan(3_000), commissions: yuan(0) }));
    expect(await sales.confirm(failed)).toEqual({ ok: true });
    await sales.annul(failed);
    till.nextRound();
    const again = await sales.sell();
    lots.push(failed.lot, again.lot);
    await sales.transfer(again, yuan(112_400));
    // Loss 3,000 and no gap: 3,900 are kept (130 %, 民法典 585), 6,100 are left of 10,000.
    expect(await booksOf(till, failed.lot)).toEqual({
      ...{ 'sale-cost': 300_000, 'refund-due': 1_000_000 + 610_000 },
    });
    await till.settle();
    const refunds = await till.admin.sql`
      select r.amount_minor::int as amount, r.status from payment_refund r join payment p on p.id = r.payment_id
      join deposit d on d.id = p.subject_id join registration g on g.id = d.registration_id
      where g.lot_id = ${failed.lot}`;
    expect([...refunds]).toEqual([{ amount: 610_000, status: 'paid' }]);
    // What the loser paid by transfer still waits for its account.
    expect(await booksOf(till, failed.lot)).toEqual({ 'sale-cost': 300_000, 'refund-due': 1_000_000 });
    expect(till.faults).toEqual([]);
    expect(await faultsOf(till.admin)).toEqual([]);
  } finally {
    await till.close();
  }
});
