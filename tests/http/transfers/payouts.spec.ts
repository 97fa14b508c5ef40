import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentFileView, PayoutList } from '@reassign/shared/transfers/api.ts';
import { yes } from '../../support/bank-desk.ts';
import { ccb } from '../../support/bank-files.ts';
import type { Person } from '../../support/house.ts';
import { openTransferDesk, type TransferDesk } from '../../support/transfers.ts';

let desk: TransferDesk;
beforeAll(async () => {
  desk = await openTransferDesk();
});
afterAll(() => desk.close());

describe('a payout', () => {
  /** Somebody's money that fits nothing: the account it lies in owes it. */
  const owed = async (amount: number): Promise<void> => {
    await desk.taken(ccb([{ id: desk.newId(), change: amount, name: '路人' }]));
  };
  const order = (amount: number) => ({
    ...{ from: 'unmatched/bank/CNY', amount: { amount, currency: 'CNY' }, purpose: '退款' },
    payee: { name: '路人', account: '6222000099998888', bank: '某银行', bankCode: '102161000018' },
  });
  async function prepared(amount: number) {
    await owed(amount);
    await yes(desk.first.browser.post('/api/v1/payouts', order(amount)));
    const { items } = await yes<PayoutList>(desk.first.browser.get('/api/v1/payouts?state=prepared'));
    const payout = items.find((one) => one.amount.amount === amount);
    if (!payout) throw new Error('not prepared');
    return payout;
  }
  const release = (id: string, by: Person) => by.browser.post(`/api/v1/payouts/${id}/release`, {});
  const stateOf = async (id: string) => {
    const { items } = await yes<PayoutList>(desk.first.browser.get('/api/v1/payouts'));
    return items.find((one) => one.id === id)?.state;
  };
  const makeFile = () => yes<PaymentFileView>(desk.second.browser.post('/api/v1/payment-files', {}));
  async function sent(amount: number) {
    const payout = await prepared(amount);
    await yes(release(payout.id, desk.second));
    return { payout, file: await makeFile() };
  }

  it('is released by a second person, never by the first, and by one of two at once', async () => {
    const third = await desk.house.colleague(desk.house.operator, ['officer']);
    const { id } = await prepared(1_001);
    expect((await release(id, desk.first)).body).toMatchObject({ code: 'own-approval' });
    const answers = await Promise.all([
      release(id, desk.second),
      release(id, third),
      release(id, desk.second),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await stateOf(id)).toBe('released');
  });

  it('keeps its money apart: nobody pays it out a second time', async () => {
    await prepared(1_002);
    const held = -(await desk.balanceOf('unmatched/bank/CNY'));
    expect((await desk.first.browser.post('/api/v1/payouts', order(held))).body).toMatchObject({
      code: 'insufficient-funds',
    });
  });

  it.each(['cash/bank/CNY', 'fee/CNY', 'deposit/x/CNY', 'nothing'])('is none from %s', async (from) => {
    expect((await desk.first.browser.post('/api/v1/payouts', { ...order(1), from })).body).toMatchObject({
      code: 'not-payable',
    });
  });

  it('goes into one file for the bank, and into no other', async () => {
    const { payout, file } = await sent(1_003);
    const { body: xml } = await desk.house.app.inject({
      url: `/api/v1/payment-files/${file.id}`,
      headers: { cookie: desk.second.browser.cookie },
    });
    expect(xml).toContain(`<EndToEndId>${payout.reference}</EndToEndId>`);
    expect(xml).toContain(`<NbOfTxs>${String(file.payouts)}</NbOfTxs>`);
    expect((await desk.second.browser.post('/api/v1/payment-files', {})).body).toMatchObject({
      code: 'nothing-released',
    });
    const late = await desk.first.browser.post(`/api/v1/payouts/${payout.id}/cancellation`, {
      reason: '迟了',
    });
    expect(late.body).toMatchObject({ code: 'wrong-state' });
  });

  it('is paid when the bank’s statement has it: only then it leaves the ledger, and once', async () => {
    const { payout } = await sent(1_004);
    const cash = await desk.balanceOf('cash/bank/CNY');
    const went = { id: desk.newId(), change: -1_004, name: '路人', remark: `${payout.reference} 退款` };
    expect(await desk.taken(ccb([went], 10_000))).toMatchObject({ paidOut: 1, queued: 0 });
    expect(await stateOf(payout.id)).toBe('paid');
    expect(await desk.balanceOf('cash/bank/CNY')).toBe(cash - 1_004);
    const again = { ...went, id: desk.newId() };
    expect(await desk.taken(ccb([again], 10_000))).toMatchObject({ paidOut: 0, queued: 1 });
    expect((await desk.lineOf(again.id)).outcome).toBe('unexplained');
  });

  it('of another amount than the bank’s line is not paid by it', async () => {
    const { payout } = await sent(1_005);
    const went = { id: desk.newId(), change: -1_006, name: '路人', remark: payout.reference };
    expect(await desk.taken(ccb([went], 10_000))).toMatchObject({ paidOut: 0, queued: 1 });
    expect(await stateOf(payout.id)).toBe('sent');
  });

  it('that the bank rejects gives the money back to where it lay', async () => {
    const { payout, file } = await sent(1_007);
    const before = await desk.balanceOf('unmatched/bank/CNY');
    const report = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlGrpInfAndSts><OrgnlMsgId>${file.messageId}</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>
<OrgnlEndToEndId>${payout.reference}</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>
</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
    expect(await desk.taken(report)).toMatchObject({ statement: null, failed: 1 });
    expect(await stateOf(payout.id)).toBe('failed');
    expect(await desk.balanceOf('unmatched/bank/CNY')).toBe(before);
    await yes(desk.first.browser.post('/api/v1/payouts', order(1_007)));
  });

  it('may be cancelled before it is in a file, with a reason', async () => {
    const { id } = await prepared(1_008);
    await yes(desk.second.browser.post(`/api/v1/payouts/${id}/cancellation`, { reason: '收款账号有误' }));
    expect(await stateOf(id)).toBe('cancelled');
    expect((await release(id, desk.second)).body).toMatchObject({ code: 'wrong-state' });
  });
});
