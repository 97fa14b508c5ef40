import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, type Instant, instant, later } from '@reassign/shared/kernel/instant.ts';
import type { BalanceView } from '@reassign/shared/settlement/balance-api.ts';
import { yes } from '../../support/bank-desk.ts';
import { lettersOf } from '../../support/letters.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';

/* Three days before each day of payment whoever registered for the buyer has a letter, and one. */

let house: House;
let lot: LotId;
let buyer: Person;
beforeAll(async () => {
  house = await openHouse();
  [buyer] = house.agencies;
  const instalments = [
    { shareBps: 3_000, days: 10 },
    { shareBps: 7_000, days: 60 },
  ];
  lot = await house.publishLot({ paymentDays: 60, instalments });
  await house.admit(buyer, lot);
  await house.moveTo(opensAt);
  const bid = { commandId: randomUUID(), amount: { amount: 700_000_00, currency: 'CNY' } };
  await yes(buyer.browser.post(`/api/v1/lots/${lot}/bids`, bid));
  await house.moveTo(closesAt);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const balance = () => yes<BalanceView>(buyer.browser.get(`/api/v1/lots/${lot}/balance`));
const dueAt = async (): Promise<Instant> => instant(Date.parse((await balance()).dueAt));

async function payAllThatIsDue(): Promise<void> {
  const { reference, dueNext } = await balance();
  const receipt = { reference, amount: toMoney(dueNext), receivedAt: house.clock.now() };
  const from = { kind: 'cash', channel: 'bank', currency: CNY } as const;
  const whole = { ...receipt, key: randomUUID(), actor: 'test', from };
  await house.admin.db.transaction((tx) => house.modules.sales.balances.receive(tx, whole));
}

/** Looks as often as one likes. */
async function lettersAt(at: Instant) {
  await house.moveTo(at);
  for (let look = 0; look < 3; look++) await house.modules.reminders.round();
  return lettersOf(house, '付款提醒');
}

describe('a day of payment', () => {
  it('is told of three days before, once, and not a millisecond earlier', async () => {
    const due = await dueAt();
    expect([...(await lettersAt(later(due, -3 * DAY - 1)))]).toEqual([]);
    const letters = await lettersAt(later(due, -3 * DAY));
    expect(letters.map(({ to }) => to)).toEqual([buyer.email]);
    const { reference, payerName } = await balance();
    for (const part of [
      reference,
      payerName,
      '¥144,200.00',
      `/lots/${lot}/payment`,
      `/en/lots/${lot}/payment`,
    ])
      expect(letters[0]?.text).toContain(part);
    expect(await lettersAt(later(due, -1))).toHaveLength(1);
  });

  it('that is paid is told of no more; the next one has its own letter', async () => {
    const first = await dueAt();
    await payAllThatIsDue();
    expect(await lettersAt(first)).toHaveLength(1);
    const second = await dueAt();
    expect(second).toBeGreaterThan(first);
    expect(await lettersAt(later(second, -3 * DAY - 1))).toHaveLength(1);
    expect(await lettersAt(later(second, -3 * DAY))).toHaveLength(2);
  });

  it('that has passed is for two people, and no letter', async () => {
    expect(await lettersAt(later(await dueAt(), 1))).toHaveLength(2);
  });
});
