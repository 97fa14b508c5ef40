import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepositStatus } from '@reassign/shared/deposits/types.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type {
  BankFileView,
  BankLineList,
  PaymentFileView,
  PayoutList,
} from '@reassign/shared/transfers/api.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { yes } from '../../support/bank-desk.ts';
import { boc, camt053, ccb, type WrittenLine } from '../../support/bank-files.ts';
import { upload } from '../../support/upload.ts';

let house: House;
/** A second officer: what the first one proposes, this one confirms. */
let second: Person;
beforeAll(async () => {
  house = await openHouse();
  second = await house.colleague(house.operator, ['officer']);
});
afterAll(async () => {
  expect(await ledgerFaults()).toEqual([]);
  expect(house.faults).toEqual([]);
  await house.close();
});

const first = () => house.operator;

async function send(text: string, by = first()) {
  const { body, headers } = upload(text);
  const response = await house.app.inject({
    method: 'POST',
    url: '/api/v1/bank-statements',
    payload: body as Buffer,
    headers: { ...headers, origin: house.config.publicUrl, cookie: by.browser.cookie },
  });
  return {
    status: response.statusCode,
    body: response.json<BankFileView & { code?: string; facts?: object }>(),
  };
}
const taken = async (text: string): Promise<BankFileView> => {
  const { status, body } = await send(text);
  expect([status, body]).toMatchObject([200, {}]);
  return body;
};

async function requested(agency: Person, change: object = {}): Promise<RegistrationView> {
  const lotId = await house.publishLot(change);
  return house.register(agency, lotId);
}
let nextId = 0;
const newId = (): string => `B${String(++nextId)}`;
const pays = (
  { deposit }: RegistrationView,
  agency: Person,
  more: Partial<WrittenLine> = {},
): WrittenLine => ({
  ...{ id: newId(), change: deposit.amount.amount, name: agency.organisation.name },
  ...{ account: '6222000011112222', remark: `保证金 ${deposit.reference}` },
  ...more,
});

async function statusOf(agency: Person, { id }: RegistrationView): Promise<DepositStatus | undefined> {
  const { items } = await yes<{ items: RegistrationView[] }>(agency.browser.get('/api/v1/registrations'));
  return items.find((one) => one.id === id)?.deposit.status;
}
const balanceOf = async (code: string): Promise<number> => {
  const [row] = await house.admin.sql<[{ sum: number }]>`
    select coalesce(sum(amount_minor), 0)::float8 as sum from ledger_posting where account = ${code} and not is_pending`;
  return row.sum;
};
const queue = async (by = first()) => (await yes<BankLineList>(by.browser.get('/api/v1/bank-lines'))).items;
const lineOf = async (id: string, by = first()) => {
  const line = (await queue(by)).find(({ entryId }) => entryId === id);
  if (!line) throw new Error(`${id} is not in the queue`);
  return line;
};
const propose = (id: string, body: object, by = first()) =>
  by.browser.post(`/api/v1/bank-lines/${id}/proposals`, body);
const answer = (id: string, isConfirmed: boolean, by = second) =>
  by.browser.post(`/api/v1/bank-lines/${id}/answer`, { isConfirmed });

/** Debits and credits, transaction by transaction, and what accounts carry. */
async function ledgerFaults(): Promise<unknown[]> {
  return house.admin.sql`
    select transaction_id from ledger_posting group by 1 having sum(amount_minor) <> 0`;
}

