import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { PayoutList } from '@reassign/shared/transfers/api.ts';
import { closesAt, opensAt, type Person } from '../../support/house.ts';
import { yes } from '../../support/bank-desk.ts';
import { boc, camt053, ccb, type WrittenLine } from '../../support/bank-files.ts';
import { openTransferDesk, type TransferDesk } from '../../support/transfers.ts';

let desk: TransferDesk;
beforeAll(async () => {
  desk = await openTransferDesk();
});
afterAll(() => desk.close());

const propose = (id: string, body: object, by = desk.first) =>
  by.browser.post(`/api/v1/bank-lines/${id}/proposals`, body);
const answer = (id: string, isConfirmed: boolean, by = desk.second) =>
  by.browser.post(`/api/v1/bank-lines/${id}/answer`, { isConfirmed });

describe('a statement', () => {
  it('confirms the deposit that reference, payer and amount agree on, and the ledger has it', async () => {
    const [agency] = desk.house.agencies;
    const registration = await desk.requested(agency);
    const before = await desk.balanceOf('cash/bank/CNY');
    const line = desk.pays(registration, agency);
    expect(await desk.taken(ccb([line]))).toMatchObject({ isNew: true, newLines: 1, matched: 1, queued: 0 });
    expect(await desk.statusOf(agency, registration)).toBe('held');
    const { amount } = registration.deposit.amount;
    expect((await desk.balanceOf('cash/bank/CNY')) - before).toBe(amount);
    expect(await desk.balanceOf(`deposit/${registration.id}/CNY`)).toBe(-amount);
  });

  it('taken in twice, or with lines of another one, counts nothing twice', async () => {
    const [agency] = desk.house.agencies;
    const registration = await desk.requested(agency);
    const [known, fresh] = [desk.pays(registration, agency), { id: desk.newId(), change: 100, name: '路人' }];
    const once = ccb([known]);
    await desk.taken(once);
    const cash = await desk.balanceOf('cash/bank/CNY');
    expect(await desk.taken(once)).toMatchObject({ isNew: false, newLines: 0 });
    expect(await desk.taken(ccb([known], 5_000))).toMatchObject({ isNew: true, newLines: 0, matched: 0 });
    expect(await desk.balanceOf('cash/bank/CNY')).toBe(cash);
    expect(await desk.taken(ccb([known, fresh]))).toMatchObject({ newLines: 1, matched: 0, queued: 1 });
    expect(await desk.balanceOf('cash/bank/CNY')).toBe(cash + 100);
  });

  it('by two people at once is taken in once', async () => {
    const text = ccb([{ id: desk.newId(), change: 700, name: '路人' }]);
    const cash = await desk.balanceOf('cash/bank/CNY');
    const answers = await Promise.all([desk.send(text), desk.send(text, desk.second), desk.send(text)]);
    expect(answers.map(({ body }) => body.isNew).filter(Boolean)).toHaveLength(1);
    expect(await desk.balanceOf('cash/bank/CNY')).toBe(cash + 700);
  });

  it('that says something else under a known id is refused, and changes nothing', async () => {
    const id = desk.newId();
    await desk.taken(ccb([{ id, change: 100, name: '路人' }]));
    const cash = await desk.balanceOf('cash/bank/CNY');
    const changed = await desk.send(ccb([{ id, change: 200, name: '路人' }]));
    expect(changed).toMatchObject({
      status: 422,
      body: { code: 'statement-refused', facts: { reason: 'entry-changed', entryId: id } },
    });
    expect(await desk.balanceOf('cash/bank/CNY')).toBe(cash);
  });

  it.each([
    [
      'of a foreign account',
      () => ccb([{ id: desk.newId(), change: 1 }]).replaceAll('0000000000000000000', '6222000000000000'),
      { reason: 'foreign-account' },
    ],
    ['cut off', () => ccb([{ id: desk.newId(), change: 1 }]).slice(0, -30), { reason: 'cut-off' }],
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
    const statements = await yes<{ items: unknown[] }>(desk.first.browser.get('/api/v1/bank-statements'));
    expect(await desk.send(text())).toMatchObject({
      status: 422,
      body: { code: 'statement-refused', facts },
    });
    expect(await yes(desk.first.browser.get('/api/v1/bank-statements'))).toEqual(statements);
  });

  it('whose server died before it looked at the lines is finished by the next round', async () => {
    const [agency] = desk.house.agencies;
    const registration = await desk.requested(agency);
    const { deposit } = registration;
    const [statement, line] = [randomUUID(), randomUUID()];
    await desk.house.admin.sql`
      insert into bank_statement (id, account, format, file_hash, file_name, currency, from_on, until_on, lines, imported_by, imported_at)
      values (${statement}, '0', 'ccb', ${Buffer.from(statement)}, 'a.csv', 'CNY', '2026-03-01', '2026-03-01', 1,
        ${desk.first.principal.userId}, now())`;
    await desk.house.admin.sql`
      insert into bank_line (id, statement_id, account, entry_id, content, direction, amount_minor, currency, booked_on, name,
        other_account, remark)
      values (${line}, ${statement}, '0', ${line}, '', 'credit', ${deposit.amount.amount}, 'CNY', '2026-03-01',
        ${agency.organisation.name}, '6222', ${deposit.reference})`;
    await Promise.all([desk.house.modules.transfers.settleNext(), desk.house.modules.transfers.settleNext()]);
    expect(await desk.statusOf(agency, registration)).toBe('held');
    expect(await desk.balanceOf(`deposit/${registration.id}/CNY`)).toBe(-deposit.amount.amount);
  });
});

