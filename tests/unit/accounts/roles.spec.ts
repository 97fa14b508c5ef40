import { describe, expect, it } from 'vitest';
import { openKinds, organisationKinds, roles, rolesFit, rolesOf } from '@reassign/shared/accounts/types.ts';

describe('roles', () => {
  it.each([
    ['bank', ['maker', 'checker'], true],
    ['bank', ['broker'], false],
    ['agency', ['owner', 'broker'], true],
    ['agency', ['broker', 'checker'], false],
    ['operator', ['officer'], true],
    ['buyer', ['officer'], false],
  ] as const)('of a %s: %j fit: %s', (kind, given, fit) => {
    expect(rolesFit(kind, given)).toBe(fit);
  });

  it('every kind has owners and members, and every role belongs to some kind', () => {
    for (const kind of organisationKinds) expect(rolesFit(kind, ['owner', 'member'])).toBe(true);
    for (const role of roles)
      expect(organisationKinds.some((kind) => rolesOf[kind].includes(role))).toBe(true);
  });

  it('who runs, funds or supervises the platform cannot be founded from outside', () => {
    expect(openKinds).toEqual(['bank', 'agency', 'buyer', 'valuer', 'auction-house', 'court']);
  });
});
