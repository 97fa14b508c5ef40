import { describe, expect, it } from 'vitest';
import type { OrganisationKind, Role } from '@reassign/shared/accounts/types.ts';
import {
  type Actor,
  agentConfirmedBefore,
  binds,
  refuseActor,
  refuseRegistrant,
} from '@reassign/shared/deposits/admission.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { refuseRegistration, type Wish } from '@reassign/shared/deposits/register.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { profiles } from '@reassign/shared/listings/profile.ts';
import type { Profile, Route } from '@reassign/shared/listings/route-rules.ts';

const rulesOf = (route: Route): Profile => {
  const found = profiles.find((one) => one.route === route);
  if (!found) throw new Error(`there is a profile ${route}`);
  return found;
};
const of = (kind: OrganisationKind, role: Role, accredited = true): Actor => ({
  organisation: { kind, accredited },
  roles: [role],
});
const person: Actor = { organisation: null, roles: [] };

describe('bidding: accredited agencies only', () => {
  const rules = rulesOf('bidding');
  it.each([
    ['a broker of an accredited agency', of('agency', 'broker'), null],
    ['a broker of one that is not', of('agency', 'broker', false), 'not-accredited'],
    ['another member of an agency', of('agency', 'owner'), 'forbidden'],
    ['a buyer', of('buyer', 'owner'), 'forbidden'],
    ['a person', person, 'forbidden'],
  ] as const)('%s', (_who, actor, refusal) => {
    expect(refuseActor(rules, actor)).toBe(refusal);
    expect(refuseRegistrant(rules, actor, 'organisation', false)).toBe(refusal);
  });
  it('a broker does not register in its own name', () => {
    expect(refuseRegistrant(rules, of('agency', 'broker'), 'person', true)).toBe('forbidden');
  });
});

describe.each(['auction', 'judicial', 'civil-2020'] as const)('%s: anyone lawful', (route) => {
  const rules = rulesOf(route);
  it('a person, or an organisation of any kind through whoever binds it', () => {
    expect(refuseActor(rules, person)).toBeNull();
    expect(refuseRegistrant(rules, person, 'person', true)).toBeNull();
    for (const kind of ['bank', 'agency', 'buyer', 'valuer', 'fund'] as const)
      expect(refuseRegistrant(rules, of(kind, 'owner', false), 'organisation', true)).toBeNull();
    expect(refuseRegistrant(rules, of('agency', 'broker', false), 'organisation', true)).toBeNull();
  });
  it('not through a member who does not bind it, who may bid as itself', () => {
    const member = of('buyer', 'member');
    expect(refuseRegistrant(rules, member, 'organisation', true)).toBe('forbidden');
    expect(refuseRegistrant(rules, member, 'person', true)).toBeNull();
  });
  it('everybody says who it is', () => {
    expect(refuseRegistrant(rules, person, 'person', false)).toBe('identity-required');
    expect(refuseRegistrant(rules, of('buyer', 'owner'), 'organisation', false)).toBe('identity-required');
  });
});

it('owners and brokers bind an organisation; nobody binds none', () => {
  expect(binds(of('buyer', 'owner'))).toBe(true);
  expect(binds(of('agency', 'broker'))).toBe(true);
  expect(binds(of('bank', 'checker'))).toBe(false);
  expect(binds({ organisation: null, roles: ['owner'] })).toBe(false);
});

describe('an agent is confirmed', () => {
  const round = { opensAt: instant(500), closesAt: instant(1_000) };
  const wish: Wish = {
    creditCode: null,
    memberships: [],
    person: { tag: 'agent', country: 'CN' },
    principal: { creditCode: 'CLIENT', person: null, country: 'CN' },
  };
  const bars = {
    relations: [],
    exportControl: null,
    hasLetterOfIntent: false,
    sellerMayBid: false,
    creditorMayBid: false,
    debtorMayBid: false,
  };
  const { version: conditionsVersion, hash: conditionsHash } = conditions;
  const registeringAt = (route: Route, at: number, principal = wish.principal) =>
    refuseRegistration(
      { ...round, rules: rulesOf(route), bars },
      { ...wish, principal, actor: person, conditionsVersion, conditionsHash, at: instant(at) },
    )?.code ?? null;

  it.each(['judicial', 'civil-2020'] as const)(
    '%s: before the opening (法释〔2016〕18号 art. 14)',
    (route) => {
      expect(agentConfirmedBefore(rulesOf(route), round)).toBe(500);
      expect(registeringAt(route, 499)).toBeNull();
      expect(registeringAt(route, 500)).toBe('agent-too-late');
      // Whoever bids for itself may still come.
      expect(registeringAt(route, 500, null)).toBeNull();
    },
  );
  it.each(['auction', 'bidding'] as const)('%s: before the end', (route) => {
    expect(agentConfirmedBefore(rulesOf(route), round)).toBe(1_000);
  });
  it('auction: an agent may still come while bids are taken', () => {
    expect(registeringAt('auction', 999)).toBeNull();
    expect(registeringAt('auction', 1_000)).toBe('registration-closed');
  });
});
