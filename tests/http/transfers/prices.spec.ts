import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { BalanceView } from '@reassign/shared/settlement/balance-api.ts';
import { yes } from '../../support/bank-desk.ts';
import { ccb } from '../../support/bank-files.ts';
import { closesAt, opensAt, type Person } from '../../support/house.ts';
import { openTransferDesk, type TransferDesk } from '../../support/transfers.ts';

/* The price of a sale comes by the bank: in one transfer or in several, and its statements say so. */

let desk: TransferDesk;
let lot: LotId;
let winner: Person;
beforeAll(async () => {
  desk = await openTransferDesk();
  const { house } = desk;
  lot = await house.publishLot();
  [winner] = house.agencies;
  await house.admit(winner, lot);
  await house.moveTo(opensAt);
  const amount = { amount: 700_000_00, currency: 'CNY' };
  await yes(winner.browser.post(`/api/v1/lots/${lot}/bids`, { commandId: randomUUID(), amount }));
  await house.moveTo(closesAt);
});
afterAll(() => desk.close());

const balance = () => yes<BalanceView>(winner.browser.get(`/api/v1/lots/${lot}/balance`));
const transfer = (change: number, remark: string) => ({
  ...{ id: desk.newId(), change, name: winner.organisation.name, account: '6222000011112222', remark },
});

describe('the balance of a price', () => {
  it('is paid by transfers that add up, out of what lay unmatched, into escrow', async () => {
    const { reference, outstanding } = await balance();
    const due = outstanding.amount;
    const [cash, escrow] = [await desk.balanceOf('cash/bank/CNY'), await desk.balanceOf(`escrow/${lot}/CNY`)];
    expect(await desk.taken(ccb([transfer(due - 1, `尾款 ${reference}`)]))).toMatchObject({ matched: 1 });
    expect(await balance()).toMatchObject({ phase: 'awaiting-payment', outstanding: { amount: 1 } });
    expect(await desk.taken(ccb([transfer(1, reference)]))).toMatchObject({ matched: 1 });
    expect(await balance()).toMatchObject({ phase: 'paid', outstanding: { amount: 0 } });
    expect((await desk.balanceOf('cash/bank/CNY')) - cash).toBe(due);
    expect((await desk.balanceOf(`escrow/${lot}/CNY`)) - escrow).toBe(-due);
    expect(await desk.balanceOf('unmatched/bank/CNY')).toBe(0);
  });

  it('that is paid is asked for no more: what comes then waits for two people', async () => {
    const { reference } = await balance();
    const late = transfer(5_00, reference);
    expect(await desk.taken(ccb([late]))).toMatchObject({ matched: 0, queued: 1 });
    expect(await desk.lineOf(late.id)).toMatchObject({
      outcome: 'unknown-reference',
      ways: ['assign', 'return'],
    });
    expect(await desk.balanceOf('unmatched/bank/CNY')).toBe(-5_00);
  });
});
