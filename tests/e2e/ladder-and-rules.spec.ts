import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { CaseView } from '@reassign/shared/listings/api.ts';
import { yes } from '../support/bank-desk.ts';
import { alive, visit as visitUrl } from '../support/chromium.ts';
import { closesAt, opensAt, type Person } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { open, press, type, typeTime } from '../support/keyboard.ts';
import { appraisalOf, caseInput, circumstances, cny, patent, pledgeOf } from '../support/listings.ts';
import { openRoomPage } from '../support/room-pages.ts';

/*
 * Without a mouse: a bank plans later rounds, two officers publish a next version of the rules, an agency sets how far the
 * platform may bid for it.
 */

let house: ServedHouse;
let browser: Browser;
inBrowser((served) => {
  ({ house, browser } = served);
});

const pageOf = async (person: Person): Promise<Page> => {
  const { origin } = house;
  return (await openRoomPage(browser, { origin, language: 'zh', colorScheme: 'light', person })).page;
};
const visit = (page: Page, path: string): Promise<void> => visitUrl(page, house.origin + path);
const text = (page: Page): Promise<string> => page.locator('main').innerText();

/** A case with one right, whole but for its listing. */
async function readyCase(): Promise<string> {
  const { browser: own, organisation } = house.maker;
  const { id } = await yes<CaseView>(own.post('/api/v1/cases', caseInput()));
  const { rights } = await yes<CaseView>(own.post(`/api/v1/cases/${id}/rights`, { rights: [patent()] }));
  const path = `/api/v1/cases/${id}/rights/${rights[0]?.id ?? ''}`;
  await yes(own.put(`${path}/pledge`, pledgeOf(organisation)));
  await yes(own.put(`${path}/appraisal`, appraisalOf(1_000_000_00)));
  await yes(own.put(`${path}/circumstances`, circumstances));
  return id;
}

describe('the later rounds of a listing', () => {
  let page: Page;
  let lotId: LotId;

  it('are suggested: the lowest lawful price, on workdays after the notice', async () => {
    page = await pageOf(house.maker);
    await visit(page, `/bank/cases/${await readyCase()}`);
    await open(page, '新建上架申请');
    await page.waitForURL(/\/bank\/listings\/new/);
    await alive(page);
    await type(page, '标的名称', '一种锂离子电池隔膜');
    await type(page, '标的说明', '整体出让，权利状态以登记簿为准。');
    await type(page, '起拍价', '70万');
    await type(page, '加价幅度', '5000');
    await type(page, '保证金', '7万');
    await typeTime(page, '竞价开始时间', '202603171000');
    await typeTime(page, '竞价结束时间', '202603181000');
    await press(page, '其余填“无”');
    await press(page, '增加一轮');
    await page.getByText('日期已避开周末和法定节假日').waitFor();
    expect(await page.getByLabel('起始价', { exact: true }).inputValue()).toMatch(/^560,?000/);
  });

  it('are refused at once where the rules would refuse them, with what would be accepted', async () => {
    const notes = page.getByRole('alert');
    await type(page, '起始价', '559,999.99');
    await notes.getByText(/起始价须在 ¥560,000 至 ¥700,000 之间。/).waitFor();
    await type(page, '起始价', '56万');
    await expect.poll(() => notes.count()).toBe(0);
    await type(page, '约定的最低价', '60万');
    await notes.getByText('不得低于约定的最低价 ¥600,000。').waitFor();
    await type(page, '约定的最低价', '');
    await expect.poll(() => notes.count()).toBe(0);
  });

  it('are added and removed', async () => {
    await press(page, '增加一轮');
    await page.getByRole('button', { name: '删除第 3 轮' }).waitFor();
    await press(page, '删除第 3 轮');
    await page.getByRole('button', { name: '删除第 3 轮' }).waitFor({ state: 'hidden' });
  });

  it('are published with the first, and everybody reads them', async () => {
    await page.getByText('全部满足，可以发布').waitFor();
    await press(page, '保存草稿');
    await page.waitForURL(/\/bank\/listings\/[0-9a-f-]{36}/);
    await press(page, '提交审批');
    await page.getByText('已提交，等待审批人审批。').waitFor();
    const checker = await pageOf(house.checker);
    await visit(checker, new URL(page.url()).pathname);
    await press(checker, '审批通过');
    await press(checker, '发布公告');
    const link = checker.getByRole('link', { name: '查看标的页面' });
    await link.waitFor();
    const path = (await link.getAttribute('href')) ?? '';
    lotId = path.slice(path.lastIndexOf('/') + 1) as LotId;
    await visit(page, path);
    // The days around Tomb-Sweeping Day (4 to 6 April) are left out.
    expect(await text(page)).toContain('2026年4月7日 10:00:00，起拍价 ¥560,000');
  });

  it('begin by themselves when nobody bought', async () => {
    await house.moveTo(opensAt);
    await house.moveTo(closesAt);
    await visit(page, `/lots/${lotId}`);
    const { body } = await house.watcher.get(`/api/v1/lots/${lotId}`);
    expect(body).toMatchObject({ phase: 'notice', round: 2, start: cny(560_000_00) });
    expect(await text(page)).toContain('¥560,000');
  });
});

describe('a next version of the rules', () => {
  const changed = /^首轮公告期\s+15 日\s+16 日$/;
  let page: Page;

  it('is proposed by its numbers, and not published by whoever proposed it', async () => {
    page = await pageOf(house.operator);
    await visit(page, '/operator/rules');
    const button = (disabled: boolean) =>
      page.getByRole('button', { name: '提出', exact: true, disabled }).waitFor();
    await button(true);
    await type(page, '首轮公告期', '十六');
    await page.getByText('请填写整数。').waitFor();
    await button(true);
    await type(page, '首轮公告期', '16');
    await button(false);
    const planned = page.getByRole('table', { name: '将要改动' }).locator('tbody tr');
    expect(await planned.allInnerTexts()).toEqual([expect.stringMatching(changed)]);
    await press(page, '提出');
    await page.getByText('已提出，等待另一人批准。').waitFor();
    await page.getByText('由您提出，须由另一人批准。').waitFor();
    expect(await page.getByRole('button', { name: '批准并发布' }).count()).toBe(0);
  });

  it('is shown to a second person as what it changes, who publishes it', async () => {
    const second = await pageOf(await house.newcomer('operator', ['officer']));
    await visit(second, '/operator/rules');
    const rows = second.locator('article tbody tr');
    expect(await rows.allInnerTexts()).toEqual([expect.stringMatching(changed)]);
    await press(second, '批准并发布');
    await second.getByText('已发布，此后的标的适用新版本。').waitFor();
  });

  it('is in force for what is published later; a lot keeps its own', async () => {
    await visit(page, '/rules/bidding');
    expect(await text(page)).toMatch(/首轮公告期\s+16 日/);
    await visit(page, '/rules/bidding?version=1');
    expect(await text(page)).toMatch(/首轮公告期\s+15 日/);
    const { body } = await house.watcher.get('/api/v1/lots');
    const [lot] = body['items'] as { id: string }[];
    const kept = await yes<LotView>(house.watcher.get(`/api/v1/lots/${lot?.id ?? ''}`));
    expect(kept.profile).toMatchObject({ route: 'bidding', version: 1 });
  });
});
