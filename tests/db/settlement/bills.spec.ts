import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { auction } from '@reassign/shared/listings/profiles/auction.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import type { BillView } from '@reassign/shared/settlement/bills/api.ts';
import { billPdf, billsCsv } from '../../../server/settlement/bills/files.ts';
import { billsOf, officer, sellPaid } from '../../support/bills.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { closesAt, yuan } from '../../support/lot.ts';
import {
  BALANCE,
  banker,
  buyer,
  byDefault,
  openSales,
  operator,
  type Sales,
  SELLER_CODE,
  type SoldLot,
} from '../../support/sales.ts';

/* The platform's bills for its own fees: with the price, without a gap, and taken back with an annulled sale. */

let open: OpenDeposits;
let sales: Sales;
beforeAll(async () => {
  open = await openDeposits();
  sales = openSales(open);
});
afterAll(async () => {
  expect(await faultsOf(open.admin)).toEqual([]);
  // Whatever happened in between: no number is missing, none is there twice, and each counter says the last one.
  const numbers = await open.admin.sql<{ year: number; seqs: number[]; last: number }[]>`
    select b.year, array_agg(b.seq order by b.seq) as seqs, c.last
    from bill b join bill_counter c using (issuer_code, year) group by b.year, c.last order by b.year`;
  for (const { seqs, last } of numbers)
    expect(seqs).toEqual(Array.from({ length: last }, (_, nth) => nth + 1));
  await open.close();
});

const of = (sale: SoldLot, who?: Principal) => billsOf(sales, sale, who);
const paid = () => sellPaid(sales);
const seqOf = ({ number }: BillView): number => Number(number.slice(-6));
const sql = () => open.admin.sql;

describe('with the price', () => {
  it('the buyer is billed its premium, and who sells the commission, each with its tax', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, yuan(100_000));
    expect(await of(sale)).toEqual([]);
    await sales.transfer(sale, yuan(12_400));
    const [premium, commission, ...more] = await of(sale);
    expect(more).toEqual([]);
    expect(premium).toMatchObject({
      ...{ kind: 'bill', service: 'premium', issuer: operator },
      recipient: { name: '代理机构1', creditCode: 'CODE1' },
      ...{ vatBps: 600, net: yuan(2_264.15), vat: yuan(135.85), gross: yuan(2_400) },
      grossInCapitals: '人民币贰仟肆佰元整',
      confirmation: `CJ-SX-2026-${sale.lot.slice(-6)}`,
      ...{ credits: null, creditedBy: null, reason: null },
    });
    expect(commission).toMatchObject({
      ...{ service: 'commission', recipient: { name: '晋阳银行股份有限公司', creditCode: SELLER_CODE } },
      ...{ net: yuan(1_132.08), vat: yuan(67.92), gross: yuan(1_200) },
    });
    expect(premium?.number).toMatch(/^ZD-2026-\d{6}$/);
  });

  it('also where the deposit is all there is to pay', async () => {
    expect(await of(await openSales(open, { hammer: yuan(5_000) }).sell())).toHaveLength(2);
  });

  it('once, however often hammer and money are told', async () => {
    const sale = await sales.sell();
    for (let told = 0; told < 2; told++) await sales.transfer(sale, BALANCE, { key: `bills:${sale.lot}` });
    await sales.tellAgain(sale);
    expect(await of(sale)).toHaveLength(2);
  });

  it.each([
    ['a court sells', judicial],
    ['an auction house bills its own commission', auction],
  ])('nobody is billed where %s', async (_why, rules) => {
    const house = openSales(open, { rules });
    const sale = await house.sell();
    if (rules === auction) await house.confirmHammer(sale, closesAt);
    await house.transfer(sale, yuan(110_000));
    expect(await house.phase(sale)).toBe('paid');
    expect(await of(sale)).toEqual([]);
  });

  it('its amount in the prepared distribution is the bills’ own: fee and tax to the fen', async () => {
    const sale = await paid();
    const [row] = await sql()<[{ body: { prepared: Prepared[] } }]>`
      select body from sale_statement where lot_id = ${sale.lot} and kind = 'waterfall'`;
    const bills = await of(sale);
    const sum = (part: 'net' | 'vat') => bills.reduce((all, bill) => all + bill[part].amount, 0);
    const prepared = (kind: string) =>
      row.body.prepared.find(({ account }) => account.kind === kind)?.amount.amount ?? 0;
    expect(prepared('fee')).toBe(sum('net'));
    // Stamp duty of the seller's side, 0.03 %, is a tax beside it.
    expect(prepared('tax')).toBe(sum('vat') + 36_00);
  });
});
interface Prepared {
  readonly account: { readonly kind: string };
  readonly amount: { readonly amount: number };
}

describe('when the sale is undone', () => {
  it('each bill is taken back whole, once, by a credit note that names it', async () => {
    const sale = await paid();
    const before = await of(sale);
    for (let told = 0; told < 2; told++) await sales.annul(sale);
    const [premium, commission, ...notes] = await of(sale);
    expect(notes).toHaveLength(2);
    for (const [nth, bill] of [premium, commission].entries()) {
      const note = notes[nth];
      expect(note).toMatchObject({
        ...{ kind: 'credit-note', service: bill?.service, reason: '撤销', recipient: bill?.recipient },
        credits: { id: bill?.id, number: bill?.number },
      });
      for (const part of ['net', 'vat', 'gross'] as const)
        expect((note?.[part].amount ?? 0) + (before[nth]?.[part].amount ?? 0)).toBe(0);
      expect(bill?.creditedBy).toEqual({ id: note?.id, number: note?.number });
    }
    expect(notes[0]?.grossInCapitals).toBe('（负数）人民币贰仟肆佰元整');
  });

  it('and was never paid for, there is nothing to take back', async () => {
    const sale = await sales.sell();
    await sales.annul(sale);
    expect(await of(sale)).toEqual([]);
  });
});

