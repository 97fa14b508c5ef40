import type { Browser, Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { faultsOf, sticksOut } from '../support/axe.ts';
import { alive } from '../support/chromium.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';

/* The parts of `web/ui` on their own page: by keyboard alone, and as axe sees them in every circumstance. */

const laptop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

let house: ServedHouse;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

inBrowser((served) => {
  ({ house, browser } = served);
});
afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

interface Visit {
  readonly path?: string;
  readonly screen?: typeof laptop;
  readonly scheme?: 'light' | 'dark';
  readonly scripts?: boolean;
}

async function open({ path = '/ui', screen = laptop, scheme = 'light', scripts = true }: Visit = {}) {
  const context = await browser.newContext({
    viewport: screen,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: scripts,
    // What axe adds to the page is not in the page's content security policy.
    bypassCSP: true,
  });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'warning' || message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(house.origin + path);
  if (scripts) await alive(page);
  return page;
}

const keys = async (...pressed: string[]): Promise<void> => {
  for (const key of pressed) await page.keyboard.press(key);
};
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
const value = (field: Locator) => expect.poll(() => field.inputValue());
const count = (found: Locator) => expect.poll(() => found.count());

describe('axe finds nothing', () => {
  it.each(
    ['/ui', '/en/ui'].flatMap((path) =>
      (['light', 'dark'] as const).flatMap((scheme) =>
        [laptop, phone].map((screen) => [path, scheme, screen] as const),
      ),
    ),
  )('at %s, %s, %o', async (path, scheme, screen) => {
    await open({ path, scheme, screen });
    expect(await faultsOf(page)).toEqual([]);
    expect(await sticksOut(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => sticksOut(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'while lists, calendar, dialog and toasts are open, %s',
    async (scheme) => {
      await open({ scheme });
      await page.getByRole('combobox', { name: '所在省份' }).first().click();
      await count(page.getByRole('listbox', { name: '所在省份' }).getByRole('option')).toBe(20);
      expect(await faultsOf(page)).toEqual([]);
      await keys('Escape');
      await page.getByRole('button', { name: '打开日历' }).first().click();
      await page.getByRole('grid').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await keys('Escape');
      await page.getByRole('button', { name: '显示通知 · 保证金已到账' }).click();
      await page.getByText('保证金已到账', { exact: true }).waitFor();
      await page.getByRole('button', { name: '打开对话框' }).click();
      await page.getByRole('dialog', { name: '编辑备注' }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
    },
  );
});

describe('by keyboard alone', () => {
  it('a select is opened, moved through and chosen from', async () => {
    await open();
    const select = page.getByLabel('处置方式').first();
    await select.focus();
    await keys('Space', 'ArrowDown', 'Enter');
    await value(select).toBe('1');
    await keys('Space', 'End', 'Escape');
    await value(select).toBe('1');
  });

  it('a combobox finds by pinyin, is chosen from, and falls back when nothing is chosen', async () => {
    await open();
    const field = page.getByRole('combobox', { name: '所在省份' }).first();
    await field.focus();
    await page.keyboard.type('zhej');
    const options = page.getByRole('listbox', { name: '所在省份' }).getByRole('option');
    await expect.poll(() => options.allInnerTexts()).toEqual(['浙江省']);
    await keys('Enter');
    await value(field).toBe('浙江省');
    expect(await field.getAttribute('aria-expanded')).toBe('false');

    await page.keyboard.type('没有');
    await page.getByText('没有匹配的选项').waitFor();
    await keys('Escape');
    await value(field).toBe('浙江省');

    await keys('ArrowDown', 'ArrowDown', 'Enter');
    await value(field).toBe('安徽省');
    // What was emptied is no choice any more.
    await keys('Control+a', 'Backspace', 'Tab');
    await value(field).toBe('');
  });

  it('a date and time is typed part by part, and says what is missing when it is left', async () => {
    await open();
    const parts = page.getByRole('group', { name: '开始时间' });
    const part = (name: string) => parts.getByRole('spinbutton', { name: `开始时间 · ${name}` });
    await part('年').focus();
    await page.keyboard.type('20261123');
    await keys('Tab', 'Tab', 'Tab');
    await page.getByText('请填写完整的日期和时间。').waitFor();
    await part('小时').focus();
    await page.keyboard.type('1405');
    await expect.poll(() => parts.textContent()).toMatch(/2026\/11\/23\s+14:05/);
    await keys('Tab', 'Tab');
    await count(page.getByText('请填写完整的日期和时间。')).toBe(0);
    await part('日').focus();
    await keys('ArrowUp');
    await expect.poll(() => part('日').textContent()).toBe('24');
  });

  it('a date is picked from the calendar, which keeps the time and gives the focus back', async () => {
    await open();
    const parts = page.getByRole('group', { name: '结束时间' }).first();
    const opener = page.getByRole('button', { name: '打开日历 · 结束时间' }).first();
    const before = await page.evaluate(() => scrollY);
    await opener.focus();
    await keys('Enter');
    await page.getByRole('grid').waitFor();
    await expect.poll(focused).toBe('23');
    await keys('ArrowDown');
    await expect.poll(focused).toBe('30');
    await keys('Enter');
    await expect.poll(() => parts.textContent()).toMatch(/2026\/11\/30\s+14:05/);
    await count(page.getByRole('grid')).toBe(0);
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(before).toBe(0);
  });

  it('a dialog keeps the focus, closes on Escape, and gives the focus back', async () => {
    await open();
    const opener = page.getByRole('button', { name: '打开对话框' });
    await opener.focus();
    await keys('Enter');
    const dialog = page.getByRole('dialog', { name: '编辑备注' });
    await dialog.waitFor();
    for (let step = 0; step < 5; step += 1) {
      await keys('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || !!document.activeElement?.closest('dialog'),
      );
      expect(inside).toBe(true);
    }
    await keys('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('something is confirmed, or not', async () => {
    await open();
    const opener = page.getByRole('button', { name: '确认一件事' });
    await opener.focus();
    await keys('Enter', 'Escape');
    await count(page.getByText('已确认。')).toBe(0);
    await keys('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '确认出价' }).focus();
    await keys('Enter');
    await page.getByText('已确认。').waitFor();
  });

  it('tabs are one stop, and arrows move between them', async () => {
    await open();
    await page.getByRole('tab', { name: '摘要' }).focus();
    await keys('ArrowRight');
    await page.getByText('其特征在于包括下列步骤').waitFor();
    await keys('End');
    await expect.poll(() => page.getByRole('tabpanel').textContent()).toContain('2031年11月12日');
    await keys('Home');
    expect(await page.getByRole('tab', { name: '摘要' }).getAttribute('aria-selected')).toBe('true');
    await keys('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tabpanel');
  });

  it('a table is ordered by its headings', async () => {
    await open();
    const table = page.getByRole('table', { name: '标的', exact: true });
    const heading = table.getByRole('columnheader', { name: '出价次数' });
    const bids = () => table.locator('tbody tr td:last-child').allTextContents();
    await heading.getByRole('button').focus();
    await keys('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    expect(await bids()).toEqual(['4', '17', '31', '—']);
    await keys('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(await bids()).toEqual(['31', '17', '4', '—']);
  });

  it('a toast is put away, and one that offers something stays until then', async () => {
    await open();
    await page.getByRole('button', { name: '显示通知 · 有人出价更高' }).focus();
    await keys('Enter');
    const toast = page.getByRole('listitem').filter({ hasText: '有人出价更高' });
    await toast.getByRole('button', { name: '再出价' }).focus();
    await keys('Enter');
    await toast.waitFor({ state: 'detached' });
    await page.getByRole('listitem').filter({ hasText: '已确认。' }).waitFor();
  });
});

describe('the frame', () => {
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme'] ?? 'system');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  it('keeps the theme that was chosen, from the first picture on', async () => {
    await open();
    await expect.poll(ground).toBe('rgb(251, 250, 247)');
    const choice = page.locator('header').getByRole('radio', { name: '跟随系统' });
    await choice.focus();
    await keys('ArrowRight', 'ArrowRight');
    expect(await theme()).toBe('dark');
    await expect.poll(ground).toBe('rgb(20, 21, 26)');
    // Without the page's own program: what the head's script does alone.
    await page.route(/\/assets\/index-/, (route) => route.abort());
    await page.reload({ waitUntil: 'domcontentloaded' });
    await expect.poll(ground).toBe('rgb(20, 21, 26)');
    complaints.length = 0;
    await page.unroute(/\/assets\/index-/);
    await page.reload();
    await alive(page);
    await page.locator('header').getByRole('radio', { name: '跟随系统' }).check({ force: true });
    expect(await theme()).toBe('system');
    await page.reload();
    await alive(page);
    await expect.poll(ground).toBe('rgb(251, 250, 247)');
  });

  it.each([true, false])('has a menu on a phone, with scripts or without (%s)', async (scripts) => {
    await open({ screen: phone, scripts });
    const places = page.getByRole('navigation', { name: '主导航' }).getByRole('link');
    await count(places).toBe(0);
    await page.locator('summary', { hasText: '菜单' }).focus();
    await keys('Enter');
    await count(places).toBe(6);
    await keys('Tab');
    expect(await focused()).toBe('标的');
    if (!scripts) return;
    await keys('Escape');
    await count(places).toBe(0);
    expect(await focused()).toContain('菜单');
  });

  it('leaves everything but the content off the paper', async () => {
    await open();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    expect(await page.locator('header').first().isVisible()).toBe(false);
    expect(await page.locator('footer').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: '打开对话框' }).isVisible()).toBe(false);
    // What a tab hides on the screen is printed.
    expect(await page.getByText('其特征在于包括下列步骤').isVisible()).toBe(true);
  });
});
