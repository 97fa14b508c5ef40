import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredRoutes } from '../../../server/platform/session.ts';
import { BODY_LIMIT_BYTES } from '../../../server/platform/limits.ts';
import { apiRoutes, methodOf } from '../../support/api-routes.ts';
import { upload } from '../../support/upload.ts';
import { type Answered, type Call, openScene, type Scene, unknownId } from '../../support/api-scene.ts';
import { type Visitor, visitorNames } from '../../support/visitors.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

const someone = { email: 'x@nowhere.example', password: 'correct horse battery' };
const memberOf = { organizationId: unknownId, memberId: unknownId, role: ['member'] };

/** A body that fits, for each door of `/api/auth`: none of these is ever carried out here. */
const authBodies: Readonly<Record<string, object>> = {
  'sign-up/email': { name: 'x', ...someone },
  'request-password-reset': { email: someone.email },
  'sign-in/email': someone,
  'sign-out': {},
  'verify-email': { token: 'x' },
  'reset-password': { token: 'x', newPassword: someone.password },
  'change-password': { currentPassword: 'x', newPassword: someone.password },
  'two-factor/enable': { password: 'x' },
  'two-factor/disable': { password: 'x', code: '000000' },
  'two-factor/verify-totp': { code: '000000' },
  'two-factor/verify-backup-code': { code: 'x' },
  'organization/invite-member': { organizationId: unknownId, email: someone.email, role: ['member'] },
  'organization/cancel-invitation': { invitationId: unknownId },
  'organization/remove-member': { organizationId: unknownId, memberIdOrEmail: unknownId },
  'organization/update-member-role': memberOf,
  'organization/set-active': { organizationId: unknownId },
  'organization/accept-invitation': { invitationId: unknownId },
};

interface Write {
  readonly name: string;
  readonly visitor: Visitor;
  readonly call: Call;
}

/** They take a form, not JSON; their own specs are `http/listings/imports` and `http/transfers`. */
const UPLOADS = ['POST /api/v1/imports', 'POST /api/v1/bank-statements'];
/** Reads no byte before it knows who signed it; its own spec is `db/payments/webhooks`. */
const SIGNED = 'POST /api/v1/payments/stripe/events';

const authNames = Object.keys(authBodies).map((path) => `POST /api/auth/${path}`);
const writes = [...Object.keys(apiRoutes).filter((name) => !name.startsWith('GET ')), ...authNames];
const json = writes.filter((name) => !UPLOADS.includes(name) && name !== SIGNED);

/** The route with a body that it takes, from somebody who may. */
async function writeOf(name: string): Promise<Write> {
  const route = apiRoutes[name];
  if (route === undefined) {
    const path = name.slice('POST '.length);
    const body = authBodies[path.slice('/api/auth/'.length)] ?? {};
    return { name, visitor: scene.visitors.maker, call: { path, body } };
  }
  const visitor = visitorNames.find((one) => (route.answers[one] ?? 401) !== 401) ?? 'stranger';
  const { body = {}, ...call } = await route.call(scene);
  return { name, visitor: scene.visitors[visitor], call: { ...call, body } };
}

const send = ({ name, visitor, call }: Write, change: Partial<Call>): Promise<Answered> =>
  scene.ask(visitor, methodOf(name), { ...call, ...change, headers: { ...call.headers, ...change.headers } });

/** Runs it and answers what it says, when every table is as it was before. */
async function harmless(run: () => Promise<void>): Promise<void> {
  await scene.house.followed();
  const before = await scene.rows();
  await run();
  expect(await scene.rows()).toEqual(before);
}

