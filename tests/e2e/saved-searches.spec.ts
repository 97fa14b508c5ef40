import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import { alive, visit } from '../support/chromium.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { open, press, reach, type } from '../support/keyboard.ts';
import { password } from '../support/served-house.ts';

/* Somebody without a mouse keeps a search, hears of new lots, and tidies up. */

let house: ServedHouse;
let browser: Browser;
let page: Page;
inBrowser(async (served) => {
  ({ house, browser } = served);
  await house.publishLot({ title: '一种虚构的烘干机' });
  await house.followed();
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
});

const found = '/lots?q=%E7%83%98%E5%B9%B2&type=patent';
const text = () => page.locator('main').innerText();
const toList = () => visit(page, `${house.origin}/account/searches`);

describe('a search', () => {
  it('is a stranger’s own after signing in, which leads back to it', async () => {
    await visit(page, house.origin + found);
    await open(page, '保存搜索');
    await page.waitForURL(/\/sign-in\?next=/);
    await alive(page);
    await type(page, '邮箱', house.agencies[0].email);
    await type(page, '密码', password);
    await page.keyboard.press('Enter');
    await page.waitForURL(house.origin + found);
    await alive(page);
  });

  it('is saved under a name that is suggested, and says so from then on', async () => {
    await press(page, '保存搜索');
    const name = page.getByLabel('名称', { exact: true });
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await name.inputValue()).toBe('烘干 · 专利');
    await page.keyboard.press('Enter');
    await page.getByText('这个搜索已保存为“烘干 · 专利”。').first().waitFor();
    await page.reload();
    await alive(page);
    await press(page, '已保存');
    await page.getByRole('dialog').getByText('已保存为').waitFor();
    await page.keyboard.press('Escape');
  });

  it('says in its list what is new, until it is opened', async () => {
    await house.clock.advance(MINUTE);
    await house.publishLot({ title: '一种虚构的烘干塔' });
    await house.followed();
    await house.clock.advance(MINUTE);
    await toList();
    expect(await text()).toMatch(/共 2 件\s+新增 1 件/);
    await open(page, /^查看标的/);
    await page.waitForURL(house.origin + found);
    await alive(page);
    expect(await text()).toContain('共 2 件');
    await toList();
    expect(await text()).toMatch(/共 2 件\s+没有新增/);
  });

  it('is renamed where it stands', async () => {
    await press(page, /^改名/);
    await page.keyboard.insertText('烘干设备');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '烘干设备' }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('改名：烘干设备');
  });

  it('is removed when it is no longer wanted', async () => {
    await press(page, '删除：烘干设备');
    await reach(page, page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByText('还没有保存的搜索').waitFor();
    expect(await text()).toContain('已删除“烘干设备”。');
    await visit(page, house.origin + found);
    expect(await page.getByRole('button', { name: '保存搜索' }).count()).toBe(1);
  });
});
