import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountsServer, openAccounts } from '../../support/accounts.ts';

const password = 'correct horse battery';
const email = 'wang@bank.example';
let server: AccountsServer;

beforeAll(async () => {
  server = await openAccounts();
  await server.accounts.seed.createUser({ name: '王', email, password });
});
afterAll(() => server.close());

const signedIn = async () => {
  const browser = server.browser();
  const answer = await browser.post('/api/auth/sign-in/email', { email, password });
  expect(answer.status).toBe(200);
  return { browser, answer };
};
/** What the server keeps in memory may be five seconds old; another server's change is seen after that. */
const asIfAnotherServerDidIt = async (statement: string) => {
  await server.admin.sql.unsafe(statement);
  server.accounts.sessions.forget();
};

describe('the session cookie', () => {
  it('on plain http is named after the product and is closed to scripts', async () => {
    const { answer } = await signedIn();
    expect(answer.setCookies).toEqual([
      expect.stringMatching(
        /^reassign\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  it('on https is bound to the host by its name', async () => {
    const secure = await openAccounts({
      publicUrl: 'https://reassign.example',
      origins: ['https://reassign.example'],
    });
    try {
      await secure.accounts.seed.createUser({ name: '王', email, password });
      const browser = secure.browser();
      const answer = await browser.post('/api/auth/sign-in/email', { email, password });
      expect(answer.setCookies).toEqual([
        expect.stringMatching(
          /^__Host-reassign\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ]);
      expect((await browser.get('/api/v1/me')).body).toMatchObject({ user: { email } });
    } finally {
      await secure.close();
    }
  });

  it('never travels in a body', async () => {
    const { answer, browser } = await signedIn();
    expect(answer.body).toEqual({ status: 'signed-in' });
    const token = decodeURIComponent(browser.cookie).split('=')[1]?.split('.')[0] ?? '';
    expect(JSON.stringify(await browser.get('/api/v1/me'))).not.toContain(token);
  });
});

describe('a session', () => {
  it('begins anew at every sign-in, and the one before is dead (9-threats T12)', async () => {
    const { browser } = await signedIn();
    const planted = server.browser().keep([`${browser.cookie}; Path=/`]);
    await browser.post('/api/auth/sign-in/email', { email, password });
    expect(browser.cookie).not.toBe(planted.cookie);
    expect((await planted.get('/api/v1/me')).body['user']).toBeNull();
    expect((await browser.get('/api/v1/me')).body['user']).not.toBeNull();
  });

  it('is refused as a problem when it has expired, or its cookie was changed', async () => {
    const { browser } = await signedIn();
    const forged = server.browser().keep([`${browser.cookie.slice(0, -6)}AAAA%3D; Path=/`]);
    expect((await forged.get('/api/v1/members')).status).toBe(401);
    await asIfAnotherServerDidIt(`update session set expires_at = now() - interval '1 second'`);
    expect(await browser.get('/api/v1/members')).toMatchObject({
      status: 401,
      contentType: 'application/problem+json',
      body: { code: 'unauthenticated', type: '/problems/unauthenticated' },
    });
  });

  it('ends after four hours without use, not before', async () => {
    const { browser } = await signedIn();
    await asIfAnotherServerDidIt(`update session set updated_at = now() - interval '239 minutes'`);
    expect((await browser.get('/api/v1/me')).body['user']).not.toBeNull();
    const [row] = await server.admin.sql`
      select updated_at > now() - interval '1 minute' as used from session order by created_at desc limit 1`;
    expect(row).toEqual({ used: true });
    await asIfAnotherServerDidIt(`update session set updated_at = now() - interval '241 minutes'`);
    expect((await browser.get('/api/v1/me')).body['user']).toBeNull();
  });

  it('costs the database one look in five seconds', async () => {
    const { browser } = await signedIn();
    await browser.get('/api/v1/me');
    await server.admin.sql`delete from session`;
    expect((await browser.get('/api/v1/me')).body['user']).not.toBeNull();
    server.accounts.sessions.forget();
    expect((await browser.get('/api/v1/me')).body['user']).toBeNull();
  });

  it('tells whoever holds its sockets the moment it ends', async () => {
    const { browser } = await signedIn();
    const { sessions } = server.accounts;
    const ended: string[] = [];
    sessions.onEnded((sessionId) => ended.push(sessionId));
    const { sessionId } = (await sessions.read({ cookie: browser.cookie })) ?? { sessionId: '' };
    expect(await sessions.principalOf(sessionId)).toMatchObject({ email });
    await browser.post('/api/auth/sign-out');
    expect(ended).toEqual([sessionId]);
    expect(await sessions.principalOf(sessionId)).toBeNull();
  });
});

describe('a foreign page', () => {
  it('cannot use the cookie', async () => {
    const { browser } = await signedIn();
    const more = { headers: { origin: 'https://evil.example' } };
    const answer = await browser.send('POST', '/api/auth/sign-out', {}, more);
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
    expect((await browser.get('/api/v1/me')).body['user']).not.toBeNull();
  });
});
