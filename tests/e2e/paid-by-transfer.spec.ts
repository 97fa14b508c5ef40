import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../support/bank-desk.ts';
import { ccb, type WrittenLine } from '../support/bank-files.ts';
import { visit } from '../support/chromium.ts';
import { closesAt, opensAt, type Person } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { cny } from '../support/listings.ts';
import { openRoomPage } from '../support/room-pages.ts';

/*
 * A sale whose money goes through the bank alone: deposits by statement, the loser's back by payment file and the bank's
 * report, the winner's balance by its reference.
 */

let house: ServedHouse;
let lot: LotId;
let registrations: readonly RegistrationView[];
let winner: Page;
let loser: Page;
let bank: Page;
let first: Page;
let second: Page;

inBrowser(async (served) => {
  ({ house } = served);
  const { browser } = served;
  lot = await house.publishLot();
  const as = { origin: house.origin, language: 'zh', colorScheme: 'light' } as const;
  const pageOf = async (person: Person): Promise<Page> =>
    (await openRoomPage(browser, { ...as, person })).page;
  const [buying, losing] = house.agencies;
  winner = await pageOf(buying);
  loser = await pageOf(losing);
  bank = await pageOf(house.checker);
  first = await pageOf(house.operator);
  second = await pageOf(await house.colleague(house.operator, ['officer']));
  registrations = [await house.register(buying, lot), await house.register(losing, lot)];
});

const choose = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const DEPOSIT = 70_000_00;
let balance = 0;
let file = '';

/** The next statement of the platform's account, as the bank's own download. */
async function importStatement(...lines: WrittenLine[]): Promise<void> {
  const text = ccb(lines, balance);
  balance += lines.reduce((sum, { change }) => sum + change, 0);
  await importFile('账户明细.csv', 'text/csv', text);
}

async function importFile(name: string, mimeType: string, text: string): Promise<void> {
  await visit(first, `${house.origin}/operator/transfers`);
  await first.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
}

const transferOf = (index: 0 | 1, change: number, reference: string | undefined): WrittenLine => ({
  ...{ change, name: house.agencies[index].organisation.name, account: `622200000000000${String(index)}` },
  ...{ remark: `附言 ${reference ?? ''}`, id: `B${randomUUID().slice(0, 8)}` },
});

const seen = (page: Page, path: string, text: string | RegExp): Promise<void> =>
  expect
    .poll(
      async () => {
        await page.goto(house.origin + path);
        return page.getByText(text).count();
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0);

describe('deposits by transfer', () => {
  it('are matched by their references from one statement, and both bid', async () => {
    const [own, other] = registrations;
    await importStatement(
      transferOf(0, DEPOSIT, own?.deposit.reference),
      transferOf(1, DEPOSIT, other?.deposit.reference),
    );
    await first.getByText('新明细 2 笔：自动匹配 2 笔，付款到账 0 笔，待处理 0 笔。').waitFor();
    for (const page of [winner, loser]) await seen(page, `/lots/${lot}/register`, '已到账');

    await house.moveTo(opensAt);
    const [buying, losing] = house.agencies;
    for (const [person, amount] of [[losing, 700_000_00] as const, [buying, 710_000_00] as const]) {
      const bid = { commandId: randomUUID(), amount: cny(amount) };
      await yes(person.browser.post(`/api/v1/lots/${lot}/bids`, bid));
    }
    await house.moveTo(closesAt);
  });
});

describe('the loser', () => {
  it('sees that its deposit is due back, and in time when a second officer has released it', async () => {
    await visit(loser, `${house.origin}/lots/${lot}/register`);
    await loser.getByText('尚未发出').waitFor();
    await visit(first, `${house.origin}/operator/payouts`);
    await choose(first, '汇总待付款项');
    await first.getByText('须由另一人放行').first().waitFor();
    await visit(second, `${house.origin}/operator/payouts`);
    await choose(second, '整批放行并生成付款文件');
    const [download] = await Promise.all([
      second.waitForEvent('download'),
      second.getByRole('link', { name: '下载付款文件' }).click(),
    ]);
    file = await readFile(await download.path(), 'utf8');
    expect(file).toContain(house.agencies[1].organisation.name);
    await seen(loser, `/lots/${lot}/register`, /已按时。$/);
  });

  it('has it when the bank reports the file as paid', async () => {
    const messageId = /<MsgId>([^<]+)</.exec(file)?.[1] ?? '';
    await importFile(
      '回执.xml',
      'application/xml',
      `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><GrpSts>ACSC</GrpSts></OrgnlGrpInfAndSts>
</CstmrPmtStsRpt></Document>`,
    );
    await first.getByText('银行回执：已付 1 笔，失败 0 笔。').waitFor();
    await visit(second, `${house.origin}/operator/payouts?state=paid`);
    await second.getByText('¥70,000.00').waitFor();
  });
});

describe('the winner', () => {
  it('is told the reference of its balance, and pays under it', async () => {
    await visit(winner, `${house.origin}/lots/${lot}/payment`);
    await winner.getByText('¥654,200.00').first().waitFor();
    const reference = await winner.getByText(/^CJK[0-9A-Z]{11}$/).innerText();
    await importStatement(transferOf(0, 654_200_00, reference));
    await first.getByText('新明细 1 笔：自动匹配 1 笔，付款到账 0 笔，待处理 0 笔。').waitFor();
    await seen(winner, `/lots/${lot}/payment`, '价款已全部到账');
  });
});

describe('the bank', () => {
  it('sees the whole price in escrow and who gets what of it', async () => {
    await visit(bank, `${house.origin}/lots/${lot}/settlement`);
    await bank.getByText('¥724,200.00').first().waitFor();
    await bank.getByRole('heading', { name: '价款分配' }).waitFor();
  });
});
