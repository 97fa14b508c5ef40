import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PortableView } from '@reassign/shared/deposits/portable/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../support/bank-desk.ts';
import { closesAt, opensAt } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { openRoomPage } from '../support/room-pages.ts';

/*
 * A portable deposit through the pages: too little is free, what is missing is one click away, the lot is registered for from
 * the balance, and after the hammer the same money is free again and goes back to where it came from.
 */

let house: ServedHouse;
let lot: LotId;
let page: Page;

inBrowser(async (served) => {
  const { browser } = served;
  ({ house } = served);
  lot = await house.publishLot();
  const as = { origin: house.origin, colorScheme: 'light', language: 'zh' } as const;
  ({ page } = await openRoomPage(browser, { ...as, person: house.agencies[0] }));
});

const choose = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const own = () => yes<PortableView>(house.agencies[0].browser.get('/api/v1/portable-deposit'));

describe('a registration from the balance', () => {
  it('says what is missing, and leads to paying just that in', async () => {
    await page.goto(`${house.origin}/lots/${lot}/register`);
    await page.getByLabel('我已代表本机构阅读并同意竞买须知').check();
    await choose('同意须知并报名');
    await page.getByText('可用余额不足，还差 ¥70,000.00。').waitFor();
    await page.getByRole('link', { name: '缴入所差 ¥70,000.00' }).click();
    await page.waitForURL(/\/portable-deposit\?amount=7000000/);
    expect(await page.getByLabel('缴入金额').inputValue()).toBe('70,000');
  });

  it('asks for the account that the money comes from, and gives a reference to pay under', async () => {
    await choose('取得缴款识别码');
    await page.getByText('请填写账号，4 至 34 位数字或字母。').waitFor();
    await page.getByLabel('付款账号').fill('6222 0201 0011 2233 445');
    await choose('取得缴款识别码');
    await page.getByText('付款账号尾号 3445').waitFor();
    const [payIn] = (await own()).payIns;
    if (!payIn) throw new Error('it was asked for');
    await page.getByText(payIn.reference).waitFor();
    await house.confirm({ deposit: payIn } as never);
  });

  it('takes the deposit from there: the number is there at once', async () => {
    await page.goto(`${house.origin}/lots/${lot}/register`);
    await page.getByText('可用余额 ¥70,000.00').waitFor();
    await choose('划定 ¥70,000.00');
    await page.getByText('已从通用保证金划定；未竞得即刻释放回余额。').waitFor();
    await page.getByText('已到账', { exact: true }).waitFor();
    await page.getByRole('link', { name: '查看通用保证金' }).click();
    await page.getByText('划定于').waitFor();
    await page.getByText('目前没有可提取的款项。').waitFor();
  });

  it('has it back at the hammer, and sends it to where it came from', async () => {
    await house.moveTo(opensAt);
    await house.moveTo(closesAt);
    await house.followed();
    await page.goto(`${house.origin}/portable-deposit`);
    await choose('全部可用 ¥70,000.00');
    await choose('提取到原账户');
    await page.getByText('已提取，正在退回').waitFor();
    await page.getByText('退回尾号 3445 的账户').waitFor();
    expect(await own()).toMatchObject({
      balance: { amount: 0 },
      lines: [{ kind: 'withdrawn' }, { kind: 'released' }, {}, {}],
    });
  });
});

describe('a payment by card', () => {
  it('leads away and comes back paid in', async () => {
    await page.goto(`${house.origin}/portable-deposit`);
    await page.getByLabel('缴入金额').fill('500');
    await page.getByLabel('缴款方式').selectOption('card');
    await choose('前往支付');
    await choose('银行卡、支付宝或微信支付');
    await page.waitForURL(/\/simulated\/checkout\//);
    await choose('付款');
    await page.waitForURL(/\/portable-deposit$/);
    await expect.poll(async () => (await own()).free.amount, { timeout: 15_000 }).toBe(50_000);
    await page.reload();
    await page.getByText('¥500.00').first().waitFor();
  });
});