describe('the numbers', () => {
  it('follow each other, though many prices come at once', async () => {
    const sold: SoldLot[] = [];
    for (let nth = 0; nth < 8; nth++) sold.push(await sales.sell());
    await Promise.all(sold.map((sale) => sales.transfer(sale, BALANCE)));
    const taken = (await Promise.all(sold.map((sale) => of(sale)))).flat().map(seqOf);
    const first = Math.min(...taken);
    expect(taken.toSorted((a, b) => a - b)).toEqual(taken.map((_, nth) => first + nth));
  });

  it('are not lost with a transaction that fails after it took some', async () => {
    const [before] = (await of(await paid())).slice(-1);
    const lost = await sales.sell();
    const { reference } = (await sales.money.desk.settlement(lost.lot, banker)) ?? { reference: '' };
    const receipt = {
      ...{ reference, amount: BALANCE, receivedAt: open.clock.now(), actor: 'test', key: `lost:${lost.lot}` },
      from: { kind: 'cash', channel: 'bank', currency: CNY } as const,
    };
    const failed = open.app.db.transaction(async (tx) => {
      await sales.money.balances.receive(tx, receipt);
      throw new Error('the commit never came');
    });
    await expect(failed).rejects.toThrow('the commit never came');
    expect(await of(lost)).toEqual([]);
    const [after] = await of(await paid());
    expect(after && seqOf(after)).toBe((before ? seqOf(before) : 0) + 1);
  });
});

describe('the list', () => {
  it('of the buyer has its premium, that of who sells its commission, and neither the other’s', async () => {
    const sale = await paid();
    expect((await of(sale, buyer(1))).map(({ service }) => service)).toEqual(['premium']);
    expect((await of(sale, banker)).map(({ service }) => service)).toEqual(['commission']);
    expect(await of(sale, buyer(2))).toEqual([]);
    const [premium] = await of(sale);
    expect(await sales.money.bills.find(banker, premium?.id ?? '')).toBeNull();
    expect(await sales.money.bills.find(buyer(1), premium?.id ?? '')).toEqual(premium);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('of a buyer for whom an agency bid: accredited %s, bills %i', async (accredited, count) => {
    const sale = await paid();
    const organisation = { id: crypto.randomUUID(), kind: 'buyer', creditCode: 'CODE1', accredited };
    const who = { userId: crypto.randomUUID() as UserId, roles: [], organisation } as unknown as Principal;
    expect(await of(sale, who)).toHaveLength(count);
  });

  it('goes on after a page, and is of one year where one is asked for', async () => {
    const { items, nextCursor, years } = await sales.money.bills.list(officer, {});
    expect(years).toEqual([2026]);
    expect(nextCursor).toBeNull();
    const numbers = items.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted().toReversed());
    const cursor = items[2]?.id ?? '';
    expect((await sales.money.bills.list(officer, { cursor })).items).toEqual(items.slice(3));
    expect((await sales.money.bills.list(officer, { year: 2025 })).items).toEqual([]);
  });

  it('is a file, too: what a cell begins with is run by no spreadsheet, and no amount has a sign', async () => {
    const sale = await paid();
    await sales.annul(sale);
    const bills = await of(sale);
    const evil = bills.map((bill) => ({ ...bill, title: '=HYPERLINK("http://evil.example")' }));
    const [head, first, , note] = billsCsv(evil, 'en').split('\r\n');
    expect(head).toContain('"Net","VAT amount","Gross","Net, credited","VAT, credited","Gross, credited"');
    expect(first).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(first).toContain('"2264.15","135.85","2400.00","","","","CNY","",""');
    expect(note).toContain(`"","","","2264.15","135.85","2400.00","CNY","${bills[0]?.number ?? ''}","撤销"`);
    for (const bill of bills)
      for (const language of ['zh', 'en'] as const)
        expect((await billPdf(bill, language, instant(0))).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('in a new year of Shanghai', () => {
  let [last, first, unpaid]: SoldLot[] = [];
  beforeAll(async () => {
    // Before the clock goes on: later nobody registers.
    [last, first, unpaid] = [await sales.sell(), await sales.sell(), await sales.sell()];
  });
  it('the numbers begin again, and credit notes of old bills are of the new year', async () => {
    assert(last && first, 'they were sold');
    await open.clock.advanceTo(instant(Date.UTC(2026, 11, 31, 15, 59, 59, 999)));
    await sales.transfer(last, BALANCE);
    await open.clock.advanceTo(instant(Date.UTC(2026, 11, 31, 16)));
    await sales.transfer(first, BALANCE);
    await sales.annul(last);
    expect((await of(last)).map(({ number }) => number.slice(0, 8))).toEqual([
      ...['ZD-2026-', 'ZD-2026-', 'ZD-2027-', 'ZD-2027-'],
    ]);
    expect((await of(first)).map(seqOf)).toEqual([1, 2]);
    expect((await sales.money.bills.list(officer, { year: 2027 })).items.map(seqOf)).toEqual([4, 3, 2, 1]);
    expect((await sales.money.bills.list(officer, {})).years).toEqual([2027, 2026]);
  });

  it('who did not pay was never billed, and nothing is taken back of it', async () => {
    assert(unpaid, 'it was sold');
    await sales.miss(open.clock.now());
    expect(await sales.propose(unpaid, byDefault())).toEqual({ ok: true });
    expect(await sales.confirm(unpaid)).toEqual({ ok: true });
    await sales.annul(unpaid);
    expect(await of(unpaid)).toEqual([]);
  });
});
