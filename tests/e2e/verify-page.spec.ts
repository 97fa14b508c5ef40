import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visit } from '../support/chromium.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { type Scene, setScene } from '../support/scene.ts';

/*
 * The verifier in a real browser, under the real content security policy; and the public pages without any script.
 */

let house: ServedHouse;
let browser: Browser;
let scene: Scene;
let log: string;
const complaints: string[] = [];

inBrowser(async (served) => {
  ({ house, browser } = served);
  scene = await setScene(house);
  log = (await house.app.inject(`/api/v1/lots/${scene.sold}/log`)).body;
});

async function openPage(path: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  await visit(page, house.origin + path);
  return { page, context };
}

const choose = (page: Page, name: string, text: string) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name,
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(text),
    });

describe('the page that verifies', () => {
  it('verifies the log of a lot by one click there, and seals it', async () => {
    const { page, context } = await openPage(`/lots/${scene.sold}`);
    await page.getByRole('link', { name: '在浏览器中核验' }).click();
    await page.getByRole('heading', { name: '日志属实' }).waitFor();
    expect(await page.getByRole('img', { name: '已验' }).count()).toBe(1);
    expect(await page.locator('article').innerText()).toContain('¥720,000.00');
    await context.close();
  });

  it('works without a network once it is there, and names the first entry that is wrong', async () => {
    const { page, context } = await openPage('/verify');
    await context.setOffline(true);
    await choose(page, 'good.ndjson', log);
    await page.getByRole('heading', { name: '日志属实' }).waitFor();
    await choose(page, 'flipped.ndjson', log.replace('"amount":72000000', '"amount":72000001'));
    await page.getByRole('heading', { name: '日志不成立' }).waitFor();
    expect(await page.locator('article').innerText()).toMatch(/第 \d+ 条[\s\S]*哈希与内容不符/);
    await choose(page, 'empty.ndjson', '');
    await page.getByText('文件是空的。').waitFor();
    await choose(page, 'picture.png', '\u0089PNG');
    await page.getByText('这不是质转的竞价日志').waitFor();
    await context.close();
  });

  it('asks nothing of its policy that is not in it', () => {
    expect(complaints).toEqual([]);
  });
});

describe('without JavaScript', () => {
  it.each([
    ['/', '正在竞价'],
    ['/en/results', 'Price / appraisal'],
    ['/calendar?month=2026-03', '竞价结束|结束'],
    ['/agencies', '已公示成交'],
    ['/lots/<sold>', '权属与负担'],
    ['/verify', '需要启用 JavaScript'],
    ['/rules', '不少于 15 日'],
    ['/about', '费用'],
  ])('%s reads whole', async (path, text) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(house.origin + path.replace('<sold>', scene.sold));
    expect(await page.locator('main').innerText()).toMatch(new RegExp(text));
    await context.close();
  });
});
