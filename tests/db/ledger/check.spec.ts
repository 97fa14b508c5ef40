import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { ledger as command } from '../../../server/cli-ledger.ts';
import { checkLedger, createCloses } from '../../../server/ledger/index.ts';
import { enterKey } from '../../../server/platform/checkpoint-keys.ts';
import {
  cash,
  deposit,
  escrow,
  move,
  openLedger,
  type OpenLedger,
  post,
  reserve,
} from '../../support/ledger.ts';
import { testSigner } from '../../support/signers.ts';

const signer = testSigner();
let open: OpenLedger;
const check = () => checkLedger(open.app.db, [signer.key]);

/** Two days with a transaction of every phase, closed; and one since. */
beforeAll(async () => {
  open = await openLedger();
  await enterKey(open.app.db, signer.key, open.clock.now());
  const closes = createCloses({ db: open.app.db, clock: open.clock, signer });
  const held = async (payout: ReturnType<typeof reserve>) => {
    const answer = await open.ledger.reserve(payout);
    if (!answer.ok) throw new Error(answer.refusal);
    return { ...post([]), pending: answer.id };
  };
  for (let day = 1; day <= 2; day++) {
    await open.ledger.post(post(move(cash, deposit(day), 1_000), { reference: 'BZJ "一"' }));
    await open.ledger.postPending(await held(reserve(move(deposit(day), escrow(), 100))));
    await open.ledger.voidPending(await held(reserve(move(deposit(day), cash, 200))));
    const expiresAt = later(open.clock.now(), MINUTE);
    await held(reserve(move(deposit(day), cash, 300), { expiresAt }));
    await open.clock.advance(MINUTE);
    await open.ledger.expireOverdue();
    await open.clock.advance(DAY);
    while (await closes.closeNext()) continue;
  }
  await open.ledger.post(post(move(cash, deposit(3), 5)));
});
afterAll(() => open.close());

/** As a superuser who takes the guards away first. */
async function tamper(
  table: string,
  change: string,
  back: string,
  faults: readonly unknown[],
): Promise<void> {
  const { sql } = open.admin;
  await sql.unsafe(`alter table ${table} disable trigger ${table}_append_only; ${change}`);
  const found = await check();
  await sql.unsafe(`${back}; alter table ${table} enable trigger ${table}_append_only`);
  expect(found.faults).toEqual(faults);
  expect((await check()).faults).toEqual([]);
}

const changed = expect.stringMatching(/^transaction .* was changed$/) as unknown;

describe('The ledger, counted anew', () => {
  it('is as it was entered and signed', async () => {
    expect(await check()).toEqual({ days: 2, transactions: 15, faults: [] });
  });

  it('says which transaction and day somebody changed by hand', async () => {
    const pair = (by: number) =>
      `update ledger_posting set amount_minor = amount_minor + sign(amount_minor) * ${String(by)} where transaction_id =
        (select id from ledger_transaction where phase = 'single' order by position limit 1)`;
    await tamper('ledger_posting', pair(7), pair(-7), [
      changed,
      '2026-03-02 is not what was signed',
      '2026-03-03 is not what was signed',
    ]);
  });

  it('also when the sums are as before', async () => {
    const reference = (text: string) =>
      `update ledger_transaction set reference = '${text}' where position = (select min(position) from ledger_transaction)`;
    await tamper('ledger_transaction', reference('another'), reference('BZJ "一"'), [changed]);
  });

  it('says which day was signed by nobody known', async () => {
    const [{ note }] = await open.admin.sql<[{ note: string }]>`
      select note from ledger_close order by day desc limit 1`;
    const set = (from: string, to: string) =>
      `update ledger_close set note = replace(note, '${from}', '${to}') where day = '2026-03-03'`;
    expect(note).toContain('CNY cash 2000\n');
    await tamper(
      'ledger_close',
      set('CNY cash 2000', 'CNY cash 1999'),
      set('CNY cash 1999', 'CNY cash 2000'),
      ['2026-03-03 is not signed by a key of this platform'],
    );
  });

  it('knows no key but its own', async () => {
    const { faults } = await checkLedger(open.app.db, [testSigner(8).key]);
    expect(faults).toHaveLength(2);
  });
});

describe('`reassign ledger`', () => {
  const run = async (parameters: string[]) => {
    const lines: string[] = [];
    const env = { DATABASE_URL: open.databaseUrl, PUBLIC_URL: 'http://demo.reassign.example' };
    return { code: await command(parameters, (line) => void lines.push(line), env), last: lines.at(-1) };
  };

  it('counts and ends with 0', async () => {
    expect(await run(['check'])).toEqual({
      code: 0,
      last: '15 transactions, 2 closed days: all as they were entered and signed',
    });
  });

  it.each([[[]], [['chekc']], [['check', 'twice']]])('%j: says how it is used', async (parameters) => {
    expect(await run(parameters)).toEqual({ code: 1, last: 'usage: reassign ledger check' });
  });
});
