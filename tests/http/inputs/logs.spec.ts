import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes, methodOf } from '../../support/api-routes.ts';
import { type Answered, openScene, type Scene } from '../../support/api-scene.ts';
import { Browser } from '../../support/browser.ts';
import { findIn } from '../../support/planted.ts';
import { totp } from '../../support/totp.ts';

const password = 'planted password for the log';
const email = 'planted-address@nowhere.example';
const planted = ['planted', password, email, '13812345678', '110101199003074514', '6222020200112233445'];

const lines: string[] = [];
const refusals: string[] = [];
let scene: Scene;
/** What was given out: cookies, the secret of the second factor, backup codes, tokens of links. */
let secrets: string[];

const keep = (answer: Answered): Answered => {
  if (answer.status >= 400) refusals.push(answer.text);
  return answer;
};

beforeAll(async () => {
  scene = await openScene({ LOG_LEVEL: 'trace' }, undefined, { write: (line) => void lines.push(line) });
  secrets = Object.values(scene.visitors).flatMap(({ cookie }) => (cookie === '' ? [] : [valueOf(cookie)]));
  await entrance();
  await refusedEverywhere();
  await broken();
}, 60_000);
afterAll(() => scene.house.close());

const valueOf = (cookie: string): string =>
  decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)).split('.')[0] ?? '';

/** Signing up, in, out, a second factor, a lost password: with what nobody else may know. */
async function entrance(): Promise<void> {
  const { house } = scene;
  await house.modules.accounts.seed.createUser({ name: 'planted person', email, password });
  const browser = new Browser(house.app, house.config.publicUrl, '127.9.9.9');
  const post = async (path: string, body: object) => {
    const answer = await browser.post(`/api/auth/${path}`, body);
    if (answer.status >= 400) refusals.push(JSON.stringify(answer.body));
    return answer;
  };
  await post('sign-up/email', { name: 'planted', email: `new-${email}`, password });
  await post('sign-in/email', { email, password: `${password} wrong` });
  await post('sign-in/email', { email, password });
  secrets.push(valueOf(browser.cookie));
  const { body } = await post('two-factor/enable', { password });
  const { totpURI, backupCodes } = body as { totpURI: string; backupCodes: string[] };
  const code = totp(
    totpURI,
    Number((await house.admin.sql<[{ ms: string }]>`select extract(epoch from now()) * 1000 as ms`)[0].ms),
  );
  secrets.push(new URL(totpURI).searchParams.get('secret') ?? '', ...backupCodes);
  await post('two-factor/verify-totp', { code: '000000' });
  await post('two-factor/verify-totp', { code });
  secrets.push(valueOf(browser.cookie));
  await post('request-password-reset', { email });
  await post('reset-password', { token: 'planted-token', newPassword: password });
  await house.modules.accounts.settled();
  const mails = await house.admin.sql<{ body: string }[]>`select body from mail`;
  secrets.push(...mails.flatMap(({ body: text }) => /token=([\w.-]+)/.exec(text)?.[1] ?? []));
}

/** Every route, with planted values in the body, the query, the path and the headers. */
async function refusedEverywhere(): Promise<void> {
  const headers = {
    authorization: 'Bearer planted',
    'x-api-key': 'planted',
    'user-agent': 'planted',
    referer: 'https://planted.example',
  };
  for (const [name, route] of Object.entries(apiRoutes)) {
    const { body, path } = await route.call(scene);
    const texts = Object.fromEntries(
      Object.keys(body ?? { a: 1 }).map((field) => [field, planted.join(' ')]),
    );
    for (const visitor of Object.values(scene.visitors)) {
      const changed = methodOf(name) === 'GET' ? {} : { body: { ...texts, extra: password } };
      const query = planted.map((value) => `x=${encodeURIComponent(value)}`).join('&');
      keep(await scene.ask(visitor, methodOf(name), { path: `${path}?${query}`, headers, ...changed }));
    }
  }
}

/** The database refuses what it is asked: the driver's errors carry statement and parameters. */
async function broken(): Promise<void> {
  const { house, visitors } = scene;
  const { sql } = house.admin;
  await sql`alter table pledge_case rename column reference to gone`;
  await sql`alter table organisation rename column slug to gone`;
  await sql`alter table mail rename column recipient to gone`;
  const party = { name: 'planted debtor' };
  const { call } = apiRoutes['POST /api/v1/cases'] ?? {};
  const body = { ...((await call?.(scene))?.body as object), reference: 'planted', debtor: party };
  const failed = keep(await scene.ask(visitors.maker, 'POST', { path: '/api/v1/cases', body }));
  expect(failed.status).toBe(500);
  const organisation = { name: 'planted', kind: 'agency', creditCode: '91140100MA0K00099W' };
  keep(await scene.ask(visitors.person, 'POST', { path: '/api/v1/organisations', body: organisation }));
  const path = '/api/auth/request-password-reset';
  keep(await scene.ask(visitors.stranger, 'POST', { path, body: { email } }));
  await house.modules.accounts.settled();
}

describe('what must not be written down', () => {
  it('was there to be written: this test sees log lines, refusals and secrets', () => {
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.filter((line) => line.includes('query failed')).length).toBeGreaterThan(0);
    expect(refusals.length).toBeGreaterThan(300);
    expect(secrets.filter((secret) => secret.length >= 8).length).toBeGreaterThan(20);
  });

  it('is in no line of the log', () => {
    const found = lines.filter((line) => findIn(line, [...planted, ...secrets]).length > 0);
    expect(found).toEqual([]);
  });

  it('is in no refusal', () => {
    expect(refusals.filter((text) => findIn(text, [...planted, ...secrets]).length > 0)).toEqual([]);
  });

  it('is in no metric', async () => {
    const { body } = await scene.house.app.inject('/metrics');
    expect(findIn(body, [...planted, ...secrets])).toEqual([]);
  });
});
