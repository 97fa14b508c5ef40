import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountsServer, linkTo, openAccounts } from '../../support/accounts.ts';

const password = 'correct horse battery';
let server: AccountsServer;

beforeAll(async () => {
  server = await openAccounts();
});
afterAll(() => server.close());

const signIn = (email: string, given = password, browser = server.browser()) =>
  browser.post('/api/auth/sign-in/email', { email, password: given });

describe('a person', () => {
  it('signs up, confirms the address from the mail, and signs in', async () => {
    const browser = server.browser();
    const email = 'wang@bank.example';
    const signUp = await browser.post('/api/auth/sign-up/email', { name: '王经理', email, password });
    expect(signUp).toMatchObject({ status: 200, body: { status: 'look-in-your-mail' }, setCookies: [] });

    const link = await linkTo(server, email);
    expect(link.pathname).toBe('/confirm-email');
    expect(await signIn(email)).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    const token = link.searchParams.get('token');
    expect(await browser.post('/api/auth/verify-email', { token })).toMatchObject({ status: 200 });

    expect(await signIn(email, password, browser)).toMatchObject({
      status: 200,
      body: { status: 'signed-in' },
    });
    const me = await browser.get('/api/v1/me');
    expect(me.body).toMatchObject({ user: { name: '王经理', email }, organisation: null, roles: [] });
  });

  it('resets a forgotten password once, and every session ends', async () => {
    const email = 'forgot@bank.example';
    await server.accounts.seed.createUser({ name: 'F', email, password });
    const before = server.browser();
    await signIn(email, password, before);
    expect(await before.post('/api/auth/request-password-reset', { email })).toMatchObject({ status: 200 });
    const token = (await linkTo(server, email)).searchParams.get('token');
    const reset = { token, newPassword: 'another long password' };
    expect(await server.browser().post('/api/auth/reset-password', reset)).toMatchObject({ status: 200 });

    expect((await before.get('/api/v1/members')).status).toBe(401);
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'another long password')).status).toBe(200);
    expect(await server.browser().post('/api/auth/reset-password', reset)).toMatchObject({
      status: 410,
      body: { code: 'link-expired' },
    });
  });

  it('changes the password: the other sessions end, this one goes on under a new id', async () => {
    const email = 'change@bank.example';
    await server.accounts.seed.createUser({ name: 'C', email, password });
    const [here, elsewhere] = [server.browser(), server.browser()];
    await signIn(email, password, here);
    await signIn(email, password, elsewhere);
    const before = here.cookie;
    const change = { currentPassword: password, newPassword: 'another long password' };
    const wrong = await here.post('/api/auth/change-password', {
      ...change,
      currentPassword: 'not this one',
    });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    expect((await here.post('/api/auth/change-password', change)).status).toBe(200);
    expect(here.cookie).not.toBe(before);
    expect((await here.get('/api/v1/me')).body['user']).not.toBeNull();
    expect((await elsewhere.get('/api/v1/me')).body['user']).toBeNull();
  });

  it('signs out, and the old cookie is worth nothing at once', async () => {
    const email = 'out@bank.example';
    await server.accounts.seed.createUser({ name: 'O', email, password });
    const browser = server.browser();
    await signIn(email, password, browser);
    const copy = server.browser().keep([`${browser.cookie}; Path=/`]);
    expect((await copy.get('/api/v1/me')).body['user']).not.toBeNull();
    await browser.post('/api/auth/sign-out');
    expect((await copy.get('/api/v1/me')).body['user']).toBeNull();
    expect(browser.cookie).toBe('');
  });
});

