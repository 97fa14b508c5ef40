import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { HOUR, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../support/bank-desk.ts';
import { closesAt, opensAt, type Person } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { cny } from '../support/listings.ts';
import { faultsOf, openRoomPage, phone, type Wire } from '../support/room-pages.ts';

/*
 * The live room in every state, as one bidder sees it in both languages at once: the Chinese page on a machine whose clock
 * is an hour fast. The other bidders are not on a page. The test moves the server's clock, and the pages' own.
 */

let house: ServedHouse;
let browser: Browser;
let lot: LotId;
let unsold: LotId;
let third: Person;
let mine: { readonly page: Page; readonly wire: Wire };
let english: { readonly page: Page; readonly wire: Wire };

inBrowser(async (served) => {
  ({ house, browser } = served);
  lot = await house.publishLot();
  unsold = await house.publishLot();
  third = await house.newcomer('agency', ['broker']);
  for (const agency of [...house.agencies, third]) await house.admit(agency, lot);
  const [person] = house.agencies;
  const { origin } = house;
  mine = await openRoomPage(browser, { origin, language: 'zh', colorScheme: 'light', person });
  english = await openRoomPage(browser, { origin, language: 'en', colorScheme: 'dark', person });
  // An hour fast: the page is drawn with that clock from its first moment.
  await mine.page.clock.install({ time: house.clock.now() + HOUR });
  await english.page.clock.install({ time: house.clock.now() });
});

const bid = ({ browser: own }: Person, yuan: number, lotId: LotId = lot): Promise<unknown> =>
  yes(own.post(`/api/v1/lots/${lotId}/bids`, { commandId: randomUUID(), amount: cny(yuan * 100) }));
const rival = (yuan: number): Promise<unknown> => bid(house.agencies[1], yuan);
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const banner = (page: Page) => page.locator('.banner');
const word = (page: Page, text: string) => page.locator('.banner p.word').getByText(text, { exact: true });
const region = (page: Page) => page.locator('main p[aria-live=polite]');

/** What it reads in the end: a busy machine may be seen to reconnect on the way. */
const reads = (locator: Locator) => expect.poll(() => locator.innerText(), { timeout: 20_000 });

/** Both pages show this state, and read well in it. */
async function bothShow(zh: string, en: string): Promise<void> {
  await word(mine.page, zh).waitFor();
  await word(english.page, en).waitFor();
  expect(await faultsOf(mine.page)).toEqual([]);
  expect(await faultsOf(english.page)).toEqual([]);
}

describe('the live room', () => {
  it('waits for the opening and counts down', async () => {
    await mine.page.goto(`${house.origin}/lots/${lot}/live`);
    await english.page.goto(`${house.origin}/en/lots/${lot}/live`);
    await bothShow('等待开始', 'Not open yet');
    expect(await mine.page.getByRole('timer').innerText()).toMatch(/^1[56]天 /);
  });

  it('opens by itself', async () => {
    await house.moveTo(opensAt);
    await mine.page.clock.setSystemTime(opensAt + HOUR);
    await bothShow('竞价进行中', 'Open');
  });

  it('shows the right end on a machine an hour fast, also after that clock was set, and says so', async () => {
    const timer = mine.page.getByRole('timer');
    await reads(timer).toMatch(/^(1天 00:00:00|23:59:5\d)$/);
    await reads(mine.page.locator('.clock')).toContain('2026年3月18日 10:00:00');
    await mine.page.getByRole('button', { name: '计时说明' }).focus();
    const tip = mine.page.getByRole('tooltip');
    await reads(tip).toMatch(/本机时钟快 0[01]:\d\d:\d\d/);
    await mine.page.clock.setSystemTime(opensAt - 30 * 24 * HOUR);
    await mine.page.clock.runFor(5_000);
    await reads(timer).toMatch(/^(1天 00:00:00|23:59:\d\d)$/);
    await reads(tip).toMatch(/本机时钟慢/);
  });

  it('takes a bid by keyboard alone, and not from a B with a modifier or while typing', async () => {
    const { page } = mine;
    const amount = page.getByLabel('自定金额');
    await page.locator('body').press('Control+b');
    expect(await amount.evaluate((input) => input === document.activeElement)).toBe(false);
    await page.locator('body').press('b');
    await page.keyboard.type('70.5万b');
    expect(await amount.inputValue()).toBe('70.5万b');
    await page.keyboard.press('Escape');
    expect(await amount.inputValue()).toBe('');
    await page.locator('body').press('b');
    await page.keyboard.type('70.5万');
    await page.keyboard.press('Enter');
    await bothShow('您领先', 'You lead');
    await reads(region(page)).toBe('您领先，¥705,000');
    await page.getByText(/已接受：¥705,000，日志第 \d+ 条/).waitFor();
  });

  it('seals the bids whose chain this browser has verified, and says what it verified', async () => {
    await mine.page.getByRole('img', { name: '已由本浏览器验证' }).first().waitFor();
    await mine.page.getByText(/与平台签名的检查点（\d+ 条）一致/).waitFor();
    await mine.page.getByText('验证了什么').click();
    await mine.page.getByText(/密钥指纹 [0-9a-f]{4} /).waitFor();
  });

  it('says that I am outbid, by whom, and what it takes', async () => {
    await rival(710_000);
    await bothShow('已被超过', 'You are outbid');
    await reads(banner(mine.page)).toContain('您需出价 ¥715,000 以上');
    await reads(region(mine.page)).toBe('您已被超过，当前应价 ¥715,000');
  });

  it('asks again above my own threshold, in figures and capitals; Escape cancels, Enter confirms', async () => {
    const { page } = mine;
    await page.getByText('提示与确认').click();
    await page.getByLabel('超过此金额须再次确认').fill('72万');
    await page.reload();
    await press(page, /加 1 档/);
    await word(page, '您领先').waitFor();
    await rival(725_000);
    await word(page, '已被超过').waitFor();
    await press(page, /按应价/);
    const dialog = page.getByRole('dialog', { name: '确认出价' });
    expect(await dialog.innerText()).toContain('¥730,000.00');
    expect(await dialog.innerText()).toContain('人民币柒拾叁万元整');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('body').press('b');
    await page.keyboard.type('73万');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Enter');
    await word(page, '您领先').waitFor();
    await rival(735_000);
    await word(page, '已被超过').waitFor();
  });
});

describe('a connection that drops without a word', () => {
  it('is shown by the heartbeat within three seconds, and no bid can be made then', async () => {
    await mine.page.getByLabel('自定金额').fill('740,000');
    for (const { wire } of [mine, english]) wire.cut();
    // Into the dead network, before anybody knows that it is dead.
    await press(mine.page, '出价 ¥740,000');
    await press(mine.page, '确认出价 ¥740,000');
    for (const { page } of [mine, english]) await page.clock.runFor(3_000);
    await reads(banner(mine.page)).toMatch(/连接中断|正在重新连接/);
    await mine.page.getByText('出价 ¥740,000 尚无答复').waitFor();
    await mine.page.getByRole('button', { name: /加 1 档/, disabled: true }).waitFor();
    expect(await mine.page.locator('ol.bids').innerText()).not.toContain('¥740,000');
    expect(await faultsOf(mine.page)).toEqual([]);
    expect(await faultsOf(english.page)).toEqual([]);
  });

  it('heals by itself: missed bids are there, and the lost bid is answered truthfully', async () => {
    await bid(third, 740_000);
    for (const { wire } of [mine, english]) wire.heal();
    await bothShow('已被超过', 'You are outbid');
    await mine.page.locator('ol.bids').getByText('¥740,000').waitFor();
    await mine.page.getByRole('alert').getByText('出价低于当前应价').waitFor();
    await mine.page.getByRole('button', { name: /按应价/, disabled: false }).waitFor();
  });
});

describe('the end', () => {
  it('says the last five minutes, also to who leads', async () => {
    await bid(house.agencies[0], 745_000);
    await house.moveTo(later(closesAt, -4 * MINUTE));
    for (const { page } of [mine, english]) await page.clock.runFor(2_000);
    await bothShow('您领先', 'You lead');
    await banner(mine.page).getByText('最后五分钟', { exact: true }).waitFor();
    await reads(region(mine.page)).toContain('最后五分钟');
  });

  it('is moved by a late bid, which says why', async () => {
    await rival(750_000);
    await bothShow('已被超过', 'You are outbid');
    const why = mine.page.locator('.extended');
    await reads(why).toMatch(/\+5:00\s+已延时/);
    await reads(why).toContain('结束时间顺延至 10:01:00');
  });

  it('falls with a seal, and without a fall where motion is not wanted', async () => {
    const still = await mine.page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
    expect(still).toBe(true);
    await mine.page.emulateMedia({ reducedMotion: 'no-preference' });
    await house.moveTo(later(closesAt, 2 * MINUTE));
    await bothShow('成交', 'Sold');
    const fall = (page: Page): Promise<string> =>
      page.locator('.banner .seal .square').evaluate((seal) => getComputedStyle(seal).animationDuration);
    expect(await fall(mine.page)).toBe('0.18s');
    expect(await fall(english.page)).toBe('1e-05s');
    await reads(region(mine.page)).toContain('号以 ¥750,000 成交');
  });

  it('is no fall for who comes later', async () => {
    await mine.page.reload();
    await word(mine.page, '成交').waitFor();
    const name = await mine.page
      .locator('.banner .seal')
      .evaluate((seal) => getComputedStyle(seal).animationName);
    expect(name).toBe('none');
  });

  it('says unsold where nobody bid', async () => {
    await mine.page.goto(`${house.origin}/lots/${unsold}/live`);
    await english.page.goto(`${house.origin}/en/lots/${unsold}/live`);
    await bothShow('流拍', 'Unsold');
  });

  it('stands whole without JavaScript, with the path of the price', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
    const page = await context.newPage();
    await page.goto(`${house.origin}/lots/${lot}/live`);
    expect(await page.locator('.asking').innerText()).toBe('¥750,000');
    expect(await page.locator('.path svg path').count()).toBe(2);
    await context.close();
  });
});
