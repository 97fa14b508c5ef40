import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { alive, visit } from '../support/chromium.ts';
import { closesAt, opensAt } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { openRoomPage } from '../support/room-pages.ts';

/*
 * A deposit by card and by wallet, through the pages and the stand-in's: declined and tried again, by way of Alipay and back,
 * and on its way back when somebody else, or nobody, wins.
 */

let house: ServedHouse;
let lot: LotId;
let card: Page;
let wallet: Page;

inBrowser(async (served) => {
  const { browser } = served;
  ({ house } = served);
  lot = await house.publishLot();
  const [first, second] = house.agencies;
  const { origin } = house;
  const as = { origin, colorScheme: 'light' } as const;
  ({ page: card } = await openRoomPage(browser, { ...as, language: 'zh', person: first }));
  ({ page: wallet } = await openRoomPage(browser, { ...as, language: 'en', person: second }));
  await house.register(first, lot);
  await house.register(second, lot);
});

const choose = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('a deposit by card', () => {
  it('says before what it takes, and that no real money moves', async () => {
    await visit(card, `${house.origin}/lots/${lot}/register`);
    await card.getByText('单笔上限 ¥999,999.99').waitFor();
    expect(await card.getByText('模拟支付 SIMULATED').count()).toBeGreaterThan(1);
  });

  it('is declined, says so, and is tried again on the same page', async () => {
    await choose(card, '银行卡、支付宝或微信支付');
    await card.waitForURL(/\/simulated\/checkout\//);
    await card.getByText('模拟支付 SIMULATED', { exact: true }).waitFor();
    await choose(card, '付款，银行拒绝');
    await card.getByRole('alert').getByText('付款被拒绝').waitFor();
    await card.getByRole('link', { name: '返回商户' }).click();
    await card.getByText('付款被拒绝，没有扣款').waitFor();
    await card.getByRole('link', { name: '返回报名' }).first().click();
    await card.getByText('付款被拒绝，没有扣款').waitFor();
    await alive(card);
    await choose(card, '继续支付');
    await choose(card, '付款');
    await card.waitForURL(/\/payments\//);
    await card.getByText('已付款').waitFor();
    await card.getByRole('link', { name: '返回报名' }).first().click();
    await card.getByText('已到账', { exact: true }).waitFor();
  });
});

describe('a deposit by Alipay', () => {
  it('leads away, asks there, and comes back paid', async () => {
    await visit(wallet, `${house.origin}/en/lots/${lot}/register`);
    await choose(wallet, 'Card, Alipay or WeChat Pay');
    await wallet.getByLabel('Alipay').check();
    await choose(wallet, 'Pay');
    await wallet.waitForURL(/\/simulated\/wallet\/.*\/alipay$/);
    await choose(wallet, 'Agree and pay');
    await wallet.waitForURL(/\/en\/payments\//);
    await wallet.getByText('Paid', { exact: true }).waitFor();
  });
});

describe('the end without a buyer', () => {
  it('gives both back the way they came, and both see it', async () => {
    await house.moveTo(opensAt);
    await house.moveTo(closesAt);
    const seen = async (page: Page, path: string, text: string) => {
      await expect
        .poll(
          async () => {
            await page.goto(house.origin + path);
            return page.getByText(text).count();
          },
          { timeout: 30_000 },
        )
        .toBe(1);
    };
    await seen(card, `/lots/${lot}/register`, '已退回原支付方式');
    await seen(wallet, `/en/lots/${lot}/register`, 'back where you paid from');
  });

  it('is counted in public: all of them on time', async () => {
    await card.goto(`${house.origin}/results`);
    await card.getByText('2 / 2 笔').waitFor();
  });
});