describe('who is a stranger learns nothing (9-threats T14)', () => {
  const known = 'known@bank.example';
  beforeAll(() => server.accounts.seed.createUser({ name: 'K', email: known, password }));

  it.each([
    ['/api/auth/sign-up/email', { name: 'N', password }],
    ['/api/auth/request-password-reset', {}],
    ['/api/auth/sign-in/email', { password: 'wrong password' }],
  ])('%s answers alike for a known and an unknown address', async (path, body) => {
    const one = await server.browser().post(path, { ...body, email: known });
    const other = await server.browser().post(path, { ...body, email: 'nobody@bank.example' });
    expect(one).toEqual(other);
    await server.settled();
  });

  it('a sign-up with a known address tells only its owner, and changes nothing', async () => {
    const email = 'owner@bank.example';
    await server.accounts.seed.createUser({ name: 'O', email, password });
    await server.browser().post('/api/auth/sign-up/email', { name: 'N', email, password: 'taken over now' });
    expect((await linkTo(server, email)).pathname).toBe('/forgot-password');
    expect((await signIn(email, 'taken over now')).status).toBe(401);
    expect((await signIn(email)).status).toBe(200);
  });

  it('an address that was never confirmed gets its link again', async () => {
    const email = 'twice@bank.example';
    await server.browser().post('/api/auth/sign-up/email', { name: 'T', email, password });
    await server.settled();
    await server.browser().post('/api/auth/sign-up/email', { name: 'T', email, password });
    expect((await linkTo(server, email)).pathname).toBe('/confirm-email');
    const mails = await server.admin.sql`select 1 from mail where recipient = ${email}`;
    expect(mails).toHaveLength(2);
  });
});

describe('sign-in is limited', () => {
  it('to five tries a minute from one address, whatever a header claims (T15)', async () => {
    const statuses: number[] = [];
    const browser = server.browser();
    for (let nth = 0; nth < 7; nth++) {
      const answer = await browser.send(
        'POST',
        '/api/auth/sign-in/email',
        { email: `nobody${nth}@bank.example`, password },
        { headers: { 'x-forwarded-for': `10.0.0.${nth}`, 'x-reassign-client-address': `10.0.0.${nth}` } },
      );
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it('to twenty tries per account, from wherever they come, also for an account that does not exist', async () => {
    for (const email of ['many@bank.example', 'nobody-at-all@bank.example']) {
      if (email.startsWith('many')) await server.accounts.seed.createUser({ name: 'M', email, password });
      const statuses = await Promise.all(
        Array.from({ length: 22 }, async (_, nth) => {
          const more = { remoteAddress: `10.1.${String(nth)}.1` };
          const body = { email, password: 'wrong password' };
          return (await server.browser().send('POST', '/api/auth/sign-in/email', body, more)).status;
        }),
      );
      expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    }
    expect((await signIn('many@bank.example')).status).toBe(429);
  });
});

describe('what does not fit is refused before better-auth sees it (T10)', () => {
  it.each([
    [
      '/api/auth/sign-up/email',
      { name: 'X', email: 'x@bank.example', password, emailVerified: true },
      '/emailVerified',
    ],
    ['/api/auth/sign-up/email', { name: 'X', email: 'x@bank.example', password, role: 'officer' }, '/role'],
    ['/api/auth/sign-up/email', { name: 'X', email: 'x@bank.example', password: 'short' }, '/password'],
    ['/api/auth/sign-up/email', { name: 'X', email: 'not an address', password }, '/email'],
    ['/api/auth/sign-in/email', { email: 'x@bank.example', password, rememberMe: true }, '/rememberMe'],
    ['/api/auth/two-factor/verify-totp', { code: '123456', trustDevice: true }, '/trustDevice'],
    ['/api/auth/two-factor/verify-totp', { code: 123_456 }, '/code'],
  ])('%s with %j', async (path, body, pointer) => {
    const answer = await server.browser().post(path, body);
    expect(answer).toMatchObject({
      status: 400,
      contentType: expect.stringContaining('application/problem+json') as string,
    });
    expect(answer.body).toMatchObject({ code: 'malformed', faults: [{ pointer }] });
    expect(await server.admin.sql`select 1 from "user" where email = 'x@bank.example'`).toHaveLength(0);
  });

  it.each([
    '/api/auth/update-user',
    '/api/auth/sign-in/social',
    '/api/auth/organization/create',
    '/api/auth/demo-sign-in',
  ])('%s is no door of ours', async (path) => {
    expect(await server.browser().post(path, {})).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
