import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccountsServer,
  creditCodes,
  linkTo,
  type Member,
  openAccounts,
} from '../../support/accounts.ts';
import type { Browser } from '../../support/browser.ts';

let server: AccountsServer;
let operator: Member;
let bank: Member;
let agency: Member;

beforeAll(async () => {
  server = await openAccounts();
  operator = await server.member({ kind: 'operator', roles: ['officer'], email: 'officer@reassign.example' });
  bank = await server.member({ kind: 'bank', roles: ['owner'], email: 'owner@bank.example' });
  agency = await server.member({ kind: 'agency', roles: ['owner', 'broker'], email: 'owner@agency.example' });
});
afterAll(() => server.close());

async function person(email: string): Promise<Browser> {
  const userId = await server.accounts.seed.createUser({ name: email, email });
  return server.browser().keep(await server.accounts.signInAs(userId));
}

describe('an organisation', () => {
  it('is founded by a person, who owns it and acts for it at once; accredited it is not', async () => {
    const browser = await person('founder@agency.example');
    const founded = await browser.post('/api/v1/organisations', {
      name: '山西知识产权运营',
      kind: 'agency',
      creditCode: ` ${creditCodes[5].toLowerCase()} `.trim(),
    });
    expect(founded).toMatchObject({
      status: 201,
      body: { kind: 'agency', creditCode: creditCodes[5], accredited: false },
    });
    expect((await browser.get('/api/v1/me')).body).toMatchObject({
      organisation: { name: '山西知识产权运营', accredited: false },
      roles: ['owner'],
      organisations: [{ name: '山西知识产权运营' }],
    });
    const again = await browser.post('/api/v1/organisations', {
      name: 'B',
      kind: 'bank',
      creditCode: creditCodes[5],
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'organisation-exists' } });
  });

  const valid = { name: 'X', kind: 'agency', creditCode: creditCodes[6] };
  it.each([
    [
      'a wrong last character says the right one',
      { ...valid, creditCode: '91140100MA0K00072A' },
      422,
      '/creditCode',
    ],
    ['a kind that only the platform sets up', { ...valid, kind: 'operator' }, 400, '/kind'],
    ['another', { ...valid, kind: 'supervisor' }, 400, '/kind'],
    ['its own accreditation (T10)', { ...valid, accredited: true }, 400, '/accredited'],
    ['an id', { ...valid, id: '0198c2a0-0000-7000-8000-000000000000' }, 400, '/id'],
    ['no name', { ...valid, name: '' }, 400, '/name'],
  ])('refuses %s', async (_what, body, status, pointer) => {
    const answer = await bank.browser.post('/api/v1/organisations', body);
    expect(answer).toMatchObject({ status, body: { faults: [{ pointer }] } });
    if (status === 422)
      expect(answer.body).toMatchObject({
        code: 'bad-credit-code',
        faults: [{ suggestion: creditCodes[6] }],
      });
    expect(
      await server.admin.sql`select 1 from organisation where credit_code = ${creditCodes[6]}`,
    ).toHaveLength(0);
  });
});

