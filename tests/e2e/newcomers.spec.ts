import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { alive, visit } from '../support/chromium.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';

/*
 * How people come in, through the pages alone: an address confirmed by a mail, an organisation founded, a colleague
 * invited, a password forgotten. Mail is read in the local mailbox, as in the demo.
 */

let house: ServedHouse;
let browser: Browser;
inBrowser((served) => {
  ({ house, browser } = served);
});

const founder = { name: '关若水', email: 'founder@newcomer.example', password: 'the first password' };
const colleague = { name: '祁望', email: 'colleague@newcomer.example', password: 'the second password' };
type Newcomer = typeof founder;

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function signUp(page: Page, { name, email, password }: Newcomer): Promise<void> {
  await visit(page, `${house.origin}/sign-up`);
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(password);
  await press(page, '注册');
  await page.getByRole('heading', { name: '请查收邮件' }).waitFor();
}

async function signIn(page: Page, { email, password }: Newcomer): Promise<void> {
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(password);
  await press(page, '登录');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** Opens the link of this kind in the newest mail to that address, as soon as the mail is there. */
async function openMail(page: Page, to: string, link: string): Promise<void> {
  const mail = page.locator('article', { hasText: to }).locator(`a[href*="${link}"]`).first();
  await expect
    .poll(
      async () => {
        await page.goto(`${house.origin}/mailbox`);
        return mail.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await mail.click();
  await page.waitForURL((url) => url.pathname !== '/mailbox');
  await alive(page);
}

describe('newcomers', () => {
  let first: Page;
  let second: Page;

  it('sign up, and confirm their address by a press behind the link', async () => {
    first = await newPage();
    await signUp(first, founder);
    await openMail(first, founder.email, '/confirm-email');
    await press(first, '确认邮箱');
    await first.getByText('邮箱已确认，现在可以登录。').waitFor();
    await first.getByRole('link', { name: '登录', exact: true }).last().click();
    await first.waitForURL(/\/sign-in/);
    await alive(first);
    await signIn(first, founder);
  });

  it('found an organisation, whose code is checked while typing', async () => {
    await visit(first, `${house.origin}/account/new-organisation`);
    await first.getByLabel('机构名称').fill('新来专利运营（虚构）有限公司');
    await first.getByLabel('统一社会信用代码').fill('91440300708461136A');
    await first.getByText(/是否为 91440300708461136T/).waitFor();
    await first.getByLabel('统一社会信用代码').fill('91440300708461136T');
    await press(first, '创建');
    await first.getByText('待认证', { exact: true }).waitFor();
  });

  it('invite a colleague, who signs up with that address and accepts', async () => {
    await visit(first, `${house.origin}/account/members`);
    const invite = first.locator('form').filter({ has: first.getByRole('button', { name: '发出邀请' }) });
    await invite.getByLabel('邮箱').fill(colleague.email);
    await press(first, '发出邀请');
    await first.getByText(`邀请已发出：${colleague.email}`).waitFor();

    second = await newPage();
    await signUp(second, colleague);
    await openMail(second, colleague.email, '/confirm-email');
    await press(second, '确认邮箱');
    await second.getByText('邮箱已确认，现在可以登录。').waitFor();
    // The invitation asks who is there, and comes back after the sign-in.
    await openMail(second, colleague.email, '/invitations/');
    await signIn(second, colleague);
    await alive(second);
    await press(second, '接受邀请');
    await second.waitForURL(/\/account$/);
    await second.getByText('新来专利运营（虚构）有限公司').first().waitFor();
    await first.reload();
    await first.getByText(colleague.email).first().waitFor();
  });

  it('forget their password and set another, after which the old one is over', async () => {
    const page = await newPage();
    await visit(page, `${house.origin}/forgot-password`);
    await page.getByLabel('邮箱').fill(founder.email);
    await press(page, '发送链接');
    await openMail(page, founder.email, '/reset-password');
    await page.getByLabel('新密码').fill('another password');
    await press(page, '保存新密码');
    await page.getByText('密码已更改').waitFor();

    await visit(page, `${house.origin}/sign-in`);
    await page.getByLabel('邮箱').fill(founder.email);
    await page.getByLabel('密码').fill(founder.password);
    await press(page, '登录');
    await page.getByRole('alert').waitFor();
    await signIn(page, { ...founder, password: 'another password' });
    // Who was signed in elsewhere is signed out.
    await first.goto(`${house.origin}/account`);
    await first.waitForURL(/\/sign-in/);
  });
});
