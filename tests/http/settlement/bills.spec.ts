import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { BillList, BillView } from '@reassign/shared/settlement/bills/api.ts';
import type { BalanceView, SettlementView } from '@reassign/shared/settlement/balance-api.ts';
import { yes } from '../../support/bank-desk.ts';
import { ccb } from '../../support/bank-files.ts';
import { billIn } from '../../support/bill-routes.ts';
import { closesAt, type House, opensAt, type Person } from '../../support/house.ts';
import { cny } from '../../support/listings.ts';
import { openTransferDesk, type TransferDesk } from '../../support/transfers.ts';

/* A sale that is paid by the bank, and what the platform bills its two sides for it. Hammer 700,000.00. */

let desk: TransferDesk;
let house: House;
let lot: LotId;
let winner: Person;
beforeAll(async () => {
  desk = await openTransferDesk();
  ({ house } = desk);
  lot = await house.publishLot();
  [winner] = house.agencies;
  await house.admit(winner, lot);
  await house.moveTo(opensAt);
  const bid = { commandId: randomUUID(), amount: cny(700_000_00) };
  await yes(winner.browser.post(`/api/v1/lots/${lot}/bids`, bid));
  await house.moveTo(closesAt);
});
afterAll(() => desk.close());

const billsOf = ({ browser }: Person, query = '') => yes<BillList>(browser.get(`/api/v1/bills${query}`));
const balance = () => yes<BalanceView>(winner.browser.get(`/api/v1/lots/${lot}/balance`));
const settlement = (person: Person) =>
  yes<SettlementView>(person.browser.get(`/api/v1/lots/${lot}/settlement`));

describe('the bills of a sale', () => {
  it('are none before the price is there, and who sells sees what its bill will say', async () => {
    expect(await billsOf(winner)).toEqual({ items: [], years: [], nextCursor: null });
    expect((await balance()).bills).toEqual([]);
    expect(await settlement(house.maker)).toMatchObject({
      bills: [],
      billPreview: { service: 'commission', gross: cny(7_000_00), vat: cny(396_23), net: cny(6_603_77) },
    });
  });

  it('come with the last fen, each to its recipient, and stand on the page of the sale', async () => {
    const { reference, outstanding } = await balance();
    const { name } = winner.organisation;
    const line = { id: desk.newId(), change: outstanding.amount, name, account: '6222000011112222' };
    await desk.taken(ccb([{ ...line, remark: reference }]));
    const { items, years } = await billsOf(winner);
    expect(years).toEqual([2026]);
    expect(items).toMatchObject([
      {
        ...{ kind: 'bill', service: 'premium', lotId: lot, gross: cny(14_000_00), vat: cny(792_45) },
        issuer: {
          name: house.operator.organisation.name,
          creditCode: house.operator.organisation.creditCode,
        },
        recipient: { name, creditCode: winner.organisation.creditCode },
      },
    ]);
    const [{ id, number }] = items as [BillView];
    expect((await balance()).bills).toMatchObject([{ id, number, service: 'premium' }]);
    const bank = await settlement(house.maker);
    expect(bank).toMatchObject({ billPreview: null, bills: [{ service: 'commission' }] });
    expect((await settlement(house.operator)).bills.map(({ service }) => service)).toEqual([
      'premium',
      'commission',
    ]);
    const [commission] = (await billsOf(house.maker)).items;
    expect(commission?.recipient).toMatchObject({ creditCode: house.maker.organisation.creditCode });
    expect((await billsOf(house.agencies[1])).items).toEqual([]);
    expect(await winner.browser.get(`/api/v1/bills/${commission?.id ?? ''}`)).toMatchObject({ status: 404 });
  });
});

describe('as a file', () => {
  const fileFor = ({ browser }: Person, path: string) =>
    house.app.inject({ url: `/api/v1/${path}`, headers: { cookie: browser.cookie } });

  it('a year is a table, kept by nobody in between', async () => {
    const { headers, body } = await fileFor(winner, 'bills.csv?year=2026&language=en');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="reassign-bills-2026.csv"',
      'cache-control': 'no-store',
    });
    const [head, bill, end] = body.split('\r\n');
    expect(head).toMatch(/^\ufeff"Bill number","Kind","Issued on"/);
    expect(bill).toContain('"6%","13207.55","792.45","14000.00","","",""');
    expect(end).toBe('');
  });

  it('a bill is a document under its number', async () => {
    const [{ id, number }] = (await billsOf(winner)).items as [BillView];
    const { headers, rawPayload } = await fileFor(winner, `bills/${id}/bill.pdf`);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${number}.pdf"`,
      'cache-control': 'no-store',
    });
    expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a credit note', () => {
  it('names its bill, and the bill its credit note', async () => {
    const { bill, note } = await billIn({ house });
    const { browser } = house.agencies[1];
    const [credited, credit] = await Promise.all(
      [bill, note].map((id) => yes<BillView>(browser.get(`/api/v1/bills/${id}`))),
    );
    expect(credited).toMatchObject({ kind: 'bill', creditedBy: { id: note, number: credit?.number } });
    expect(credit).toMatchObject({
      ...{
        kind: 'credit-note',
        gross: { amount: -2_400_00 },
        credits: { id: bill, number: credited?.number },
      },
      ...{ reason: '执行法院裁定撤销成交', creditedBy: null },
    });
  });
});

describe('what makes no sense', () => {
  it.each([
    ['a year in words', 'bills?year=now', '?year'],
    ['a year of another century', 'bills?year=1999', '?year'],
    ['a year with more', 'bills?year=2026-01', '?year'],
    ['two years', 'bills?year=2026&year=2027', '?year'],
    ['a cursor that is none', 'bills?cursor=1', '?cursor'],
    ['a filter that is none', 'bills?recipient=me', '?recipient'],
    ['a file of no year', 'bills.csv', '?year'],
    ['a file in another language', 'bills.csv?year=2026&language=fr', '?language'],
    ['a bill of no id', 'bills/ZD-2026-000001', ':id'],
  ])('%s is refused as malformed', async (_what, path, pointer) => {
    const { status, body } = await winner.browser.get(`/api/v1/${path}`);
    expect(status).toBe(400);
    const { code, faults } = body as { code: string; faults: { pointer: string }[] };
    expect(code).toBe('malformed');
    expect(faults[0]?.pointer).toBe(pointer);
  });

  it('a cursor of somebody else’s bill shows nothing of it', async () => {
    const { bill } = await billIn({ house });
    const { items } = await billsOf(winner, `?cursor=${bill}`);
    expect(items.every(({ recipient }) => recipient.name === winner.organisation.name)).toBe(true);
  });
});
