import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { readReceipts } from '@reassign/shared/verify/receipt.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { closesAt, opensAt } from '../support/house.ts';
import { inBrowser, pageOf, type ServedHouse } from '../support/in-browser.ts';

/*
 * What a bidder's browser keeps of its bids, and what it finds out by itself: at once, and when the lot is over.
 */

let house: ServedHouse;
let page: Page;
let lot: LotId;

inBrowser(async (served) => {
  ({ house } = served);
  lot = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lot);
  await house.moveTo(opensAt);
  page = await pageOf(served, house.agencies[0]);
});

const open = (path: string) => page.goto(house.origin + path);
const says = (text: string | RegExp) => page.getByText(text).first().waitFor();
/** Runs in the page. */
const kept = () =>
  page.evaluate(
    () => Object.keys(localStorage).filter((name) => name.startsWith('reassign.receipt.')).length,
  );

describe('the receipt of a bid', () => {
  it('is kept and checked at once: by signature, inclusion and consistency', async () => {
    await open(`/lots/${lot}/live`);
    // There once the line is open and the server said who this is.
    await page.getByLabel('自定金额').fill('70.5万');
    await page.getByLabel('自定金额').press('Enter');
    await page.locator('.banner p.word').getByText('您领先').waitFor();
    await says(/本浏览器保存了您在此标的的 1 张出价回执/);
    await says(/收到的 1 张已核对/);
    expect(await kept()).toBe(1);
  });

  it('survives a reload, and is taken along as a file that the command line reads', async () => {
    await page.reload();
    await says(/本浏览器保存了您在此标的的 1 张出价回执/);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载回执（1 张）' }).click();
    const path = await (await downloading).path();
    const receipts = readReceipts(readFileSync(path, 'utf8')) ?? [];
    expect(receipts).toHaveLength(1);
    const log = (await house.app.inject(`/api/v1/lots/${lot}/log`)).body.trimEnd().split('\n');
    expect(verifyLog(log, { receipts })).toMatchObject({ ok: true, receipts: 1 });
  });

  it('is checked against the final log when the lot is over: on its page, in English, on the desk', async () => {
    await house.moveTo(closesAt);
    await open(`/lots/${lot}`);
    await says('您的 1 张回执均在最终日志中。');
    await open(`/en/lots/${lot}`);
    await says('Your 1 receipt is in the final log.');
    await open('/agency');
    await says('1 张回执均在最终日志中');
  });

  it('goes into the verification of the whole log by itself', async () => {
    await open(`/verify?lot=${lot}`);
    await page.getByRole('heading', { name: '日志属实' }).waitFor();
    await says('1 张，均在日志中');
    await says('应退保证金');
    await says(/1 个号牌，各 ¥70,000.00，不晚于 2026年3月19日 10:00:00/);
  });
});

describe('when something does not fit', () => {
  it('a receipt for another entry is called out, with its place', async () => {
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((one) => one.startsWith('reassign.receipt.')) ?? '';
      const receipt = JSON.parse(localStorage.getItem(name) ?? '') as { hash: string };
      localStorage.setItem(name, JSON.stringify({ ...receipt, hash: 'f'.repeat(64) }));
    });
    await open(`/lots/${lot}`);
    await says(/回执核对不成立：日志第 \d+ 条/);
    await says('日志在此处的记录与回执所确认的不同。');
    await open('/agency');
    await says(/回执核对不成立：第 \d+ 条/);
  });

  it('another key than the one this browser met first is called out, in the room, too', async () => {
    await page.evaluate(() => {
      localStorage.setItem(
        'reassign.key',
        'demo.reassign.example+c32cf416+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs',
      );
    });
    await open(`/en/lots/${lot}`);
    await says(/The key of the platform does not hold/);
    await open(`/lots/${lot}/live`);
    await says(/平台出示的公钥与本浏览器此前认识的不同/);
  });
});
