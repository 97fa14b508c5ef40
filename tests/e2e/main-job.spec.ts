import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { open, press, tick, type, typeDay, typeTime } from '../support/keyboard.ts';
import { closesAt, opensAt, type Person } from '../support/house.ts';
import { password } from '../support/served-house.ts';

/*
 * The main job, through the pages and by the keyboard alone: a bank imports a right and sells it, an operator confirms
 * deposits, two agencies bid against each other, a watcher looks on. Each person has a browser of their own and no mouse;
 * the test moves the clock.
 */

const fixture = new URL('../support/fixtures/registry/cnipa-2.2.1.xml', import.meta.url).pathname;

let house: ServedHouse;
let browser: Browser;
let folder: string;
inBrowser(async (served) => {
  ({ house, browser } = served);
  folder = await mkdtemp(join(tmpdir(), 'reassign-e2e-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const complaints: string[] = [];

async function newPage(locale = 'zh-CN'): Promise<Page> {
  const context = await browser.newContext({
    locale,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'warning') complaints.push(message.text());
  });
  return page;
}

/** Signs in at the page, with the password. */
async function signIn({ email }: Person): Promise<Page> {
  const page = await newPage();
  await page.goto(`${house.origin}/sign-in`);
  await type(page, '邮箱', email);
  await type(page, '密码', password);
  await press(page, '登录');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  return page;
}

let maker: Page;
let checker: Page;
let operator: Page;
let agencies: [Page, Page];
let watcher: Page;
let lotPath: string;
const numbers: string[] = [];

/** The debtor comes by itself; the co-owners have a priority, and have to be named. */
async function tell(nth: number, name?: string): Promise<void> {
  await press(maker, '添加被通知人');
  const row = maker.getByRole('group', { name: `第 ${String(nth)} 人` });
  if (name !== undefined) await type(maker, '被通知人', name, row);
  await typeDay(maker, '通知日或公示起始日', '2026-02-20', row);
  await type(maker, '送达方式或无法通知的理由', '邮寄送达', row);
}

describe('the main job', () => {
  it('everybody signs in, and stands at their own desk', async () => {
    maker = await signIn(house.maker);
    checker = await signIn(house.checker);
    operator = await signIn(house.operator);
    agencies = [await signIn(house.agencies[0]), await signIn(house.agencies[1])];
    expect(new URL(maker.url()).pathname).toBe('/bank');
    expect(new URL(operator.url()).pathname).toBe('/operator');
    expect(new URL(agencies[0].url()).pathname).toBe('/agency');
    watcher = await newPage('en-GB');
  });

  it('the maker opens a case', async () => {
    await open(maker, '新建案件');
    await type(maker, '案件编号', '不良-2026-001');
    await type(maker, '本金余额', '80万');
    await type(maker, '利息及罚息', '42,345.67');
    await typeDay(maker, '违约日', '2025-12-20');
    await typeDay(maker, '变价约定日', '2026-01-15');
    await type(maker, '债务人', '晋城虚构机械有限公司');
    // A mistyped check character is noticed while typing, and the right one is offered.
    await type(maker, '债务人统一社会信用代码', '91440300708461136A');
    await press(maker, /改为 91440300708461136T/);
    await tell(1);
    await tell(2, '太原虚构大学');
    await tell(3, '王虚构');
    await press(maker, '创建案件');
    await maker.waitForURL(/\/bank\/cases\/[0-9a-f-]{36}/);
  });

  it('imports the right from a registry file and adds it', async () => {
    await maker.locator('input[type=file]').setInputFiles(fixture);
    await maker.getByText('可录入 1 项权利').waitFor();
    await press(maker, '将选中的 1 项加入本案');
    await maker.getByRole('heading', { name: /一种虚构的/ }).waitFor();
  });

  it('enters pledge, appraisal and what the register says', async () => {
    await type(maker, '出质登记号', 'Y2024980001234');
    await typeDay(maker, '出质登记日', '2024-03-15');
    await press(maker, '保存出质登记');
    await type(maker, '评估机构', '太原中信知识产权评估有限公司');
    await type(maker, '评估价', '1,000,000');
    await typeDay(maker, '评估基准日', '2026-02-01');
    await press(maker, /取一年/);
    await press(maker, '保存评估');
    await maker.getByRole('button', { name: '修改评估' }).waitFor();
    await typeDay(maker, '共有人同意日期', '2026-02-10');
    await press(maker, '保存权利状态');
    await maker.getByRole('button', { name: '修改权利状态' }).waitFor();
  });

  it('writes the listing; a start one fen below 70 % is said at once, with the minimum to take', async () => {
    await open(maker, '新建上架申请');
    await maker.waitForURL(/\/bank\/listings\/new/);
    const right = maker.getByRole('checkbox', { name: /一种虚构的/ });
    if (!(await right.isChecked())) await tick(maker, right);
    await type(maker, '标的名称', '一种虚构的烘干机（实用新型）');
    await type(maker, '标的说明', '整体出让，权利状态以登记簿为准。');
    await type(maker, '起拍价', '699,999.99');
    await type(maker, '加价幅度', '5000');
    await type(maker, '保证金', '7万');
    await typeTime(maker, '竞价开始时间', '202603171000');
    await typeTime(maker, '竞价结束时间', '202603181000');
    await press(maker, /采用 ¥700,000/);
    await press(maker, '其余填“无”');
    await maker.getByText('全部满足，可以发布').waitFor();
    await press(maker, '保存草稿');
    await maker.waitForURL(/\/bank\/listings\/[0-9a-f-]{36}/);
    await press(maker, '提交审批');
    await maker.getByText('已提交，等待审批人审批。').waitFor();
  });

  it('the checker approves and publishes; the public sees the lot at once, without a private name', async () => {
    await checker.goto(maker.url());
    await press(checker, '审批通过');
    await press(checker, '发布公告');
    const link = checker.getByRole('link', { name: '查看标的页面' });
    await link.waitFor();
    lotPath = (await link.getAttribute('href')) ?? '';

    await watcher.goto(`${house.origin}/en/lots`);
    await open(watcher, /一种虚构的烘干机/);
    await watcher.waitForURL(`${house.origin}/en${lotPath}`);
    const text = await watcher.locator('main').innerText();
    expect(text).toContain('SX-2026-000001');
    expect(text).toContain('王某');
    expect(text).not.toContain('王虚构');
  });

  it('both agencies register, the operator confirms their deposits, each gets a number of its own', async () => {
    for (const agency of agencies) {
      await agency.goto(`${house.origin}${lotPath}/register`);
      await tick(agency, agency.getByLabel('我已代表本机构阅读并同意竞买须知'));
      await press(agency, '同意须知并报名');
      const reference = await agency
        .getByText(/^BZJ[0-9A-Z]{11}$/)
        .first()
        .innerText();
      await operator.goto(`${house.origin}/operator`);
      expect(await operator.locator('main').innerText()).not.toContain('SX-2026');
      await press(operator, `确认到账 ${reference}`);
      await press(operator, '确认已到账');
      await operator.getByText(`${reference} 已确认到账。`).waitFor();
      await agency.goto(`${house.origin}/agency`);
      const number = await agency
        .getByText(/^\d{6} 号$/)
        .first()
        .innerText();
      numbers.push(number.slice(0, 6));
    }
    expect(new Set(numbers).size).toBe(2);
  });

  it('at the opening the room is live in three browsers', async () => {
    for (const page of [...agencies, watcher]) {
      const prefix = page === watcher ? '/en' : '';
      await page.goto(`${house.origin}${prefix}${lotPath}/live`);
    }
    await agencies[0].getByText('等待开始').waitFor();
    await house.moveTo(opensAt);
    await agencies[0].getByText('竞价进行中').waitFor();
    await watcher
      .getByRole('heading', { name: 'Open', exact: true })
      .or(watcher.getByText('Open', { exact: true }))
      .first()
      .waitFor();
  });

  it('a bid is accepted and shown everywhere; the other is told it was outbid when it is', async () => {
    await press(agencies[0], /按应价/);
    await agencies[0].getByText('您领先').first().waitFor();
    await agencies[1]
      .getByText(`${numbers[0] ?? ''} 号`)
      .first()
      .waitFor();
    await type(agencies[1], '自定金额', '70.5万');
    await press(agencies[1], '出价 ¥705,000');
    await agencies[0].getByText('已被超过').first().waitFor();
    await watcher
      .getByText(`No. ${numbers[1] ?? ''}`)
      .first()
      .waitFor();
  });

  it('an amount below the asking price is answered with what would be accepted', async () => {
    await type(agencies[0], '自定金额', '705,000');
    await press(agencies[0], /出价 ¥710,000？/);
    await press(agencies[0], '出价 ¥710,000');
    await agencies[0].getByText('您领先').first().waitFor();
  });

  it('a late bid extends: the end moves to five minutes after it', async () => {
    await house.moveTo(later(closesAt, -MINUTE));
    await watcher.getByText('Last five minutes').first().waitFor();
    await press(agencies[1], /按应价/);
    await watcher
      .getByText(/18 Mar 2026, 10:04:00/)
      .first()
      .waitFor();
    await agencies[0]
      .getByText(/10:04:00/)
      .first()
      .waitFor();
  });

  it('the hammer falls by itself at the effective end', async () => {
    await house.moveTo(later(closesAt, 4 * MINUTE));
    await agencies[1].getByText('恭喜，您的号牌').first().waitFor();
    await agencies[0].getByText('号以 ¥715,000 成交').first().waitFor();
    await watcher.getByText('Sold', { exact: true }).first().waitFor();
  });

  it('the sale confirmation is full to the buyer and names it in public', async () => {
    const path = `${lotPath}/confirmation`;
    await agencies[1].goto(`${house.origin}${path}`);
    const { name, creditCode } = house.agencies[1].organisation;
    const full = await agencies[1].locator('main').innerText();
    expect(full).toContain(name);
    expect(full).toContain(creditCode);
    expect(full).toContain('人民币柒拾壹万伍仟元整');
    await watcher.goto(`${house.origin}/en${path}`);
    const published = await watcher.locator('main').innerText();
    expect(published).toContain(name);
    expect(published).not.toContain(creditCode);
  });

  it('the downloaded log verifies offline with one command', async () => {
    await watcher.goto(`${house.origin}/en${lotPath}`);
    const download = watcher.waitForEvent('download');
    await open(watcher, /Download the log/);
    const file = join(folder, 'lot.ndjson');
    await (await download).saveAs(file);
    const cli = new URL('../../server/cli.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'verify', file]);
    expect(stdout).toContain('VERIFIED');
    expect(stdout).toContain(`sold to bidder ${numbers[1] ?? ''} for CNY 715000.00`);
  });

  it('no page threw or warned on the way', () => {
    expect(complaints).toEqual([]);
  });
});
