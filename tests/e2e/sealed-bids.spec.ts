import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { visit } from '../support/chromium.ts';
import { closesAt, opensAt, type Person } from '../support/house.ts';
import { inBrowser, pageOf as servedPageOf, type Served, type ServedHouse } from '../support/in-browser.ts';
import { press, tick, type } from '../support/keyboard.ts';
import { deskOf } from '../support/listings.ts';
import { phone } from '../support/room-pages.ts';

/*
 * A lot under sealed bids through the pages: three people make keys, a bank chooses them, two agencies seal their bids,
 * two keepers open them, and everybody checks what came out. Nothing secret is ever sent.
 */

let served: Served;
let house: ServedHouse;
let folder: string;
let lot: LotId;
const sent: string[] = [];
const complaints: string[] = [];

inBrowser((opened) => {
  served = opened;
  ({ house } = opened);
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reassign-sealed-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function pageOf(person: Person, language?: 'zh' | 'en'): Promise<Page> {
  const page = await servedPageOf(served, person, language);
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

async function at(page: Page, path: string, when: Instant = house.clock.now()): Promise<void> {
  await page.clock.setSystemTime(when);
  await visit(page, `${house.origin}${path}`);
}

interface Keeping {
  readonly page: Page;
  readonly file: string;
}
const keepers: Keeping[] = [];
let bidders: readonly [Page, Page];

const principalOf = async ({ browser: { cookie } }: Person): Promise<Principal> => {
  const principal = await house.modules.accounts.sessions.read({ cookie });
  if (!principal) throw new Error('a person of the house is signed in');
  return principal;
};

describe('a lot under sealed bids', () => {
  it('has keepers, who make their keys in the browser and keep them as files', async () => {
    const bank = await house.newcomer('bank', ['member'], '第三方银行股份有限公司');
    const supervisor = await house.newcomer('supervisor', ['member'], '示例监督机构');
    for (const person of [house.operator, bank, supervisor]) {
      const page = await pageOf(person);
      await at(page, '/account/keys');
      const download = page.waitForEvent('download');
      await press(page, '生成密钥并下载');
      const file = join(folder, (await download).suggestedFilename());
      await (await download).saveAs(file);
      await tick(page, page.getByRole('checkbox', { name: /已妥善保存/ }));
      await press(page, '登记公钥');
      await page.getByText('公钥已登记').waitFor();
      keepers.push({ page, file });
    }
    const secrets = await Promise.all(keepers.map(({ file }) => readFile(file, 'utf8')));
    for (const secret of secrets) {
      const [key = ''] = /AGE-SECRET-KEY-1\S+/.exec(secret) ?? [];
      expect(key).toHaveLength(74);
      expect(sent.join('\n')).not.toContain(key);
    }
    expect(sent.join('\n')).toContain('age1');
  });

  it('is listed with three of them, and published', async () => {
    const desk = deskOf(
      house.modules.listings,
      await principalOf(house.maker),
      await principalOf(house.checker),
    );
    const times = { opensAt: toRfc3339(opensAt), closesAt: toRfc3339(closesAt) };
    const { id } = await desk.draft(times);
    const maker = await pageOf(house.maker);
    await at(maker, `/bank/listings/${id}`);
    await maker.getByLabel('方式', { exact: true }).first().selectOption('sealed');
    await type(maker, '开标时限（小时）', '24');
    for (const nth of [1, 2, 3])
      await maker.getByLabel(`保管人 ${String(nth)}`, { exact: true }).selectOption({ index: nth });
    await maker.getByText('全部满足，可以发布').waitFor();
    await press(maker, '提交审批');
    await maker.getByText('已提交，等待审批人审批。').waitFor();
    const checker = await pageOf(house.checker);
    await at(checker, `/bank/listings/${id}`);
    expect(await checker.locator('main').innerText()).toContain('第三方银行股份有限公司');
    await press(checker, '审批通过');
    await press(checker, '发布公告');
    const link = checker.getByRole('link', { name: '查看标的页面' });
    await link.waitFor();
    lot = ((await link.getAttribute('href')) ?? '').split('/').at(-1) as LotId;
  });

  it('takes bids that are sealed in the browser; only there one sees the own amount', async () => {
    for (const agency of house.agencies) await house.admit(agency, lot);
    await house.moveTo(opensAt);
    bidders = [await pageOf(house.agencies[0]), await pageOf(house.agencies[1], 'en')];
    const [one, other] = bidders;
    await other.setViewportSize(phone);
    await at(one, `/lots/${lot}/live`);
    await at(other, `/en/lots/${lot}/live`);

    await type(one, '报价', '69.9万');
    await one.getByText(/低于起拍价 ¥700,000 的报价/).waitFor();
    await type(one, '报价', '812,345');
    await press(one, '加密并提交');
    await one.getByText('您的报价为 ¥812,345。').waitFor();
    await type(one, '报价', '823,456');
    await press(one, '重新加密并提交');
    await one.getByText('您的报价为 ¥823,456。').waitFor();

    await type(other, 'Bid', '765432');
    await press(other, 'Encrypt and send');
    await other.getByText(/Your bid is ¥765,432\./).waitFor();
    expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await other.getByText('replaced').waitFor();
    expect(sent.join('\n')).not.toMatch(/823,?456|765,?432|812,?345/);
    expect(await other.content()).not.toMatch(/823,?456|812,?345/);
  });

  it('waits for two keepers after its end, who open their shares with their files', async () => {
    await house.moveTo(closesAt);
    await at(bidders[0], `/lots/${lot}/live`);
    await bidders[0].locator('.banner').getByText('等待开标').waitFor();
    const [first, second] = keepers;
    if (!first || !second) throw new Error('there are three keepers');

    await at(first.page, '/account/keys');
    await first.page.locator('input[type=file]').setInputFiles(second.file);
    await first.page.getByText(/该密钥打不开这份份额/).waitFor();
    await first.page.locator('input[type=file]').setInputFiles(first.file);
    await press(first.page, '交出份额');
    await first.page.getByText('份额已交出，等待另一位保管人。').waitFor();
    await bidders[0].getByText(/已到 1 份/).waitFor();

    await at(second.page, '/account/keys');
    await second.page.locator('input[type=file]').setInputFiles(second.file);
    await press(second.page, '交出份额');
    await second.page.getByText('报价已开标。').waitFor();
    for (const { file } of keepers) {
      const [key = ''] = /AGE-SECRET-KEY-1\S+/.exec(await readFile(file, 'utf8')) ?? [];
      expect(sent.join('\n')).not.toContain(key);
    }
  });

  it('is sold at the second price before everybody’s eyes, with every bid in the open', async () => {
    await bidders[0].getByText('成交', { exact: true }).first().waitFor();
    const table = bidders[0].getByRole('table', { name: '已开标的报价' });
    await table.waitFor();
    const text = await table.innerText();
    expect(text).toContain('823,456');
    expect(text).toContain('765,432');
    expect(text).not.toContain('812,345');
    await bidders[0].getByText(/号以 ¥765,432 成交。/).waitFor();
    await house.followed();
    await at(bidders[1], `/en/lots/${lot}`);
    await bidders[1].getByRole('table', { name: 'Opened bids' }).waitFor();
  });

  it('is found true by the browser’s own verifier, each bid decrypted again', async () => {
    const page = await pageOf(house.agencies[0]);
    await at(page, `/verify?lot=${lot}`);
    await page.getByRole('heading', { name: '日志属实' }).waitFor();
    expect(await page.locator('article').innerText()).toContain('2 份已用公布的密钥重新解密');
    const log = (await house.app.inject(`/api/v1/lots/${lot}/log`)).body;
    expect(log).toContain('SealedBidsOpened');
    expect(complaints).toEqual([]);
  });
});
