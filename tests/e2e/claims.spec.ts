import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { CaseView } from '@reassign/shared/listings/api.ts';
import { yes } from '../support/bank-desk.ts';
import { visit as visitUrl } from '../support/chromium.ts';
import type { Person } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { press } from '../support/keyboard.ts';
import { caseInput, patent, pledgeOf } from '../support/listings.ts';
import { openRoomPage } from '../support/room-pages.ts';

/* A bank states what all pledgees claim from a case, on a phone; a second person looks at it and confirms it. */

let house: ServedHouse;
let browser: Browser;
let path: string;
inBrowser((served) => {
  ({ house, browser } = served);
});

async function visit(person: Person): Promise<Page> {
  const { origin } = house;
  const { page } = await openRoomPage(browser, { origin, language: 'zh', colorScheme: 'light', person });
  await page.setViewportSize({ width: 390, height: 844 });
  await visitUrl(page, origin + path);
  return page;
}

describe('the claims of a case', () => {
  it('begin with what the case knows; another pledgee is added, and faults stand where they are', async () => {
    const { browser: own, organisation } = house.maker;
    const { id } = await yes<CaseView>(own.post('/api/v1/cases', caseInput()));
    const { rights } = await yes<CaseView>(own.post(`/api/v1/cases/${id}/rights`, { rights: [patent()] }));
    await yes(own.put(`/api/v1/cases/${id}/rights/${rights[0]?.id ?? ''}/pledge`, pledgeOf(organisation)));
    path = `/bank/cases/${id}/claims`;

    const page = await visit(house.maker);
    await press(page, '添加债权');
    const other = page.getByRole('region', { name: '债权 2' });
    await press(page, '提交复核');
    expect(await page.getByRole('alert').count()).toBeGreaterThan(0);
    await other.getByLabel('质权人', { exact: true }).fill('渤海示范银行股份有限公司');
    for (const [label, amount] of [
      ['本金', '30万'],
      ['利息', '1万'],
      ['违约金', '0'],
      ['实现债权的费用', '0'],
      ['最高额', '20万'],
    ] as const)
      await other.getByLabel(label, { exact: true }).fill(amount);
    await other.getByLabel('登记号', { exact: true }).fill('Y2023980000777');
    await other.getByLabel('登记日', { exact: true }).fill('2023-05-04');
    await other.getByRole('checkbox').last().check();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await press(page, '提交复核');
    await page.getByText('第 1 版已提交，等待复核。').waitFor();
    await page.getByText('该版由您填报，须由他人复核。').waitFor();
  });

  it('are in force when the checker confirmed them', async () => {
    const page = await visit(house.checker);
    await page.getByText('渤海示范银行股份有限公司').first().waitFor();
    await press(page, '确认第 1 版');
    await page.getByRole('region', { name: '待复核' }).waitFor({ state: 'hidden' });
    const { body } = await house.maker.browser.get(`/api/v1/cases/${path.split('/')[3] ?? ''}/claim-sheets`);
    expect(body).toMatchObject({
      items: [{ version: 1, confirmed: { by: expect.any(String) as string }, sheet: { claims: [{}, {}] } }],
    });
  });
});
