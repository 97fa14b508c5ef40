import { describe, expect, it } from 'vitest';
import type { Organisation, Principal } from '@reassign/shared/accounts/types.ts';
import type { OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { isForeign } from '../../../server/platform/origin.ts';
import { type Access, denial } from '../../../server/platform/session.ts';

const agency: Organisation = {
  id: 'a' as OrganisationId,
  name: '甲代理',
  kind: 'agency',
  creditCode: '91440300MA5EXAMPLE',
  accredited: true,
};
const broker: Principal = {
  sessionId: 's',
  userId: 'u' as UserId,
  name: '王小明',
  email: 'w@example.com',
  organisation: agency,
  roles: ['broker'],
  twoFactor: true,
};
const bidding: Access = { kind: 'agency', role: 'broker', accredited: true, secondFactor: true };

describe('access, the first reason in order', () => {
  it.each<[string, Access, Principal | null, string | null]>([
    ['everybody may see what is public', 'public', null, null],
    ['strangers sign in first', { signedIn: true }, null, 'unauthenticated'],
    ['strangers sign in first, whatever else is missing', bidding, null, 'unauthenticated'],
    [
      'any account is enough where only that is asked',
      { signedIn: true },
      { ...broker, organisation: null },
      null,
    ],
    [
      'nobody acts for a kind without an organisation',
      bidding,
      { ...broker, organisation: null },
      'forbidden',
    ],
    ['another kind of organisation may not', { kind: 'bank' }, broker, 'forbidden'],
    ['one of several kinds may', { kind: ['bank', 'agency'] }, broker, null],
    ['another role may not', bidding, { ...broker, roles: ['member'] }, 'forbidden'],
    ['one of several roles may', { kind: 'agency', role: ['owner', 'broker'] }, broker, null],
    [
      'an organisation not accredited may not',
      bidding,
      { ...broker, organisation: { ...agency, accredited: false }, twoFactor: false },
      'not-accredited',
    ],
    ['without a second factor nobody bids', bidding, { ...broker, twoFactor: false }, 'two-factor-required'],
    ['with all of it one may', bidding, broker, null],
  ])('%s', (_rule, access, principal, expected) => {
    expect(denial(access, principal, true)).toBe(expected);
  });

  it('asks for no second factor where the configuration does not', () => {
    expect(denial(bidding, { ...broker, twoFactor: false }, false)).toBeNull();
  });
});

describe('origin', () => {
  const ours = ['https://reassign.example'];
  const cookie = 'reassign=1';

  it.each<[string, boolean, string, Record<string, string>]>([
    ['reading is free', false, 'GET', { cookie, origin: 'https://evil.example' }],
    ['our page may write', false, 'POST', { cookie, origin: 'https://reassign.example' }],
    ['a foreign page may not', true, 'POST', { cookie, origin: 'https://evil.example' }],
    [
      'nor one that only begins like ours',
      true,
      'POST',
      { cookie, origin: 'https://reassign.example.evil.tld' },
    ],
    ['nor over http', true, 'POST', { cookie, origin: 'http://reassign.example' }],
    ['nor a page without an origin', true, 'POST', { cookie, origin: 'null' }],
    ['a cookie without origin may not', true, 'POST', { cookie }],
    ['a program with a key and no cookie may', false, 'POST', { authorization: 'Bearer k' }],
    ['a foreign page may not sign anybody in', true, 'POST', { origin: 'https://evil.example' }],
    [
      'a foreign page may open no socket',
      true,
      'GET',
      { upgrade: 'websocket', cookie, origin: 'https://evil.example' },
    ],
    ['a cookie without origin opens no socket', true, 'GET', { upgrade: 'websocket', cookie }],
    [
      'our page may open a socket',
      false,
      'GET',
      { upgrade: 'websocket', cookie, origin: 'https://reassign.example' },
    ],
    ['an anonymous program may open one', false, 'GET', { upgrade: 'websocket' }],
  ])('%s', (_rule, refused, method, headers) => {
    expect(isForeign({ method, headers }, ours)).toBe(refused);
  });
});
