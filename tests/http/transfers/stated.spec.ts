import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { yes } from '../../support/bank-desk.ts';
import { ccb } from '../../support/bank-files.ts';
import { opensAt, type Person } from '../../support/house.ts';
import { openTransferDesk, type TransferDesk } from '../../support/transfers.ts';

let desk: TransferDesk;
beforeAll(async () => {
  desk = await openTransferDesk();
});
afterAll(() => desk.close());

describe('money that an officer confirmed by hand', () => {
  const confirmed = async (agency: Person): Promise<RegistrationView> => {
    const registration = await desk.requested(agency);
    const { reference, amount } = registration.deposit;
    const receipt = { amount, payer: agency.organisation.name, receivedAt: fromInstant(opensAt) };
    await yes(desk.first.browser.post(`/api/v1/deposits/${reference}/receipts`, receipt));
    return registration;
  };
  const books = () =>
    Promise.all(
      ['cash/bank/CNY', 'stated-cash/bank/CNY', 'unmatched/bank/CNY'].map((code) => desk.balanceOf(code)),
    );

  it('is no cash until a statement brings it, and then is cash once', async () => {
    const [agency] = desk.house.agencies;
    const [cash = 0, stated = 0, unmatched = 0] = await books();
    const registration = await confirmed(agency);
    const { amount } = registration.deposit.amount;
    expect(await desk.statusOf(agency, registration)).toBe('held');
    expect(await books()).toEqual([cash, stated + amount, unmatched]);
    const line = desk.pays(registration, agency);
    expect(await desk.taken(ccb([line]))).toMatchObject({ newLines: 1, matched: 1, queued: 0 });
    expect(await books()).toEqual([cash + amount, stated, unmatched]);
    expect(await desk.balanceOf(`deposit/${registration.id}/CNY`)).toBe(-amount);
  });

  it('is brought once: a second line under its reference waits for two people', async () => {
    const [agency] = desk.house.agencies;
    const registration = await confirmed(agency);
    const [first, second] = [desk.pays(registration, agency), desk.pays(registration, agency)];
    expect(await desk.taken(ccb([first, second]))).toMatchObject({ matched: 1, queued: 1 });
    expect((await desk.lineOf(second.id)).outcome).toBe('unknown-reference');
  });

  it("is not brought by a third party's money, which goes back", async () => {
    const [agency] = desk.house.agencies;
    const registration = await confirmed(agency);
    const [cash = 0, stated = 0, unmatched = 0] = await books();
    const { amount } = registration.deposit.amount;
    const line = desk.pays(registration, agency, { name: '某代付公司' });
    expect(await desk.taken(ccb([line]))).toMatchObject({ matched: 0, queued: 1 });
    expect((await desk.lineOf(line.id)).outcome).toBe('third-party-payer');
    expect(await books()).toEqual([cash + amount, stated, unmatched - amount]);
  });

  it('is found in the queue by two people when its payer wrote no reference', async () => {
    const [agency] = desk.house.agencies;
    const registration = await confirmed(agency);
    const [cash = 0, stated = 0, unmatched = 0] = await books();
    const { amount } = registration.deposit.amount;
    const line = desk.pays(registration, agency, { remark: '往来款' });
    await desk.taken(ccb([line]));
    const { id } = await desk.lineOf(line.id);
    const { reference } = registration.deposit;
    const path = `/api/v1/bank-lines/${id}`;
    const proposal = { way: 'assign', reference, reason: '电话核实' };
    await yes(desk.first.browser.post(`${path}/proposals`, proposal));
    expect(await yes(desk.second.browser.post(`${path}/answer`, { isConfirmed: true }))).toEqual({
      state: 'assigned',
    });
    expect(await books()).toEqual([cash + amount, stated - amount, unmatched]);
  });
});
