import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { yes } from '../support/bank-desk.ts';
import { closesAt, opensAt } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { cny } from '../support/listings.ts';
import { faultsOf, laptop, openRoomPage } from '../support/room-pages.ts';

/*
 * An agency's desk with ten lots under way at once, as one broker sees it.
 */

let house: ServedHouse;
let browser: Browser;
let page: Page;
const lots: LotId[] = [];

inBrowser(async (served) => {
  ({ house, browser } = served);
  const [mine, rival] = house.agencies;
  for (let n = 0; n < 10; n++) {
    const end = toRfc3339(later(closesAt, n * MINUTE));
    const lot = await house.publishLot({
      title: `第 ${String(n + 1)} 件：低温烧结高铝耐火砖及其制备方法`,
      closesAt: end,
    });
    lots.push(lot);
    if (n < 9) await house.admit(mine, lot);
    else await house.register(mine, lot);
    if (n < 2) await house.admit(rival, lot);
  }
  await house.moveTo(opensAt);
  const { origin } = house;
  ({ page } = await openRoomPage(browser, { origin, language: 'zh', colorScheme: 'light', person: mine }));
});

const rows = (state?: string) =>
  page.locator(`li${state === undefined ? '' : `.${state}`}`).filter({ has: page.getByText(/^第 \d+ 件/) });
const titles = () => rows().locator('.title').allInnerTexts();
const rivalBids = (lot: LotId | undefined, yuan: number) =>
  yes(
    house.agencies[1].browser.post(`/api/v1/lots/${lot ?? ''}/bids`, {
      commandId: randomUUID(),
      amount: cny(yuan * 100),
    }),
  );

describe('the desk of an agency', () => {
  it('shows ten lots at once on a laptop, without a scroll', async () => {
    await page.goto(`${house.origin}/agency`);
    await expect.poll(() => rows().count()).toBe(10);
    const last = await rows().last().boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(laptop.height);
    expect(await rows('deposit').count()).toBe(1);
    expect((await titles())[0]).toContain('第 1 件');
  });

  it('bids the asking price with one press and a confirmation that names the lot', async () => {
    const row = rows().filter({ hasText: '第 1 件' });
    await row.getByRole('button', { name: '出价 ¥700,000' }).click();
    const dialog = page.getByRole('dialog', { name: '确认出价' });
    expect(await dialog.innerText()).toContain('第 1 件');
    expect(await dialog.innerText()).toContain('人民币柒拾万元整');
    await page.keyboard.press('Enter');
    await rows('leading').getByText('已接受 ¥700,000').waitFor();
    await page.getByText('领先 1 件 · 被超过 0 件').waitFor();
  });

  it('puts first where I am outbid, and holds still while somebody points at it', async () => {
    await page.getByRole('button', { name: '出价 ¥700,000' }).first().click();
    await page.keyboard.press('Enter');
    await expect.poll(() => rows('leading').count()).toBe(2);
    await page.locator('h1').click();
    await expect.poll(async () => (await titles())[0]).toContain('第 3 件');
    await rows().first().hover();
    await rivalBids(lots[1], 705_000);
    await rows('outbid').waitFor();
    expect((await titles())[0]).toContain('第 3 件');
    await page.mouse.move(5, 5);
    await expect.poll(async () => (await titles())[0]).toContain('第 2 件');
    await rows('outbid').getByRole('button', { name: '出价 ¥710,000' }).waitFor();
  });

  it.each(['', '/en'])('reads well at %s/agency', async (prefix) => {
    await page.goto(`${house.origin}${prefix}/agency`);
    await rows('outbid').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('shows what is to do after the hammer', async () => {
    await page.goto(`${house.origin}/agency`);
    await rows('outbid').waitFor();
    await house.moveTo(later(closesAt, MINUTE / 2));
    await page.getByRole('heading', { name: '落槌后待办' }).waitFor();
    await page.getByRole('link', { name: '成交确认书' }).waitFor();
  });
});
