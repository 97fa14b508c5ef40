import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { billsOf, sellPaid } from '../../support/bills.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { closesAt } from '../../support/lot.ts';
import { openSales, type Sales } from '../../support/sales.ts';

/* What the database itself holds of the platform's bills, whoever writes. */

let open: OpenDeposits;
let sales: Sales;
beforeAll(async () => {
  open = await openDeposits();
  sales = openSales(open);
});
afterAll(() => open.close());

const sql = () => open.admin.sql;

describe('the database refuses', () => {
  const entered = (column: string, value: unknown, id: string) =>
    sql().begin(async (tx) => {
      await tx`update bill_counter set last = last + 1`;
      const [row] = await tx`select * from bill where id = ${id}`;
      const [counter] = await tx`select last from bill_counter`;
      await tx`insert into bill ${tx({
        ...{ ...row, id: crypto.randomUUID(), seq: counter?.['last'] as number },
        ...{ credits: id, reason: 'r', net_minor: -226_415, vat_minor: -13_585, gross_minor: -240_000 },
        [column]: value,
      })}`;
    });

  it('to change, to delete or to forget a bill', async () => {
    await sellPaid(sales);
    for (const change of [
      sql()`update bill set gross_minor = 1`,
      sql()`delete from bill`,
      sql()`truncate bill cascade`,
      sql()`delete from bill_counter`,
      open.app.sql`update bill_counter set year = 2030`,
    ])
      await expect(change).rejects.toMatchObject({ code: '42501' });
  });

  it('a number that was taken and not used', async () => {
    const taken = sql()`update bill_counter set last = last + 1`;
    await expect(taken).rejects.toMatchObject({ code: 'ST006' });
  });

  it('a credit note of what stands, and a second one', async () => {
    const standing = (await billsOf(sales, await sellPaid(sales)))[0]?.id ?? '';
    await expect(entered('reason', 'r', standing)).rejects.toMatchObject({ code: 'ST006' });
    const sale = await sellPaid(sales);
    await sales.annul(sale);
    const credited = (await billsOf(sales, sale))[0]?.id ?? '';
    await expect(entered('reason', 'r', credited)).rejects.toMatchObject({ code: '23505' });
  });

  it.each([
    ['a number out of turn', 'seq', 1_000_000],
    ['a part of a bill', 'gross_minor', -239_999],
    ['sums that do not add up', 'net_minor', -226_414],
    ['another recipient', 'recipient_name', '他人'],
    ['a year that is not that of its day', 'year', 2027],
    ['a bill below nothing', 'credits', null],
  ])('%s', async (_what, column, value) => {
    const sale = await sellPaid(sales);
    const id = (await billsOf(sales, sale))[0]?.id ?? '';
    // Undone in the log of sales only, so that the credit notes are still to come.
    await sql()`insert into settlement_move ${sql()({
      ...{ lot_id: sale.lot, sale: 1, stage: 'void', reason: 'r', at: toRfc3339(closesAt) },
      ...{ log_size: 18, log_hash: 'd'.repeat(64) },
    })}`;
    await expect(entered(column, value, id)).rejects.toMatchObject({
      code: expect.stringMatching(/^(ST006|23514)$/) as string,
    });
    await entered('reason', 'r', id);
    expect(await billsOf(sales, sale)).toHaveLength(3);
  });

  it('a bill for a price that is not there', async () => {
    const sale = await sales.sell();
    const [known] = await billsOf(sales, await sellPaid(sales));
    const forged = sql().begin(async (tx) => {
      await tx`update bill_counter set last = last + 1`;
      const [row] = await tx`select * from bill where id = ${known?.id ?? ''}`;
      const [counter] = await tx`select last from bill_counter`;
      await tx`insert into bill ${tx({
        ...{ ...row, id: crypto.randomUUID(), seq: counter?.['last'] as number, lot_id: sale.lot },
      })}`;
    });
    await expect(forged).rejects.toMatchObject({ code: 'ST006' });
  });
});