describe('a statement', () => {
  it('confirms the deposit that reference, payer and amount agree on, and the ledger has it', async () => {
    const [agency] = house.agencies;
    const registration = await requested(agency);
    const before = await balanceOf('cash/bank/CNY');
    const line = pays(registration, agency);
    expect(await taken(ccb([line]))).toMatchObject({ isNew: true, newLines: 1, matched: 1, queued: 0 });
    expect(await statusOf(agency, registration)).toBe('held');
    const { amount } = registration.deposit.amount;
    expect((await balanceOf('cash/bank/CNY')) - before).toBe(amount);
    expect(await balanceOf(`deposit/${registration.id}/CNY`)).toBe(-amount);
  });

  it('taken in twice, or with lines of another one, counts nothing twice', async () => {
    const [agency] = house.agencies;
    const registration = await requested(agency);
    const [known, fresh] = [pays(registration, agency), { id: newId(), change: 100, name: '路人' }];
    const once = ccb([known]);
    await taken(once);
    const cash = await balanceOf('cash/bank/CNY');
    expect(await taken(once)).toMatchObject({ isNew: false, newLines: 0 });
    expect(await taken(ccb([known], 5_000))).toMatchObject({ isNew: true, newLines: 0, matched: 0 });
    expect(await balanceOf('cash/bank/CNY')).toBe(cash);
    expect(await taken(ccb([known, fresh]))).toMatchObject({ newLines: 1, matched: 0, queued: 1 });
    expect(await balanceOf('cash/bank/CNY')).toBe(cash + 100);
  });

  it('by two people at once is taken in once', async () => {
    const text = ccb([{ id: newId(), change: 700, name: '路人' }]);
    const cash = await balanceOf('cash/bank/CNY');
    const answers = await Promise.all([send(text), send(text, second), send(text)]);
    expect(answers.map(({ body }) => body.isNew).filter(Boolean)).toHaveLength(1);
    expect(await balanceOf('cash/bank/CNY')).toBe(cash + 700);
  });

  it('that says something else under a known id is refused, and changes nothing', async () => {
    const id = newId();
    await taken(ccb([{ id, change: 100, name: '路人' }]));
    const cash = await balanceOf('cash/bank/CNY');
    const changed = await send(ccb([{ id, change: 200, name: '路人' }]));
    expect(changed).toMatchObject({
      status: 422,
      body: { code: 'statement-refused', facts: { reason: 'entry-changed', entryId: id } },
    });
    expect(await balanceOf('cash/bank/CNY')).toBe(cash);
  });

  it.each([
    [
      'of a foreign account',
      () => ccb([{ id: newId(), change: 1 }]).replaceAll('0000000000000000000', '6222000000000000'),
      { reason: 'foreign-account' },
    ],
    ['cut off', () => ccb([{ id: newId(), change: 1 }]).slice(0, -30), { reason: 'cut-off' }],
    [
      'whose balances do not follow',
      () => ccb([{ change: 100 }, { change: 200 }]).replace('3.00', '4.00'),
      { reason: 'balance-differs' },
    ],
    [
      'whose totals do not come out',
      () => boc([{ change: 100 }]).replace('总笔数[ Total number ]|1|', '总笔数[ Total number ]|2|'),
      { reason: 'totals-differ' },
    ],
  ])('%s is refused, with what is wrong', async (_what, text, facts) => {
    const statements = await yes<{ items: unknown[] }>(first().browser.get('/api/v1/bank-statements'));
    expect(await send(text())).toMatchObject({ status: 422, body: { code: 'statement-refused', facts } });
    expect(await yes(first().browser.get('/api/v1/bank-statements'))).toEqual(statements);
  });

  it('whose server died before it looked at the lines is finished by the next round', async () => {
    const [agency] = house.agencies;
    const registration = await requested(agency);
    const { deposit } = registration;
    const [statement, line] = [randomUUID(), randomUUID()];
    await house.admin.sql`
      insert into bank_statement (id, account, format, file_hash, file_name, currency, from_on, until_on, lines, imported_by, imported_at)
      values (${statement}, '0', 'ccb', ${Buffer.from(statement)}, 'a.csv', 'CNY', '2026-03-01', '2026-03-01', 1,
        ${first().principal.userId}, now())`;
    await house.admin.sql`
      insert into bank_line (id, statement_id, account, entry_id, content, direction, amount_minor, currency, booked_on, name,
        other_account, remark)
      values (${line}, ${statement}, '0', ${line}, '', 'credit', ${deposit.amount.amount}, 'CNY', '2026-03-01',
        ${agency.organisation.name}, '6222', ${deposit.reference})`;
    await Promise.all([house.modules.transfers.settleNext(), house.modules.transfers.settleNext()]);
    expect(await statusOf(agency, registration)).toBe('held');
    expect(await balanceOf(`deposit/${registration.id}/CNY`)).toBe(-deposit.amount.amount);
  });
});

