import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE, startOfDay, type CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import type { CloseView, StatementView } from '@reassign/shared/ledger/api.ts';
import type { Entry } from '@reassign/shared/ledger/types.ts';
import { isSignedBy, readNote } from '@reassign/shared/verify/note.ts';
import { type House, openHouse } from '../../support/house.ts';
import { cash, escrow, fees, move, post, reserve } from '../../support/ledger.ts';

let house: House;
let lot: LotId;
let deposit: Account;
beforeAll(async () => {
  house = await openHouse();
  lot = await house.publishLot();
  const { id } = await house.register(house.agencies[0], lot);
  deposit = { kind: 'deposit', registration: id as never, currency: CNY };
  await enter(move(cash, deposit, 10_000_00), { reference: '=1+1' });
  await enter(move(deposit, escrow(lot), 10_000_00), { reason: 'deposit-applied' });
  await enter(move(escrow(lot), fees, 500_00), { reason: 'fee-charged' });
  await house.modules.ledger.reserve(reserve(move(escrow(lot), cash, 100_00)));
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

async function enter(entries: readonly Entry[], more: Parameters<typeof post>[1]): Promise<void> {
  const answer = await house.modules.ledger.post(post(entries, more));
  if (!answer.ok) throw new Error(answer.refusal);
}

const period = '?from=2026-03-01&until=2026-03-31';

describe('The statement of an organisation', () => {
  it('has its deposits, each posting with the balance after it', async () => {
    const { status, body } = await house.agencies[0].browser.get(`/api/v1/statement${period}`);
    expect(status).toBe(200);
    const { accounts, title } = body as StatementView;
    expect(title).toBe(house.agencies[0].organisation.name);
    expect(accounts).toMatchObject([
      {
        kind: 'deposit',
        opening: { amount: 0 },
        closing: { amount: 0 },
        lines: [
          {
            reason: 'deposit-received',
            reference: '=1+1',
            change: { amount: 10_000_00 },
            balance: { amount: 10_000_00 },
          },
          { reason: 'deposit-applied', change: { amount: -10_000_00 }, balance: { amount: 0 } },
        ],
      },
    ]);
  });

  it('shows nothing of another one', async () => {
    const { body } = await house.agencies[1].browser.get(`/api/v1/statement${period}`);
    expect((body as StatementView).accounts).toEqual([]);
  });

  it('begins with what was there before the period', async () => {
    const { body } = await house.maker.browser.get(
      `/api/v1/lots/${lot}/statement?from=2026-03-05&until=2026-03-31`,
    );
    expect((body as StatementView).accounts).toMatchObject([
      { kind: 'escrow', opening: { amount: 9_500_00 }, closing: { amount: 9_500_00 }, lines: [] },
    ]);
  });
});

describe('The statement of a lot', () => {
  it('is for the bank that has it sold, and says what is reserved', async () => {
    const { body } = await house.maker.browser.get(`/api/v1/lots/${lot}/statement${period}`);
    expect((body as StatementView).accounts).toMatchObject([
      { kind: 'escrow', closing: { amount: 9_500_00 }, reserved: { amount: 100_00 } },
    ]);
    expect(JSON.stringify(body)).not.toContain('cash');
  });

  it('is for officers of the platform', async () => {
    expect((await house.operator.browser.get(`/api/v1/lots/${lot}/statement${period}`)).status).toBe(200);
  });
});

describe('As a file', () => {
  it('a table whose cells no spreadsheet runs, income and outgo apart', async () => {
    const { browser } = house.agencies[0];
    const answer = await house.app.inject({
      url: `/api/v1/statement.csv${period}&language=en`,
      headers: { cookie: browser.cookie },
    });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="reassign-statement.csv"');
    const [head, opening, received, applied, closing] = answer.body.split('\r\n');
    expect(head).toBe(
      '\ufeff"Account","Time","Reason","Reference","In","Out","Balance","Currency","Transaction"',
    );
    expect(opening).toContain('"Opening balance","","","","0.00","CNY",""');
    expect(received).toContain('"Deposit received","\'=1+1","10000.00","","10000.00","CNY"');
    expect(applied).toContain('"Deposit applied to the price","","","10000.00","0.00","CNY"');
    expect(closing).toContain('"Closing balance"');
  });

  it('a document with its own letters, also Chinese ones', async () => {
    const { browser } = house.agencies[0];
    const answer = await house.app.inject({
      url: `/api/v1/statement.pdf${period}`,
      headers: { cookie: browser.cookie },
    });
    expect(answer.headers['content-type']).toBe('application/pdf');
    const text = answer.rawPayload.toString('latin1');
    expect(text).toMatch(/^%PDF-1\.\d/);
    // The letters it uses, not the font: 2.5 MB would be the whole of it.
    expect(text).toContain('/FontFile2');
    expect(answer.rawPayload.length).toBeLessThan(100_000);
  });
});

describe('A bad question', () => {
  it.each([
    ['', ['?from', '?until']],
    ['?from=2026-03-01', ['?until']],
    ['?from=2026-02-30&until=2026-03-01', ['?from']],
    ['?from=2026-03-02&until=2026-03-01', ['?until']],
    ['?from=2026-03-01&until=2027-03-02', ['?until']],
    ['?from=20260301&until=2026-03-31', ['?from']],
    ['?from=2026-03-01&until=2026-03-31&organisation=x', ['?organisation']],
    ['?from=2026-03-01&from=2026-03-02&until=2026-03-31', ['?from']],
  ])('%s: malformed, by its name', async (query, pointers) => {
    for (const place of ['/api/v1/statement', `/api/v1/lots/${lot}/statement`]) {
      const { status, body } = await house.maker.browser.get(`${place}${query}`);
      expect(status).toBe(400);
      expect((body as { faults: { pointer: string }[] }).faults.map(({ pointer }) => pointer)).toEqual(
        pointers,
      );
    }
  });

  it.each(['.csv', '.pdf'])('%s in no language of ours: malformed', async (ending) => {
    const { status } = await house.maker.browser.get(`/api/v1/statement${ending}${period}&language=fr`);
    expect(status).toBe(400);
  });

  it.each(['2026-02-30', 'yesterday', '2026-3-1'])('the close of %s: malformed', async (day) => {
    expect((await house.operator.browser.get(`/api/v1/ledger/closes/${day}`)).status).toBe(400);
  });

  it('the longest period is a year', async () => {
    const { status } = await house.maker.browser.get('/api/v1/statement?from=2026-03-01&until=2027-03-01');
    expect(status).toBe(200);
  });
});

it('The close of a day is signed, and officers read it', async () => {
  await house.clock.advanceTo(later(startOfDay('2026-03-02' as CalendarDay), 5 * MINUTE));
  while (await house.modules.ledger.closes.closeNext()) continue;
  const { body } = await house.operator.browser.get('/api/v1/ledger/closes');
  const { items } = body as { items: CloseView[] };
  expect(items.map(({ day }) => day)).toEqual(['2026-03-01']);
  const { body: one } = await house.operator.browser.get('/api/v1/ledger/closes/2026-03-01');
  expect(one).toEqual(items[0]);
  const note = readNote((one as CloseView).note);
  expect(note && isSignedBy(note, house.modules.signer.key)).toBe(true);
  const kinds = (one as CloseView).totals.map(({ kind, balance }) => `${kind} ${String(balance.amount)}`);
  expect(kinds).toEqual(['cash 1000000', 'deposit 0', 'escrow -950000', 'fee -50000']);
});
