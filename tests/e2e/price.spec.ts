import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../support/bank-desk.ts';
import { closesAt, opensAt } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { cny } from '../support/listings.ts';
import { alive } from '../support/chromium.ts';
import { openRoomPage } from '../support/room-pages.ts';

/* The winner pays the balance from its confirmation, and the bank sees who gets what of the price. */

let house: ServedHouse;
let lot: LotId;
let buyer: Page;
let bank: Page;

inBrowser(async (served) => {
  const { browser } = served;
  ({ house } = served);
  lot = await house.publishLot();
  const [winner] = house.agencies;
  const as = { origin: house.origin, colorScheme: 'light' } as const;
  ({ page: buyer } = await openRoomPage(browser, { ...as, language: 'zh', person: winner }));
  ({ page: bank } = await openRoomPage(browser, { ...as, language: 'en', person: house.checker }));
  await house.admit(winner, lot);
  await house.moveTo(opensAt);
  const bid = { commandId: randomUUID(), amount: cny(700_000_00) };
  await yes(winner.browser.post(`/api/v1/lots/${lot}/bids`, bid));
  await house.moveTo(closesAt);
});

const choose = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('the balance of a price', () => {
  it('is asked for by the confirmation, with its deadline and both ways to pay', async () => {
    await buyer.goto(`${house.origin}/lots/${lot}/confirmation`);
    await buyer.getByRole('link', { name: '支付尾款' }).click();
    await buyer.getByText('¥644,000.00').first().waitFor();
    await buyer.getByText('须付足本期应付金额').waitFor();
    await buyer.getByText(/^CJK[0-9A-Z]{11}$/).waitFor();
    await alive(buyer);
  });

  it('is paid at once by card, and seen on the page that the buyer comes back to', async () => {
    await choose(buyer, '银行卡、支付宝或微信支付');
    await buyer.waitForURL(/\/simulated\/checkout\//);
    await choose(buyer, '付款');
    await buyer.waitForURL(new RegExp(`/lots/${lot}/payment`));
    await buyer.getByText('价款已全部到账').waitFor();
  });

  it('is in escrow, and the bank sees who gets what of it, and that nothing is released', async () => {
    await bank.goto(`${house.origin}/en/lots/${lot}/confirmation`);
    await bank.getByRole('link', { name: 'Settlement' }).click();
    await bank.getByText('¥714,000.00').first().waitFor();
    await bank.getByRole('heading', { name: 'Who gets what' }).waitFor();
    await bank.getByText('nothing is released yet').waitFor();
    await bank.getByRole('heading', { name: 'Fee bills' }).waitFor();
    expect(await bank.getByRole('listitem').filter({ hasText: '民诉法解释 508' }).count()).toBeGreaterThan(0);
  });

  it('has its bills: the bank opens that of its commission, the buyer finds that of its premium', async () => {
    await bank.getByRole('link', { name: 'ZD-2026-000002' }).click();
    await bank.getByRole('heading', { name: 'Fee bill of the platform' }).waitFor();
    await bank.getByText('人民币柒仟元整').waitFor();
    await buyer.goto(`${house.origin}/agency`);
    await buyer.getByRole('link', { name: '服务费账单' }).click();
    await buyer.getByRole('cell', { name: 'ZD-2026-000001' }).waitFor();
    await buyer.getByText('¥14,000.00').waitFor();
  });
});