describe('money that does not fit', () => {
  it.each<[string, (registration: RegistrationView, agency: Person) => WrittenLine, object]>([
    [
      'too little',
      (one, agency) => pays(one, agency, { change: one.deposit.amount.amount - 1 }),
      { outcome: 'too-little', ways: ['return'] },
    ],
    [
      'too much',
      (one, agency) => pays(one, agency, { change: one.deposit.amount.amount + 1 }),
      { outcome: 'too-much', ways: ['assign-and-return-rest', 'return'] },
    ],
    [
      'of a third party',
      (one, agency) => pays(one, agency, { name: '某贸易有限公司' }),
      { outcome: 'third-party-payer', ways: ['return'] },
    ],
    [
      'without a reference',
      (one, agency) => pays(one, agency, { remark: '往来款' }),
      { outcome: 'unknown-payer', ways: ['assign', 'return'] },
    ],
    [
      'mistyped',
      (one, agency) => pays(one, agency, { remark: `${one.deposit.reference.slice(0, -2)}ZZ` }),
      { outcome: 'unknown-reference' },
    ],
  ])('%s waits in the queue, and the deposit is not held', async (_what, line, expected) => {
    const agency = house.agencies[1];
    const registration = await requested(agency);
    const written = line(registration, agency);
    expect(await taken(camt053([written]))).toMatchObject({ matched: 0, queued: 1 });
    expect(await lineOf(written.id ?? '')).toMatchObject(expected);
    expect(await statusOf(agency, registration)).toBe('requested');
  });

  it('is assigned by two people: the first proposes, and does not confirm it', async () => {
    const agency = house.agencies[1];
    const registration = await requested(agency);
    const written = pays(registration, agency, { remark: '往来款' });
    await taken(camt053([written]));
    const { id } = await lineOf(written.id ?? '');
    const { reference } = registration.deposit;
    const typed = { way: 'assign', reference: reference.toLowerCase(), reason: '付款人来电说明' };
    expect((await propose(id, typed)).status).toBe(201);
    expect((await lineOf(written.id ?? '')).proposal).toMatchObject({
      way: 'assign',
      reference,
      isOwn: true,
    });
    expect((await propose(id, typed, second)).body).toMatchObject({ code: 'wrong-state' });
    expect((await answer(id, true, first())).body).toMatchObject({ code: 'own-approval' });
    expect((await answer(id, true)).body).toEqual({ state: 'assigned' });
    expect(await statusOf(agency, registration)).toBe('held');
    expect(await balanceOf(`deposit/${registration.id}/CNY`)).toBe(-registration.deposit.amount.amount);
    expect((await answer(id, true)).body).toMatchObject({ code: 'wrong-state' });
  });

  it('may be proposed again when the second person said no', async () => {
    const agency = house.agencies[1];
    const written = pays(await requested(agency), agency, { name: '某贸易有限公司' });
    await taken(camt053([written]));
    const { id } = await lineOf(written.id ?? '');
    expect((await propose(id, { way: 'assign', reference: 'BZJ', reason: '错' })).body).toMatchObject({
      code: 'way-not-open',
    });
    await yes(propose(id, { way: 'return', reason: '第三方代付' }));
    expect(await yes(answer(id, false))).toEqual({ state: 'queued' });
    await yes(propose(id, { way: 'return', reason: '第三方代付' }, second));
    expect(await yes(answer(id, true, first()))).toEqual({ state: 'returned' });
  });

  it('that is too much pays the deposit, and the rest is on its way back', async () => {
    const agency = house.agencies[1];
    const registration = await requested(agency);
    const written = pays(registration, agency, { change: registration.deposit.amount.amount + 123 });
    await taken(camt053([written]));
    const { id } = await lineOf(written.id ?? '');
    const { reference } = registration.deposit;
    await yes(propose(id, { way: 'assign-and-return-rest', reference, reason: '多付' }));
    await yes(answer(id, true));
    expect(await statusOf(agency, registration)).toBe('held');
    const { items } = await yes<PayoutList>(first().browser.get('/api/v1/payouts?state=released'));
    const rest = items.find(({ amount }) => amount.amount === 123);
    expect(rest?.payee).toMatchObject({ name: agency.organisation.name, account: '6222000011112222' });
  });
});

