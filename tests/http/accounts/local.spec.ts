import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWeb } from '@reassign/web/build.ts';
import { type AccountsServer, openAccounts } from '../../support/accounts.ts';
import type { Config } from '../../../server/platform/config.ts';
import { pagesPlugin } from '../../../server/platform/pages.ts';

let server: AccountsServer;

beforeAll(async () => {
  server = await openAccounts();
  await addMaker(server);
});
afterAll(() => server.close());

async function addMaker({ member, accounts }: AccountsServer): Promise<void> {
  const { organisation } = await member({ kind: 'bank', roles: ['checker'], email: 'checker@bank.example' });
  const person = { name: 'maker@bank.example', email: 'maker@bank.example' };
  await accounts.seed.createDemoMember(organisation.id, 'bank-maker', person, 'maker');
}

const notFound = { status: 404, body: { code: 'not-found' } };
const signIn = { key: 'bank-maker' };

describe('one click into the demo', () => {
  it('opens a session of that person, and ends the one before', async () => {
    const browser = server.browser();
    const me = await browser.get('/api/v1/me');
    expect(me.body['demoAccounts']).toEqual([
      {
        key: 'bank-maker',
        name: 'maker@bank.example',
        organisation: 'bank of checker@bank.example',
        role: 'maker',
      },
    ]);
    expect((await browser.post('/api/v1/demo/sign-in', signIn)).status).toBe(200);
    const planted = server.browser().keep([`${browser.cookie}; Path=/`]);
    await browser.post('/api/v1/demo/sign-in', signIn);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({
      roles: ['maker'],
      organisation: { kind: 'bank' },
    });
    expect((await planted.get('/api/v1/me')).body['user']).toBeNull();
    expect(await browser.post('/api/v1/demo/sign-in', { key: 'nobody' })).toMatchObject(notFound);
  });

  it.each<[string, Partial<Config>]>([
    ['outside the demo', { demo: false }],
    ['in production', { demo: true, production: true }],
  ])('is not there %s, and neither are its accounts', async (_where, config) => {
    const other = await openAccounts(config);
    try {
      await addMaker(other);
      expect(await other.browser().post('/api/v1/demo/sign-in', signIn)).toMatchObject(notFound);
      if (config.demo !== true)
        expect((await other.browser().get('/api/v1/me')).body['demoAccounts']).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['another machine', { remoteAddress: '192.0.2.7' }],
    ['behind a proxy', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
  ])('is not there for %s', async (_who, more) => {
    const browser = server.browser();
    expect(await browser.send('POST', '/api/v1/demo/sign-in', signIn, more)).toMatchObject(notFound);
    expect(await browser.send('GET', '/api/v1/mailbox', undefined, more)).toMatchObject(notFound);
  });
});

describe('the local mailbox', () => {
  it('shows in both languages what no mail server was there to send', async () => {
    const email = 'new@bank.example';
    const password = 'correct horse battery';
    await server.browser().post('/api/auth/sign-up/email', { name: 'N', email, password });
    await server.settled();
    const { body } = await server.browser().get('/api/v1/mailbox');
    expect(body['items']).toEqual([
      expect.objectContaining({
        to: email,
        subject: '确认您的邮箱 · Confirm your address',
        text: expect.stringMatching(
          /请打开[^]+http:\/\/127\.0\.0\.1:8080\/confirm-email\?token=[^]+Open the link[^]+8080\/en\/confirm-email\?token=/,
        ) as string,
      }),
    ]);
  });

  it.each<[string, Partial<Config>]>([
    ['in production', { production: true, demo: false }],
    ['beside a mail server', { smtpUrl: 'smtp://127.0.0.1:1' }],
  ])('is not there %s', async (_where, config) => {
    const other = await openAccounts(config);
    try {
      expect(await other.browser().get('/api/v1/mailbox')).toMatchObject(notFound);
    } finally {
      await other.close();
    }
  });
});

describe('the page of the local mailbox', () => {
  const email = 'page@bank.example';
  let served: AccountsServer;
  beforeAll(async () => {
    await buildWeb();
    served = await openAccounts({}, ({ clock }) => async (app) => {
      await app.register(pagesPlugin, { clock, publicUrl: 'http://127.0.0.1:8080', production: false });
    });
    const signUp = { name: 'N', email, password: 'correct horse battery' };
    await served.browser().post('/api/auth/sign-up/email', signUp);
    await served.settled();
  });
  afterAll(() => served.close());
  const page = (more: object) => served.app.inject({ method: 'GET', url: '/mailbox', ...more });

  it('shows on the own machine what the API shows', async () => {
    expect((await page({})).body).toContain(email);
  });

  it.each([
    ['from another machine', { remoteAddress: '192.0.2.7' }],
    ['behind a proxy', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
    ['behind a proxy of the standard', { headers: { forwarded: 'for=192.0.2.7' } }],
    ['behind a proxy that names only itself', { headers: { via: '1.1 proxy' } }],
    ['behind a proxy that names the address in its own way', { headers: { 'x-real-ip': '192.0.2.7' } }],
  ])('shows nothing %s', async (_where, more) => {
    const { statusCode, body } = await page(more);
    expect(statusCode).toBe(404);
    expect(body).not.toContain(email);
  });
});
