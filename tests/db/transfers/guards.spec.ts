import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger, type OpenLedger } from '../../support/ledger.ts';

/* What the database refuses about a bank's money, whatever statement somebody smuggles into it. */

let open: OpenLedger;
const [statement, line, payout, proposer, other] = Array.from({ length: 5 }, () => randomUUID());

beforeAll(async () => {
  open = await openLedger();
  await open.app.sql`
    insert into bank_statement (id, account, format, file_hash, file_name, currency, from_on, until_on, lines, imported_by, imported_at)
    values (${statement ?? ''}, '0', 'ccb', 'a', 'a.csv', 'CNY', '2026-03-01', '2026-03-01', 1, ${proposer ?? ''}, now())`;
  await insertLine(line ?? '', 'E1');
  await open.app.sql`
    insert into bank_line_match (line_id, outcome, at) values (${line ?? ''}, 'third-party-payer', now())`;
  await open.app.sql`
    insert into bank_line_proposal (line_id, nth, way, reason, proposed_by, at)
    values (${line ?? ''}, 1, 'return', 'reason', ${proposer ?? ''}, now())`;
  await open.app.sql`
    insert into payout (id, reference, from_account, amount_minor, currency, payee_name, payee_account, payee_bank,
      payee_bank_code, purpose, pending_id, prepared_by, prepared_at)
    values (${payout ?? ''}, 'ZFK', '{}', 1, 'CNY', 'a', '6222', '', '', 'a', ${randomUUID()}, ${proposer ?? ''}, now())`;
});
afterAll(() => open.close());

const insertLine = (id: string, entryId: string, amount = 1) => open.app.sql`
  insert into bank_line (id, statement_id, account, entry_id, content, direction, amount_minor, currency, booked_on, name,
    other_account, remark)
  values (${id}, ${statement ?? ''}, '0', ${entryId}, '', 'credit', ${amount}, 'CNY', '2026-03-01', '', '', '')`;

const DENIED = { code: '42501' };
const TWICE = { code: '23505' };

describe('the serving role', () => {
  it.each(
    [
      ...['bank_statement', 'bank_line', 'bank_line_match', 'bank_line_proposal', 'bank_line_answer'],
      ...['payout', 'payout_move', 'payment_file'],
    ].flatMap((table) => [`delete from ${table}`, `truncate ${table}`]),
  )('may not: %s', async (text) => {
    await expect(open.app.sql.unsafe(text)).rejects.toMatchObject(DENIED);
  });

  it.each([
    'update bank_line set amount_minor = amount_minor + 1',
    'update bank_line set id = id',
    'update bank_line_match set outcome = outcome',
    'update payout set payee_account = payee_account',
    'update payout set id = id',
    'update payout_move set state = state',
  ])('may not: %s', async (text) => {
    await expect(open.app.sql.unsafe(text)).rejects.toMatchObject(DENIED);
  });
});

describe('a line', () => {
  it('is there once, however many statements hold it', async () => {
    await expect(insertLine(randomUUID(), 'E1')).rejects.toMatchObject(TWICE);
  });

  it('is of some money', async () => {
    await expect(insertLine(randomUUID(), 'E2', 0)).rejects.toMatchObject({ code: '23514' });
  });

  const answer = (by: string, isConfirmed: boolean, nth = 1) => open.app.sql`
    insert into bank_line_answer (line_id, nth, is_confirmed, answered_by, at)
    values (${line ?? ''}, ${nth}, ${isConfirmed}, ${by}, now())`;

  it('is settled by somebody else than proposed it, and once', async () => {
    await expect(answer(proposer ?? '', true)).rejects.toMatchObject(DENIED);
    await expect(answer(other ?? '', true, 2)).rejects.toMatchObject(DENIED);
    await answer(other ?? '', true);
    await expect(answer(other ?? '', true)).rejects.toMatchObject(TWICE);
  });
});

describe('a payout', () => {
  const move = (state: string, actor: string) => open.app.sql`
    insert into payout_move (payout_id, state, actor, at) values (${payout ?? ''}, ${state}, ${actor}, now())`;

  it('is released by somebody else than prepared it, once, and ends once', async () => {
    await expect(move('released', `user:${proposer ?? ''}`)).rejects.toMatchObject(DENIED);
    await move('released', `user:${other ?? ''}`);
    await expect(move('released', `user:${other ?? ''}`)).rejects.toMatchObject(TWICE);
    await move('cancelled', `user:${other ?? ''}`);
    await expect(move('paid', 'bank')).rejects.toMatchObject(TWICE);
  });
});
