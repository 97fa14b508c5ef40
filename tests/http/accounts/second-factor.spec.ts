import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccountsServer, openAccounts } from '../../support/accounts.ts';
import type { Browser } from '../../support/browser.ts';
import { totp } from '../../support/totp.ts';

const password = 'correct horse battery';
const minute = 60_000;
/** better-auth reads the host's time, so here the host's time stands still. */
let now = Date.UTC(2026, 10, 23, 2);
let server: AccountsServer;
let people = 0;

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now }));
afterEach(() => {
  vi.useRealTimers();
});
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  server = await openAccounts();
  vi.useRealTimers();
});
afterAll(() => server.close());

const later = (ms: number): void => {
  now += ms;
  vi.setSystemTime(now);
};

const signIn = async (email: string, browser = server.browser()) => {
  const answer = await browser.post('/api/auth/sign-in/email', { email, password });
  return { browser, answer };
};

/** A person with a second factor, just set up. */
async function enrolled() {
  const email = `p${++people}@agency.example`;
  await server.accounts.seed.createUser({ name: 'P', email, password });
  const { browser } = await signIn(email);
  const enable = await browser.post('/api/auth/two-factor/enable', { password });
  expect(enable.status).toBe(200);
  const { totpURI: uri, backupCodes } = enable.body as { totpURI: string; backupCodes: string[] };
  const verify = await browser.post('/api/auth/two-factor/verify-totp', { code: totp(uri, now) });
  expect(verify.status).toBe(200);
  later(2 * minute);
  return { email, browser, uri, backupCodes };
}

const enter = (browser: Browser, code: string) => browser.post('/api/auth/two-factor/verify-totp', { code });
const wrong = (uri: string, nth: number): string =>
  String((Number(totp(uri, now)) + 7 + nth) % 1_000_000).padStart(6, '0');
const isIn = async (browser: Browser) => (await browser.get('/api/v1/me')).body['user'] !== null;

describe('a second factor', () => {
  it('is asked for after the password, and only then there is a session', async () => {
    const { email, uri } = await enrolled();
    const { browser, answer } = await signIn(email);
    expect(answer.body).toEqual({ status: 'second-factor' });
    expect(await isIn(browser)).toBe(false);
    expect((await enter(browser, totp(uri, now))).body).toEqual({ status: 'done' });
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ user: { email }, twoFactor: true });
  });

  it('when set up or taken away ends all other sessions (T12)', async () => {
    const { email, browser, uri } = await enrolled();
    const elsewhere = (await signIn(email)).browser;
    await enter(elsewhere, totp(uri, now));
    expect(await isIn(elsewhere)).toBe(true);
    later(2 * minute);
    const code = totp(uri, now);
    expect((await browser.post('/api/auth/two-factor/disable', { password, code })).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(elsewhere)).toBe(false);
    expect((await signIn(email)).answer.body).toEqual({ status: 'signed-in' });
  });

  it('is not taken away for the password alone', async () => {
    const { email, browser, uri } = await enrolled();
    const path = '/api/auth/two-factor/disable';
    expect((await browser.post(path, { password })).status).toBe(400);
    expect((await browser.post(path, { password, code: wrong(uri, 0) })).body).toMatchObject({
      code: 'wrong-code',
    });
    expect((await signIn(email)).answer.body).toEqual({ status: 'second-factor' });
  });

  it('takes each code once, also from two places at the same moment (T13)', async () => {
    const { email, uri } = await enrolled();
    const [one, other] = [(await signIn(email)).browser, (await signIn(email)).browser];
    const code = totp(uri, now);
    const answers = await Promise.all([enter(one, code), enter(other, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const third = (await signIn(email)).browser;
    expect(await enter(third, code)).toMatchObject({ status: 401, body: { code: 'wrong-code' } });
    later(minute / 2);
    expect((await enter(third, totp(uri, now))).status).toBe(200);
  });

  it('is locked for a quarter of an hour after ten wrong codes, whoever sends them from wherever (T13)', async () => {
    const { email, uri } = await enrolled();
    const statuses: number[] = [];
    for (let nth = 0; nth < 10; nth += 5) {
      const { browser } = await signIn(email);
      for (let within = 0; within < 5; within++)
        statuses.push((await enter(browser, wrong(uri, nth + within))).status);
    }
    expect(statuses).toEqual(Array(10).fill(401));
    const { browser } = await signIn(email);
    expect((await enter(browser, wrong(uri, 99))).status).toBe(429);
    expect(await enter(browser, totp(uri, now))).toMatchObject({
      status: 429,
      body: { code: 'rate-limited' },
    });
    await server.admin.sql`update attempt set since = since - interval '15 minutes'`;
    later(15 * minute);
    const unlocked = (await signIn(email)).browser;
    expect((await enter(unlocked, totp(uri, now))).status).toBe(200);
  });

  it('without a password before it is refused', async () => {
    expect(await enter(server.browser(), '123456')).toMatchObject({
      status: 401,
      body: { code: 'challenge-expired' },
    });
  });

  it('can be replaced by each backup code once', async () => {
    const { email, backupCodes } = await enrolled();
    const code = backupCodes[0] ?? '';
    const path = '/api/auth/two-factor/verify-backup-code';
    expect((await (await signIn(email)).browser.post(path, { code })).status).toBe(200);
    later(3 * minute);
    expect(await (await signIn(email)).browser.post(path, { code })).toMatchObject({
      status: 401,
      body: { code: 'wrong-code' },
    });
  });
});