it('all of them are known here', () => {
  const registered = registeredRoutes(scene.house.app)
    .filter(({ method, path }) => /^\/api\/(?:v1|auth)\//.test(path) && method !== 'GET' && method !== 'HEAD')
    .map(({ method, path }) => `${method} ${path}`);
  expect(registered.sort()).toEqual([...writes].sort());
});

/** What somebody might hope is taken over into a row (9-threats T10). */
const hoped = {
  status: 'published',
  organisationId: unknownId,
  organization: unknownId,
  bank: unknownId,
  userId: unknownId,
  role: 'owner',
  roles: ['owner'],
  seq: 1,
  at: '2020-01-01T00:00:00.000Z',
  accredited: true,
  emailVerified: true,
  verified: true,
  twoFactor: true,
  bidderNumber: '000001',
  standing: { kind: 'bidder', bidderNumber: '000001' },
  callbackURL: 'https://evil.example',
};

describe('a field that a route does not name', () => {
  it.each(json)('%s: malformed, by its name, and nothing else is wrong', async (name) => {
    const write = await writeOf(name);
    const body = write.call.body as Record<string, unknown>;
    const extras = Object.entries(hoped).filter(([field]) => !(field in body));
    await harmless(async () => {
      const { status, text } = await send(write, { body: { ...body, ...Object.fromEntries(extras) } });
      expect(status).toBe(400);
      const { faults } = JSON.parse(text) as { faults: object[] };
      expect(faults).toEqual(
        extras.map(([field]) => ({ pointer: `/${field}`, reason: 'is not a known field' })),
      );
    });
  });

  it.each(json)('%s: malformed one level down, too', async (name) => {
    const write = await writeOf(name);
    const bodies = Object.entries(write.call.body as object)
      .filter(([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value))
      .map(([field, value]) => ({
        ...(write.call.body as object),
        [field]: { ...(value as object), role: 'owner' },
      }));
    await harmless(async () => {
      for (const body of bodies) expect((await send(write, { body })).status).toBe(400);
    });
  });
});

/** Names of types with a body that is JSON, and none that the rules would take (9-threats T11). */
const types: readonly (string | undefined)[] = [
  undefined,
  '',
  ' ',
  'text/plain',
  'text/html',
  'text/plain; application/json',
  'text/plain, application/json',
  'application/json, text/plain',
  'application/jsonp',
  'application/json-patch+json',
  'application/vnd.api+json',
  'application/problem+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/mixed; boundary=x',
  'application/octet-stream',
  'application/xml',
  'application/json; charset=utf-16le',
  'application/json; charset=gb18030',
];
/** Other spellings of JSON: whatever reads them, the schema stands behind. */
const spellings = [
  'application/json;',
  'application/json ; charset=utf-8',
  'APPLICATION/JSON',
  'application/json\t',
  ' application/json',
  'application/json; charset="UTF-8"; x=y',
];

describe('a type of content that is not ours', () => {
  it.each(json)('%s: reaches no handler, nor does a wrong body under any spelling of ours', async (name) => {
    const write = await writeOf(name);
    const wrong = JSON.stringify({ ...(write.call.body as object), role: 'owner', seq: 1 });
    await harmless(async () => {
      for (const type of types) {
        const headers = type === undefined ? {} : { 'content-type': type };
        const { status } = await send(write, { body: Buffer.from(wrong), headers });
        expect([type, status]).toEqual([type, 415]);
      }
      for (const type of spellings) {
        const { status } = await send(write, { body: wrong, headers: { 'content-type': type } });
        expect([type, [400, 415].includes(status)]).toEqual([type, true]);
      }
    });
  });

  it.each(UPLOADS)('%s: an upload that is no form is refused', async (name) => {
    const write = await writeOf(name);
    for (const type of [...types, ...spellings]) {
      if (type === 'multipart/form-data; boundary=x') continue;
      const headers = { 'content-type': type ?? '' };
      const { status } = await send(write, { body: Buffer.from('{"file":"x"}'), headers });
      expect([type, status]).toEqual([type, 415]);
    }
  });
});

describe('a body that means two things', () => {
  const damaged = (body: object): [string, string | Buffer][] => {
    const text = JSON.stringify(body);
    const more = (field: string): string => `${text.slice(0, -1)}${text === '{}' ? '' : ','}${field}}`;
    const [first] = Object.entries(body);
    return [
      ['__proto__', more('"__proto__":{"role":"owner"}')],
      ['constructor', more('"constructor":{"prototype":{"role":"owner"}}')],
      ['an escaped __proto__', more('"\\u005f_proto__":{"role":"owner"}')],
      ['a field twice', more(`"x":1,"x":2`)],
      ...(first
        ? [
            ['the first field again', more(JSON.stringify(Object.fromEntries([first])).slice(1, -1))] as [
              string,
              string,
            ],
          ]
        : []),
      ['a list of itself', `[${text}]`],
      ['text of itself', JSON.stringify(text)],
      ['half of itself', text.slice(0, -1)],
      ['two of itself', `${text}${text}`],
      ['a comment', `${text}//`],
      ['a mark of byte order', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
      [
        'a byte that is no text',
        Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from(',"x":"\xff"}', 'latin1')]),
      ],
    ];
  };

  it.each(json)('%s: malformed', async (name) => {
    const write = await writeOf(name);
    await harmless(async () => {
      for (const [what, body] of damaged(write.call.body as object)) {
        const headers = { 'content-type': 'application/json' };
        const { status } = await send(write, { body, headers });
        expect([what, status]).toEqual([what, 400]);
      }
    });
  });
});

describe('a body of the wrong size', () => {
  it.each(json)('%s: packed it is not opened, too large it is refused', async (name) => {
    const write = await writeOf(name);
    const limit = name === 'POST /api/v1/cases/:id/rights' ? 8 * 1024 * 1024 : BODY_LIMIT_BYTES;
    await harmless(async () => {
      for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'identity, gzip', 'x']) {
        const headers = { 'content-encoding': encoding };
        const { status } = await send(write, { headers });
        expect([encoding, status]).toEqual([encoding, 415]);
      }
      const text = JSON.stringify(write.call.body).padEnd(limit + 1);
      const headers = { 'content-type': 'application/json' };
      expect((await send(write, { body: text, headers })).status).toBe(413);
    });
  });

  it.each(UPLOADS)('%s: a form over the limit is refused, and the next one is read', async (name) => {
    const write = await writeOf(name);
    expect((await send(write, upload(Buffer.alloc(50_000_000)))).status).toBe(413);
    expect((await send(write, {})).status).toBe(422);
  });
});