describe('a payout', () => {
  /** Somebody's money that fits nothing: the account it lies in owes it. */
  const owed = async (amount: number): Promise<void> => {
    await taken(ccb([{ id: newId(), change: amount, name: '路人' }]));
  };
  const order = (amount: number) => ({
    ...{ from: 'unmatched/bank/CNY', amount: { amount, currency: 'CNY' }, purpose: '退款' },
    payee: { name: '路人', account: '6222000099998888', bank: '某银行', bankCode: '102161000018' },
  });
  async function prepared(amount: number) {
    await owed(amount);
    await yes(first().browser.post('/api/v1/payouts', order(amount)));
    const { items } = await yes<PayoutList>(first().browser.get('/api/v1/payouts?state=prepared'));
    const payout = items.find((one) => one.amount.amount === amount);
    if (!payout) throw new Error('not prepared');
    return payout;
  }
  const release = (id: string, by: Person) => by.browser.post(`/api/v1/payouts/${id}/release`, {});
  const stateOf = async (id: string) => {
    const { items } = await yes<PayoutList>(first().browser.get('/api/v1/payouts'));
    return items.find((one) => one.id === id)?.state;
  };
  const makeFile = () => yes<PaymentFileView>(second.browser.post('/api/v1/payment-files', {}));
  async function sent(amount: number) {
    const payout = await prepared(amount);
    await yes(release(payout.id, second));
    return { payout, file: await makeFile() };
  }

  it('is released by a second person, never by the first, and by one of two at once', async () => {
    const third = await house.colleague(house.operator, ['officer']);
    const { id } = await prepared(1_001);
    expect((await release(id, first())).body).toMatchObject({ code: 'own-approval' });
    const answers = await Promise.all([release(id, second), release(id, third), release(id, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await stateOf(id)).toBe('released');
  });

  it('keeps its money apart: nobody pays it out a second time', async () => {
    await prepared(1_002);
    const held = -(await balanceOf('unmatched/bank/CNY'));
    expect((await first().browser.post('/api/v1/payouts', order(held))).body).toMatchObject({
      code: 'insufficient-funds',
    });
  });

  it.each(['cash/bank/CNY', 'fee/CNY', 'deposit/x/CNY', 'nothing'])('is none from %s', async (from) => {
    expect((await first().browser.post('/api/v1/payouts', { ...order(1), from })).body).toMatchObject({
      code: 'not-payable',
    });
  });

  it('goes into one file for the bank, and into no other', async () => {
    const { payout, file } = await sent(1_003);
    const { body: xml } = await house.app.inject({
      url: `/api/v1/payment-files/${file.id}`,
      headers: { cookie: second.browser.cookie },
    });
    expect(xml).toContain(`<EndToEndId>${payout.reference}</EndToEndId>`);
    expect(xml).toContain(`<NbOfTxs>${String(file.payouts)}</NbOfTxs>`);
    expect((await second.browser.post('/api/v1/payment-files', {})).body).toMatchObject({
      code: 'nothing-released',
    });
    const late = await first().browser.post(`/api/v1/payouts/${payout.id}/cancellation`, { reason: '迟了' });
    expect(late.body).toMatchObject({ code: 'wrong-state' });
  });

  it('is paid when the bank’s statement has it: only then it leaves the ledger, and once', async () => {
    const { payout } = await sent(1_004);
    const cash = await balanceOf('cash/bank/CNY');
    const went = { id: newId(), change: -1_004, name: '路人', remark: `${payout.reference} 退款` };
    expect(await taken(ccb([went], 10_000))).toMatchObject({ paidOut: 1, queued: 0 });
    expect(await stateOf(payout.id)).toBe('paid');
    expect(await balanceOf('cash/bank/CNY')).toBe(cash - 1_004);
    const again = { ...went, id: newId() };
    expect(await taken(ccb([again], 10_000))).toMatchObject({ paidOut: 0, queued: 1 });
    expect((await lineOf(again.id)).outcome).toBe('unexplained');
  });

  it('of another amount than the bank’s line is not paid by it', async () => {
    const { payout } = await sent(1_005);
    const went = { id: newId(), change: -1_006, name: '路人', remark: payout.reference };
    expect(await taken(ccb([went], 10_000))).toMatchObject({ paidOut: 0, queued: 1 });
    expect(await stateOf(payout.id)).toBe('sent');
  });

  it('that the bank rejects gives the money back to where it lay', async () => {
    const { payout, file } = await sent(1_007);
    const before = await balanceOf('unmatched/bank/CNY');
    const report = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlGrpInfAndSts><OrgnlMsgId>${file.messageId}</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>
<OrgnlEndToEndId>${payout.reference}</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>
</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
    expect(await taken(report)).toMatchObject({ statement: null, failed: 1 });
    expect(await stateOf(payout.id)).toBe('failed');
    expect(await balanceOf('unmatched/bank/CNY')).toBe(before);
    await yes(first().browser.post('/api/v1/payouts', order(1_007)));
  });

  it('may be cancelled before it is in a file, with a reason', async () => {
    const { id } = await prepared(1_008);
    await yes(second.browser.post(`/api/v1/payouts/${id}/cancellation`, { reason: '收款账号有误' }));
    expect(await stateOf(id)).toBe('cancelled');
    expect((await release(id, second)).body).toMatchObject({ code: 'wrong-state' });
  });
});

describe('a deposit that comes by statement', () => {
  it('a second after the close goes back: it is due to whoever paid it', async () => {
    const [agency] = house.agencies;
    const lotId: LotId = await house.publishLot();
    const registration = await house.register(agency, lotId);
    await house.moveTo(opensAt);
    await house.moveTo(closesAt);
    const { deposit, id } = registration;
    await taken(ccb([pays(registration, agency)]));
    expect(await balanceOf(`refund-due/${id}/CNY`)).toBe(-deposit.amount.amount);
  });
});
