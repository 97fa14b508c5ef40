import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { visit } from '../support/chromium.ts';
import { opensAt } from '../support/house.ts';
import { inBrowser, pageOf, type ServedHouse } from '../support/in-browser.ts';
import { press, type } from '../support/keyboard.ts';
import { cny } from '../support/listings.ts';

/* A falling price is taken, topped under seal and bid once more, by two agencies at their keyboards, one with a phone. */

const LEVEL = 5 * MINUTE;
const fallEnds = later(opensAt, 81 * LEVEL);
const sealedEnds = later(fallEnds, 10 * MINUTE);

let house: ServedHouse;
let lot: LotId;
let taker: Page;
let rival: Page;
inBrowser(async (served) => {
  ({ house } = served);
  lot = await house.publishLot({
    fall: { levels: 81, levelMs: LEVEL, sealedMs: 10 * MINUTE, bestMs: 5 * MINUTE },
    floor: cny(140_000_00),
    closesAt: toRfc3339(fallEnds),
  });
  for (const agency of house.agencies) await house.admit(agency, lot);
  await house.moveTo(later(opensAt, LEVEL));
  taker = await pageOf(served, house.agencies[0]);
  rival = await pageOf(served, house.agencies[1], 'en');
  await rival.setViewportSize({ width: 390, height: 844 });
});

/** The server's clock moves on, and both come back to the room. */
async function bothAt(at: Instant): Promise<void> {
  await house.moveTo(at);
  for (const [page, path] of [
    [taker, `/lots/${lot}/live`],
    [rival, `/en/lots/${lot}/live`],
  ] as const) {
    await page.clock.setSystemTime(at);
    await visit(page, `${house.origin}${path}`);
  }
}

describe('a falling price', () => {
  it('shows the price of the moment, and is taken with one key', async () => {
    await bothAt(later(opensAt, 10 * LEVEL));
    await rival.getByRole('button', { name: 'Take ¥630,000' }).waitFor();
    await rival.getByRole('region', { name: 'All-in price if sold at ¥630,000' }).waitFor();
    await press(taker, '接受 ¥630,000');
    await taker.getByText('您已接受 ¥630,000。').waitFor();
    await rival
      .getByText(/took ¥630,000: the fall has stopped/)
      .first()
      .waitFor();
  });

  it('is topped under seal on a phone: nobody else learns by how much', async () => {
    await bothAt(fallEnds);
    await type(rival, 'Bid under seal', '655321');
    await rival.getByRole('region', { name: 'All-in price if sold at ¥655,321' }).waitFor();
    await rival.keyboard.press('Enter');
    await rival.getByText('Your bid under seal: ¥655,321').waitFor();
    await rival.getByText('Your bid under seal has arrived; its receipt is kept.').waitFor();
    expect(await taker.content()).not.toMatch(/655,?321/);
    expect(await rival.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('leaves the last word to whoever took it', async () => {
    await bothAt(sealedEnds);
    await rival.getByText(/has the last word/).waitFor();
    await type(taker, '最后报价', '662321');
    await taker.keyboard.press('Enter');
    await taker.locator('.banner p.word').getByText('您领先', { exact: true }).waitFor();
  });
});
