import type { Browser, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { sticksOut } from '../support/axe.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { reach } from '../support/keyboard.ts';

/* The list of lots is searched by whoever comes: without scripts, without a mouse, on the narrowest screen. */

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const ENDLESS = '无间断'.repeat(166);

let house: ServedHouse;
let browser: Browser;
let page: Page;
inBrowser(async (served) => {
  ({ house, browser } = served);
  await house.publishLot({ title: '一种虚构的烘干机' });
  await house.publishLot({ title: '一种虚构的烘干塔', start: yuan(120_000_000), deposit: yuan(12_000_000) });
  await house.publishLot({ title: ENDLESS });
  await house.followed();
});
afterEach(() => page.context().close());

async function open(path: string, { scripts = true, width = 1440 } = {}): Promise<void> {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    locale: 'zh-CN',
    viewport: { width, height: 900 },
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(house.origin + path);
}

const results = () => page.locator('main').innerText();

describe('the list of lots', () => {
  it.each([true, false])(
    'is searched and narrowed by the keyboard, with scripts or without (%s)',
    async (scripts) => {
      await open('/lots', { scripts });
      await reach(page, page.getByRole('searchbox'));
      await page.keyboard.insertText('烘干');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\?q=/);
      expect(await results()).toContain('共 2 件');
      await reach(page, page.getByRole('checkbox', { name: /^50 万至 100 万元/ }));
      await page.keyboard.press('Space');
      if (!scripts) {
        await reach(page, page.getByRole('button', { name: '应用筛选' }));
        await page.keyboard.press('Enter');
      }
      await page.waitForURL(/price=500k-1m/);
      expect(await results()).toContain('共 1 件');
      expect(await page.locator('mark').first().innerText()).toBe('烘干');
      await reach(page, page.getByRole('link', { name: /^去掉条件.*50 万/ }));
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => !url.search.includes('price=500k'));
      expect(await results()).toContain('共 2 件');
    },
  );

  it.each(['/lots', '/lots?view=grid', '/en/lots?q=%E6%97%A0%E9%97%B4%E6%96%AD'])(
    'keeps a title of some 500 characters without a blank within the screen: %s',
    async (path) => {
      await open(path, { width: 320 });
      expect(await results()).toContain('无间断');
      await expect.poll(() => sticksOut(page)).toEqual([]);
    },
  );

  it('says kindly that a search cannot be done, and leads back', async () => {
    await open('/lots?type=ship&q=%00');
    expect(await page.getByRole('alert').count()).toBeGreaterThan(0);
    await page.getByRole('alert').getByRole('link').last().click();
    await page.waitForURL((url) => url.pathname === '/lots' && url.search === '');
  });
});