describe('money that does not fit', () => {
  it.each<[string, (registration: RegistrationView, agency: Person) => WrittenLine, object]>([
    [
      'too little',
      (one, agency) => desk.pays(one, agency, { change: one.deposit.amount.amount - 1 }),
      { outcome: 'too-little', ways: ['return'] },
    ],
    [
      'too much',
      (one, agency) => desk.pays(one, agency, { change: one.deposit.amount.amount + 1 }),
      { outcome: 'too-much', ways: ['assign-and-return-rest', 'return'] },
    ],
    [
      'of a third party',
      (one, agency) => desk.pays(one, agency, { name: '某贸易有限公司' }),
      { outcome: 'third-party-payer', ways: ['return'] },
    ],
    [
      'without a reference',
      (one, agency) => desk.pays(one, agency, { remark: '往来款' }),
      { outcome: 'unknown-payer', ways: ['assign', 'return'] },
    ],
    [
      'mistyped',
      (one, agency) => desk.pays(one, agency, { remark: `${one.deposit.reference.slice(0, -2)}ZZ` }),
      { outcome: 'unknown-reference' },
    ],
  ])('%s waits in the queue, and the deposit is not held', async (_what, line, expected) => {
    const agency = desk.house.agencies[1];
    const registration = await desk.requested(agency);
    const written = line(registration, agency);
    expect(await desk.taken(camt053([written]))).toMatchObject({ matched: 0, queued: 1 });
    expect(await desk.lineOf(written.id)).toMatchObject(expected);
    expect(await desk.statusOf(agency, registration)).toBe('requested');
  });

  it('is assigned by two people: the first proposes, and does not confirm it', async () => {
    const agency = desk.house.agencies[1];
    const registration = await desk.requested(agency);
    const written = desk.pays(registration, agency, { remark: '往来款' });
    await desk.taken(camt053([written]));
    const { id } = await desk.lineOf(written.id);
    const { reference } = registration.deposit;
    const typed = { way: 'assign', reference: reference.toLowerCase(), reason: '付款人来电说明' };
    expect((await propose(id, typed)).status).toBe(201);
    expect((await desk.lineOf(written.id)).proposal).toMatchObject({
      way: 'assign',
      reference,
      isOwn: true,
    });
    expect((await propose(id, typed, desk.second)).body).toMatchObject({ code: 'wrong-state' });
    expect((await answer(id, true, desk.first)).body).toMatchObject({ code: 'own-approval' });
    expect((await answer(id, true)).body).toEqual({ state: 'assigned' });
    expect(await desk.statusOf(agency, registration)).toBe('held');
    expect(await desk.balanceOf(`deposit/${registration.id}/CNY`)).toBe(-registration.deposit.amount.amount);
    expect((await answer(id, true)).body).toMatchObject({ code: 'wrong-state' });
  });

  it('may be proposed again when the second person said no', async () => {
    const agency = desk.house.agencies[1];
    const written = desk.pays(await desk.requested(agency), agency, { name: '某贸易有限公司' });
    await desk.taken(camt053([written]));
    const { id } = await desk.lineOf(written.id);
    expect((await propose(id, { way: 'assign', reference: 'BZJ', reason: '错' })).body).toMatchObject({
      code: 'way-not-open',
    });
    await yes(propose(id, { way: 'return', reason: '第三方代付' }));
    expect(await yes(answer(id, false))).toEqual({ state: 'queued' });
    await yes(propose(id, { way: 'return', reason: '第三方代付' }, desk.second));
    expect(await yes(answer(id, true, desk.first))).toEqual({ state: 'returned' });
  });

  it('that is too much pays the deposit, and the rest is on its way back', async () => {
    const agency = desk.house.agencies[1];
    const registration = await desk.requested(agency);
    const written = desk.pays(registration, agency, { change: registration.deposit.amount.amount + 123 });
    await desk.taken(camt053([written]));
    const { id } = await desk.lineOf(written.id);
    const { reference } = registration.deposit;
    await yes(propose(id, { way: 'assign-and-return-rest', reference, reason: '多付' }));
    await yes(answer(id, true));
    expect(await desk.statusOf(agency, registration)).toBe('held');
    const { items } = await yes<PayoutList>(desk.first.browser.get('/api/v1/payouts?state=released'));
    const rest = items.find(({ amount }) => amount.amount === 123);
    expect(rest?.payee).toMatchObject({ name: agency.organisation.name, account: '6222000011112222' });
  });
});

describe('a deposit that comes by statement', () => {
  it('a second after the close goes back: it is due to whoever paid it', async () => {
    const [agency] = desk.house.agencies;
    const lotId = await desk.house.publishLot();
    const registration = await desk.house.register(agency, lotId);
    await desk.house.moveTo(opensAt);
    await desk.house.moveTo(closesAt);
    const { deposit, id } = registration;
    await desk.taken(ccb([desk.pays(registration, agency)]));
    expect(await desk.balanceOf(`refund-due/${id}/CNY`)).toBe(-deposit.amount.amount);
  });
});
