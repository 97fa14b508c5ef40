import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { ListingView } from '@reassign/shared/listings/api.ts';
import { reserveCommitment } from '@reassign/shared/listings/reserve.ts';
import { openPart } from '../../../server/platform/sealed-part.ts';
import {
  bank,
  checker,
  cny,
  maker,
  openListings,
  type OpenListings,
  person,
  today,
  value,
} from '../../support/listings.ts';
import { testSealer } from '../../support/test-sealer.ts';

let open: OpenListings;
beforeAll(async () => {
  open = await openListings();
});
afterAll(() => open.close());

const set = async (listing: ListingView, fen: number | null): Promise<ListingView> =>
  value(await open.listings.setReserve(maker, today, listing, { reserve: fen === null ? null : cny(fen) }));
const gatesOf = ({ gates }: ListingView) => gates.map(({ gate }) => gate);

describe('the hidden reserve of a draft', () => {
  it('is known to maker and checker, and in no view of the listing', async () => {
    const draft = await set(await open.desk.draft(), 800_000_01);
    expect(draft).toMatchObject({ hasReserve: true, revision: 2, gates: [] });
    expect(JSON.stringify(draft)).not.toContain('80000001');
    for (const one of [maker, checker])
      expect(await open.listings.findReserve(one, draft.id)).toEqual({ reserve: cny(800_000_01) });
    const rows = await open.database
      .sql`select to_jsonb(l)::text as text from listing l where id = ${draft.id}`;
    expect(rows[0]?.['text']).not.toContain('80000001');
  });
  it('is nothing to another bank', async () => {
    const draft = await set(await open.desk.draft(), 800_000_00);
    const other = person(bank(2, '汾河银行股份有限公司', '91140100MA0K00023G'), 7, 'maker');
    expect(await open.listings.findReserve(other, draft.id)).toBeNull();
  });
  it('is taken away again', async () => {
    const draft = await set(await set(await open.desk.draft(), 800_000_00), null);
    expect(draft.hasReserve).toBe(false);
    expect(await open.listings.findReserve(maker, draft.id)).toEqual({ reserve: null });
  });
  it('is at least the start: a fen below closes a gate that does not tell the amount', async () => {
    const at = await set(await open.desk.draft(), 700_000_00);
    expect(gatesOf(at)).toEqual([]);
    const below = await set(at, 699_999_99);
    expect(gatesOf(below)).toEqual(['reserve-out-of-range']);
    expect(JSON.stringify(below.gates)).not.toContain('69999999');
  });
  it('is in the currency of the start', async () => {
    const draft = await open.desk.draft();
    const reserve = { amount: 800_000_00, currency: 'USD' };
    const written = value(await open.listings.setReserve(maker, today, draft, { reserve }));
    expect(gatesOf(written)).toContain('currency-mixed');
  });
  it('is changed in a draft only, and only as it was seen', async () => {
    const submitted = await open.desk.submitted();
    const reserve = cny(800_000_00);
    expect(await open.listings.setReserve(maker, today, submitted, { reserve })).toMatchObject({ ok: false });
    const draft = await open.desk.draft();
    expect(
      await open.listings.setReserve(maker, today, { ...draft, revision: 9 }, { reserve }),
    ).toMatchObject({ ok: false, problem: { code: 'precondition-failed' } });
  });
});

describe('at the publication', () => {
  it('goes into the sealed part of entry 1 under a salt of its own, and nowhere else', async () => {
    const draft = await set(await open.desk.draft(), 800_000_00);
    const submitted = value(await open.listings.submit(maker, today, draft));
    const approved = value(await open.listings.approve(checker, today, submitted));
    const published = value(await open.listings.publish(checker, today, approved));
    const lotId = published.lotId as LotId;
    const [entry] = await open.database.sql<{ body: { reserve: string }; sealed: Uint8Array }[]>`
      select body, sealed from lot_event where lot_id = ${lotId} and seq = 1`;
    const { reserve } = openPart(testSealer, entry?.sealed ?? new Uint8Array(), lotId, 1) as {
      reserve: Parameters<typeof reserveCommitment>[1];
    };
    expect(reserve.amount).toEqual(cny(800_000_00));
    expect(entry?.body.reserve).toBe(reserveCommitment(lotId, reserve));
    expect(published.hasReserve).toBe(false);
    expect(await open.listings.findReserve(maker, published.id)).toEqual({ reserve: null });
  });
  it('a lot without one has nothing about it in entry 1', async () => {
    const { lotId } = await open.desk.published();
    const [entry] = await open.database.sql<{ body: object; sealed: unknown }[]>`
      select body, sealed from lot_event where lot_id = ${lotId} and seq = 1`;
    expect(entry?.sealed).toBeNull();
    expect(entry?.body).not.toHaveProperty('reserve');
  });
  it('a route without hidden reserves closes its gate', async () => {
    const draft = await set(await open.desk.draft({ route: 'judicial' }), 800_000_00);
    expect(gatesOf(draft)).toContain('reserve-not-offered');
  });
});
