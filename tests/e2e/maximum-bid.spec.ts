import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../support/bank-desk.ts';
import { visit } from '../support/chromium.ts';
import { opensAt } from '../support/house.ts';
import { inBrowser, pageOf, type ServedHouse } from '../support/in-browser.ts';
import { press, reach, type } from '../support/keyboard.ts';
import { cny } from '../support/listings.ts';

/* An agency sets how far the platform may bid for it, by keyboard; its rival looks on. */

let house: ServedHouse;
let lot: LotId;
let mine: Page;
let rival: Page;
inBrowser(async (served) => {
  ({ house } = served);
  lot = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lot);
  await house.moveTo(opensAt);
  mine = await pageOf(served, house.agencies[0]);
  rival = await pageOf(served, house.agencies[1]);
  for (const page of [mine, rival]) await visit(page, `${house.origin}/lots/${lot}/live`);
});

const bid = (yuan: number): Promise<unknown> =>
  yes(
    house.agencies[1].browser.post(`/api/v1/lots/${lot}/bids`, {
      commandId: randomUUID(),
      amount: cny(yuan * 100),
    }),
  );
const word = (page: Page, what: string) =>
  page.locator('.banner p.word').getByText(what, { exact: true }).waitFor();

/** From the field to the question to the answer. */
async function set(label: string, amount: string): Promise<void> {
  await type(mine, label, amount);
  await mine.keyboard.press('Enter');
  const dialog = mine.getByRole('dialog', { name: '确认最高限价' });
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('不可撤回');
  await mine.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

describe('a maximum bid', () => {
  it('is set beside a bid of the asking price, after a question', async () => {
    await set('最高限价（可选）', '87.6万');
    await word(mine, '您领先');
    await mine.getByText('您的最高限价 ¥876,000').waitFor();
    expect(await mine.locator('.banner').innerText()).toContain('¥700,000');
  });

  it('answers a rival by itself, one step above, and shows nobody how far it goes', async () => {
    await bid(750_000);
    await rival.locator('.banner').getByText('¥755,000').first().waitFor();
    await word(rival, '已被超过');
    await word(mine, '您领先');
    expect(await rival.content()).not.toMatch(/876,?000|87\.6/);
  });

  it('is raised, never lowered', async () => {
    await type(mine, '提高最高限价', '87.6万');
    await mine.getByText('最高限价须高于 ¥876,000。').waitFor();
    await mine.getByRole('button', { name: '设定最高限价', disabled: true }).waitFor();
    await set('提高最高限价', '90万');
    await mine.getByText('您的最高限价 ¥900,000').waitFor();
  });

  it('is open to everybody when it is beaten, and its owner is told', async () => {
    await bid(910_000);
    await word(mine, '已被超过');
    await word(rival, '您领先');
    await mine.getByLabel('最高限价（可选）').waitFor();
  });

  it('is out of reach of a key pressed by mistake: Escape asks nothing of the platform', async () => {
    await type(mine, '最高限价（可选）', '95万');
    await mine.keyboard.press('Enter');
    await mine.getByRole('dialog').waitFor();
    await mine.keyboard.press('Escape');
    await mine.getByRole('dialog').waitFor({ state: 'hidden' });
    await press(mine, '设定最高限价');
    await reach(mine, mine.getByRole('dialog').getByRole('button').first());
    await mine.keyboard.press('Escape');
    await word(mine, '已被超过');
  });
});
