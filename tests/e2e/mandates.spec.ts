import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { asOrganisation, registerAs } from '../support/bidders.ts';
import { visit } from '../support/chromium.ts';
import { opensAt, type Person } from '../support/house.ts';
import { inBrowser, pageOf, type ServedHouse } from '../support/in-browser.ts';

/* A buyer and its agency: the mandate is confirmed, bid under, and taken back while the agency looks at its room. */

let house: ServedHouse;
let lot: LotId;
let principal: Page;
let agent: Page;

inBrowser(async (served) => {
  ({ house } = served);
  lot = await house.publishLot();
  const buyer: Person = await house.newcomer('buyer', ['owner'], '太行装备（虚构）有限公司');
  const [agency] = house.agencies;
  const cap = { amount: 900_000_00, currency: 'CNY' } as const;
  const wish = { principal: asOrganisation(buyer), authority: { cap } };
  await house.confirm(await registerAs(agency, lot, wish));
  principal = await pageOf(served, buyer);
  agent = await pageOf(served, agency);
});

describe('a mandate', () => {
  it('is confirmed by its principal, who reads lot and limits', async () => {
    await visit(principal, `${house.origin}/registrations`);
    await principal.getByText('出价不超过 ¥900,000').waitFor();
    await principal.getByRole('button', { name: '确认委托' }).click();
    await principal.getByText('已确认', { exact: true }).waitFor();
  });

  it('is bid under in the room', async () => {
    await house.moveTo(opensAt);
    await visit(agent, `${house.origin}/lots/${lot}/live`);
    await agent.getByRole('button', { name: /按应价/, disabled: false }).click();
    await agent.getByText('您领先', { exact: true }).first().waitFor();
  });

  it('is taken back after a second thought, and the open room says so at once', async () => {
    await visit(principal, `${house.origin}/registrations`);
    await principal.getByRole('button', { name: '撤销委托' }).click();
    const dialog = principal.getByRole('dialog');
    await dialog.getByText('此前作出的出价').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    expect(await principal.getByText('已撤销').count()).toBe(0);
    await principal.getByRole('button', { name: '撤销委托' }).click();
    await dialog.getByRole('button', { name: '撤销委托' }).click();
    await principal.getByText('已撤销', { exact: true }).waitFor();
    await agent.getByText('报名尚待确认').waitFor();
  });
});
