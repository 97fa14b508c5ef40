import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger, type OpenLedger } from '../../support/ledger.ts';

/* What the database refuses about differences, whatever statement somebody smuggles into it. */

let open: OpenLedger;
const [difference, one, other] = [randomUUID(), randomUUID(), randomUUID()];

beforeAll(async () => {
  open = await openLedger();
  await insertRun(1, '2026-03-02');
  await open.app.sql`
    insert into reconciliation_difference (id, key, first_run, first_at) values (${difference}, 'bank:1', 1, now())`;
  await open.app.sql`
    insert into reconciliation_finding (difference_id, run, channel, kind, cause, amount_minor, gap_minor, currency, since)
    values (${difference}, 1, 'bank', 'duplicated', 'line-repeated', 1, 0, 'CNY', now())`;
  await move(1, 'explain', one, 'reason');
});
afterAll(() => open.close());

const insertRun = (nth: number, day: string, by: string | null = null) => open.app.sql`
  insert into reconciliation_run (nth, cause, day, by, at, terms_version, inputs_hash, movements, entries, totals)
  values (${nth}, ${by === null ? 'nightly' : 'on-demand'}, ${day}, ${by}, now(), 1, '', 0, 0, '[]')`;

const move = (nth: number, type: string, by: string, reason: string | null = null) => open.app.sql`
  insert into reconciliation_move (difference_id, nth, type, by, at, reason, is_cost, kind, amount_minor)
  values (${difference}, ${nth}, ${type}, ${by}, now(), ${reason}, false, 'duplicated', 1)`;

const DENIED = { code: '42501' };
const TWICE = { code: '23505' };
const WRONG = { code: '23514' };

describe('the serving role', () => {
  it.each(
    [
      ...['reconciliation_run', 'reconciliation_difference', 'reconciliation_finding', 'payment_entry'],
      ...['reconciliation_resolution', 'reconciliation_move'],
    ].flatMap((table) => [`delete from ${table}`, `truncate ${table}`]),
  )('may not: %s', async (text) => {
    await expect(open.app.sql.unsafe(text)).rejects.toMatchObject(DENIED);
  });

  it.each([
    'update reconciliation_run set totals = totals',
    'update reconciliation_difference set key = key',
    'update reconciliation_finding set amount_minor = 0',
    'update reconciliation_move set by = by',
    'update payment_entry set change_minor = 0',
  ])('may not: %s', async (text) => {
    await expect(open.app.sql.unsafe(text)).rejects.toMatchObject(DENIED);
  });
});

describe('nobody, not even the owner of the database,', () => {
  it.each(['update reconciliation_finding set amount_minor = 0', 'delete from reconciliation_move'])(
    'may: %s',
    async (text) => {
      await expect(open.admin.sql.unsafe(text)).rejects.toThrow(/append-only/);
    },
  );
});

describe('a run', () => {
  it('is made once a night, and on demand as often as somebody asks', async () => {
    await expect(insertRun(2, '2026-03-02')).rejects.toMatchObject(TWICE);
    await insertRun(2, '2026-03-02', one);
    await insertRun(3, '2026-03-02', one);
    await insertRun(4, '2026-03-03');
  });

  it('finds one thing of a difference', async () => {
    const again = open.app.sql`
      insert into reconciliation_finding (difference_id, run, channel, kind, cause, amount_minor, gap_minor, currency, since)
      values (${difference}, 1, 'bank', 'duplicated', 'line-repeated', 2, 0, 'CNY', now())`;
    await expect(again).rejects.toMatchObject(TWICE);
  });
});

describe('an explanation', () => {
  it('has a reason, and nothing else has', async () => {
    await expect(move(2, 'explain', one)).rejects.toMatchObject(WRONG);
    await expect(move(2, 'take', one, 'reason')).rejects.toMatchObject(WRONG);
  });

  it('is confirmed by somebody else', async () => {
    await expect(move(2, 'confirm', one)).rejects.toMatchObject(DENIED);
    await move(2, 'confirm', other);
  });
});