describe('accreditation', () => {
  const path = (member: Member) => `/api/v1/organisations/${member.organisation.id}/accreditation`;

  it('is given and taken back by an operator, each time with a reason that stays', async () => {
    const fresh = await server.member({
      kind: 'valuer',
      roles: ['owner'],
      email: 'v@valuer.example',
      accredited: false,
    });
    const queue = await operator.browser.get('/api/v1/organisations');
    expect((queue.body['items'] as { id: string }[])[0]).toMatchObject({ accredited: false });
    for (const accredited of [true, false]) {
      const body = { accredited, reason: 'licence looked at' };
      expect(await operator.browser.put(path(fresh), body)).toMatchObject({
        status: 200,
        body: { accredited },
      });
      expect((await fresh.browser.get('/api/v1/me')).body).toMatchObject({ organisation: { accredited } });
    }
    const entries = await server.admin.sql`
      select accredited, reason, actor_id from accreditation_entry
      where organisation_id = ${fresh.organisation.id} order by id`;
    const by = { reason: 'licence looked at', actor_id: operator.userId };
    expect(entries).toEqual(
      expect.arrayContaining([
        { ...by, accredited: true },
        { ...by, accredited: false },
      ]),
    );
  });

  it('has a history that nobody rewrites', async () => {
    await expect(server.admin.sql`update accreditation_entry set reason = 'x'`).rejects.toThrow(
      'append-only',
    );
    await expect(server.database.sql`delete from accreditation_entry`).rejects.toThrow('permission denied');
  });

  it('is no matter of the organisation itself', async () => {
    const body = { accredited: false, reason: 'x' };
    expect(await agency.browser.put(path(agency), body)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(await agency.browser.get('/api/v1/organisations')).toMatchObject({ status: 403 });
    expect(await server.browser().put(path(agency), body)).toMatchObject({ status: 401 });
    const nowhere = path(agency).replace(agency.organisation.id, '0198c2a0-0000-7000-8000-000000000000');
    expect(await operator.browser.put(nowhere, body)).toMatchObject({ status: 404 });
    expect(await operator.browser.put(path(agency), { accredited: false, reason: '' })).toMatchObject({
      status: 400,
    });
    expect((await agency.browser.get('/api/v1/me')).body).toMatchObject({
      organisation: { accredited: true },
    });
  });

  it('asks for a second factor where the configuration does', async () => {
    const strict = await openAccounts({ secondFactorRequired: true, demo: false });
    try {
      const officer = await strict.member({
        kind: 'operator',
        roles: ['officer'],
        email: 'o@reassign.example',
      });
      const answer = await officer.browser.put(path(officer), { accredited: false, reason: 'x' });
      expect(answer).toMatchObject({ status: 403, body: { code: 'two-factor-required' } });
      expect((await officer.browser.get('/api/v1/me')).body).toMatchObject({ secondFactorRequired: true });
    } finally {
      await strict.close();
    }
  });
});

describe('members', () => {
  const invite = (
    from: Member,
    email: string,
    role: string[],
    organizationId: string = from.organisation.id,
  ) => from.browser.post('/api/auth/organization/invite-member', { organizationId, email, role });
  const accept = (browser: Browser, invitationId: string) =>
    browser.post('/api/auth/organization/accept-invitation', { invitationId });
  const idIn = (link: URL): string => link.pathname.replace('/invitations/', '');

  it('are invited by mail and join with the role they were given, once', async () => {
    expect(await invite(bank, 'maker@bank.example', ['maker'])).toMatchObject({
      status: 200,
      body: { status: 'done' },
    });
    const id = idIn(await linkTo(server, 'maker@bank.example'));
    const maker = await person('maker@bank.example');
    expect((await maker.get(`/api/v1/invitations/${id}`)).body).toMatchObject({
      kind: 'bank',
      roles: ['maker'],
    });
    expect((await accept(maker, id)).status).toBe(200);
    expect((await maker.get('/api/v1/me')).body).toMatchObject({
      organisation: { id: bank.organisation.id },
      roles: ['maker'],
    });
    expect(await accept(maker, id)).toMatchObject({ status: 410, body: { code: 'link-expired' } });
    expect(await invite(bank, 'maker@bank.example', ['maker'])).toMatchObject({
      status: 409,
      body: { code: 'already-member' },
    });
    expect(await invite({ ...bank, browser: maker }, 'x@bank.example', ['member'])).toMatchObject({
      status: 403,
    });
    expect((await maker.get('/api/v1/members')).body['invitations']).toEqual([]);
  });

  it('come in through their own invitation only, while it lasts', async () => {
    await invite(bank, 'checker@bank.example', ['checker']);
    const id = idIn(await linkTo(server, 'checker@bank.example'));
    for (const path of [id, '0198c2a0-0000-7000-8000-000000000000']) {
      expect(await agency.browser.get(`/api/v1/invitations/${path}`)).toMatchObject({ status: 410 });
      expect(await accept(agency.browser, path)).toMatchObject({
        status: 410,
        body: { code: 'link-expired' },
      });
    }
    await server.admin.sql`update invitation set expires_at = now() - interval '1 second' where id = ${id}`;
    const checker = await person('checker@bank.example');
    expect(await checker.get(`/api/v1/invitations/${id}`)).toMatchObject({ status: 410 });
    expect(await accept(checker, id)).toMatchObject({ status: 410 });
    expect((await checker.get('/api/v1/me')).body).toMatchObject({ organisation: null });
  });

  it.each([
    ['a role of another kind of organisation', ['broker'], 422, 'role-not-for-kind'],
    ['a role that does not exist', ['admin'], 400, 'malformed'],
    ['no role', [], 400, 'malformed'],
  ])('are not invited with %s', async (_what, role, status, code) => {
    expect(await invite(bank, 'x@bank.example', role)).toMatchObject({ status, body: { code } });
    expect(await server.admin.sql`select 1 from invitation where email = 'x@bank.example'`).toHaveLength(0);
  });

  it('of another organisation are as if it did not exist', async () => {
    expect(await invite(bank, 'x@bank.example', ['member'], agency.organisation.id)).toMatchObject({
      status: 404,
    });
    const organizationId = agency.organisation.id;
    const setActive = await bank.browser.post('/api/auth/organization/set-active', { organizationId });
    expect(setActive).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const [row] = await server.admin.sql<
      { id: string }[]
    >`select id from member where user_id = ${agency.userId}`;
    const memberId = row?.id ?? '';
    const remove = { organizationId: bank.organisation.id, memberIdOrEmail: memberId };
    expect((await bank.browser.post('/api/auth/organization/remove-member', remove)).status).toBe(404);
    const change = { organizationId: bank.organisation.id, memberId, role: ['member'] };
    const changed = await bank.browser.post('/api/auth/organization/update-member-role', change);
    expect(changed.status).toBe(404);
    expect((await agency.browser.get('/api/v1/me')).body).toMatchObject({ roles: ['owner', 'broker'] });
  });

  it('change their roles and leave by an owner; the last owner stays', async () => {
    await invite(agency, 'broker@agency.example', ['broker']);
    const broker = await person('broker@agency.example');
    await accept(broker, idIn(await linkTo(server, 'broker@agency.example')));
    const organizationId = agency.organisation.id;
    const list = (await agency.browser.get('/api/v1/members')).body['members'] as {
      id: string;
      email: string;
    }[];
    const idOf = (email: string) => list.find((one) => one.email === email)?.id ?? '';
    const change = { organizationId, memberId: idOf('broker@agency.example'), role: ['member'] };
    expect((await agency.browser.post('/api/auth/organization/update-member-role', change)).status).toBe(200);
    expect((await broker.get('/api/v1/me')).body).toMatchObject({ roles: ['member'] });
    const leave = { organizationId, memberIdOrEmail: idOf('broker@agency.example') };
    expect((await agency.browser.post('/api/auth/organization/remove-member', leave)).status).toBe(200);
    expect((await broker.get('/api/v1/me')).body).toMatchObject({ organisation: null, roles: [] });
    const last = { organizationId, memberIdOrEmail: idOf('owner@agency.example') };
    expect(await agency.browser.post('/api/auth/organization/remove-member', last)).toMatchObject({
      status: 409,
      body: { code: 'last-owner' },
    });
  });

  it('of two organisations switch between them', async () => {
    const { seed } = server.accounts;
    await seed.addMember(bank.organisation.id, agency.userId, ['member']);
    const organizationId = bank.organisation.id;
    expect((await agency.browser.post('/api/auth/organization/set-active', { organizationId })).status).toBe(
      200,
    );
    expect((await agency.browser.get('/api/v1/me')).body).toMatchObject({
      organisation: { kind: 'bank' },
      roles: ['member'],
    });
  });
});
