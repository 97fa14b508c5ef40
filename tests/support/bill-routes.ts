import { randomUUID } from 'node:crypto';
import { toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { type ApiRoute, at, ofUnknown, type Outcomes, signedInAll } from './api-route.ts';
import type { Scene } from './api-scene.ts';
import { saleIn } from './sale-routes.ts';

/* The platform's bills: their recipient reads them, and who runs or supervises the platform. */

/** A bill to the second agency for its premium on a sale of the first bank, and the credit note that took it back. */
export async function billIn({ house }: Pick<Scene, 'house'>): Promise<{ bill: string; note: string }> {
  const lot = await saleIn({ house }, { isPaid: true, isVoid: true });
  const [bill, note] = [randomUUID(), randomUUID()];
  const { organisation } = house.agencies[1];
  const of = {
    ...{ issuer_code: house.operator.organisation.creditCode, issuer_name: house.operator.organisation.name },
    ...{ year: 2026, lot_id: lot, sale: 1, service: 'premium', recipient_name: organisation.name },
    ...{ recipient_code: organisation.creditCode, party_organisation: organisation.id },
    ...{ lot_number: lot, title: '一种滚子链条', confirmation: `CJ-${lot}`, vat_bps: 600, currency: 'CNY' },
    issued_at: toRfc3339(house.clock.now()),
  };
  const sums = { net_minor: 226_415, vat_minor: 13_585, gross_minor: 240_000 };
  const taken = { net_minor: -226_415, vat_minor: -13_585, gross_minor: -240_000 };
  await house.admin.sql.begin(async (sql) => {
    const [counter] = await sql<[{ last: number }]>`
      insert into bill_counter (issuer_code, year, last) values (${of.issuer_code}, 2026, 2)
      on conflict (issuer_code, year) do update set last = bill_counter.last + 2 returning last`;
    const { last } = counter;
    await sql`insert into bill ${sql({ ...of, ...sums, id: bill, seq: last - 1 })}`;
    const credits = { credits: bill, reason: '执行法院裁定撤销成交' };
    await sql`insert into bill ${sql({ ...of, ...taken, ...credits, id: note, seq: last })}`;
  });
  return { bill, note };
}

const readers: Outcomes = { 'other broker': 200, officer: 200, supervisor: 200 };

const ofBill = (rest = ''): ApiRoute => ({
  call: async (scene) => ({ path: `/api/v1/bills/${(await billIn(scene)).bill}${rest}` }),
  missing: ofUnknown,
  answers: readers,
});

export const billRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/bills': { ...at('/api/v1/bills'), answers: signedInAll(200) },
  'GET /api/v1/bills.csv': { ...at('/api/v1/bills.csv?year=2026'), answers: signedInAll(200) },
  'GET /api/v1/bills/:id': ofBill(),
  'GET /api/v1/bills/:id/bill.pdf': ofBill('/bill.pdf'),
};
