import { randomBytes } from 'node:crypto';
import { type Organisation, type Principal, type Role, rolesFit } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Platform } from '../platform/module.ts';
import {
  accredit,
  claimFirstOperator,
  findDemoAccount,
  findMembership,
  findOrganisation,
  insertDemoAccount,
  insertMember,
  insertUser,
  isKnownAddress,
  listMemberships,
} from './repo.ts';
import type { AccountsService, NewOrganisation, OrganisationFault } from './service.ts';

export interface SeedDeps extends Pick<Platform, 'clock' | 'database'> {
  readonly service: AccountsService;
  readonly hashPassword: (password: string) => Promise<string>;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password?: string;
}

/** Why there is no first operator to set up. */
export type FirstOperatorFault =
  OrganisationFault | { readonly refusal: 'operator-exists' } | { readonly refusal: 'address-taken' };

/** Sets up people and organisations without their doing: the command line and the demo. Faults throw. */
export function createAccountSeed({ clock, database, service, hashPassword }: SeedDeps) {
  const { db } = database;
  const newId = <Kind extends string>() => uuidv7<Kind>(clock.now(), randomBytes(10));

  /** The rows of a person with a confirmed address. */
  async function personOf({ name, email, password }: NewPerson) {
    const id = newId<'user'>();
    const now = new Date(clock.now());
    const stamps = { createdAt: now, updatedAt: now };
    const credential = password !== undefined && {
      ...{ id: newId(), accountId: id, providerId: 'credential', password: await hashPassword(password) },
      ...stamps,
    };
    const user = { id, name, email: email.toLowerCase(), emailVerified: true, ...stamps };
    return [user, credential || null] as const;
  }

  return {
    /** A person with a confirmed address; without a password only a demo entry lets them in. */
    async createUser(person: NewPerson): Promise<UserId> {
      const [user, credential] = await personOf(person);
      await db.transaction((tx) => insertUser(tx, user, credential));
      return user.id;
    },

    /** The organisation that runs the platform, accredited, with its first officer: both or neither, once per database. */
    async createFirstOperator(
      person: NewPerson,
      organisation: Omit<NewOrganisation, 'kind'>,
    ): Promise<Reading<Organisation, FirstOperatorFault>> {
      const [user, credential] = await personOf(person);
      return db.transaction(async (tx) => {
        if (!(await claimFirstOperator(tx))) return unreadable({ refusal: 'operator-exists' });
        if (await isKnownAddress(tx, user.email)) return unreadable({ refusal: 'address-taken' });
        const founded = await service.found({ ...organisation, kind: 'operator' }, null, tx);
        if (!founded.ok) return founded;
        const { id } = founded.value;
        await insertUser(tx, user, credential);
        const role = 'owner,officer';
        await insertMember(tx, {
          id: newId(),
          organizationId: id,
          userId: user.id,
          role,
          createdAt: user.createdAt,
        });
        const entry = {
          id: newId(),
          organisationId: id,
          reason: 'first operator',
          actorId: null,
          at: clock.now(),
        };
        await accredit(tx, { ...entry, accredited: true });
        return founded;
      });
    },

    /** Of any kind, also those nobody can found from outside. */
    async createOrganisation(input: NewOrganisation): Promise<Organisation> {
      const result = await service.found(input, null);
      assert(result.ok, `organisation ${input.name}: ${result.ok ? '' : result.fault.refusal}`);
      return result.value;
    },

    async addMember(organisationId: OrganisationId, userId: UserId, roles: readonly Role[]): Promise<void> {
      const organisation = await findOrganisation(db, organisationId);
      assert(organisation && rolesFit(organisation.kind, roles), `roles ${roles.join(', ')} do not fit`);
      const createdAt = new Date(clock.now());
      await insertMember(db, {
        id: newId(),
        organizationId: organisationId,
        userId,
        role: roles.join(','),
        createdAt,
      });
    },

    setAccredited: async (
      organisationId: OrganisationId,
      accredited: boolean,
      reason: string,
    ): Promise<void> => {
      const organisation = await service.setAccredited(organisationId, accredited, { reason, actorId: null });
      assert(organisation, 'the organisation exists');
    },

    /** A member whom a click lets in, called by `key`: whole or not at all, so that a start cut short can go on. */
    async createDemoMember(
      organisationId: OrganisationId,
      key: string,
      person: NewPerson,
      role: Role,
    ): Promise<void> {
      const [user, credential] = await personOf(person);
      const { id: userId, createdAt } = user;
      await db.transaction(async (tx) => {
        await insertUser(tx, user, credential);
        await insertMember(tx, { id: newId(), organizationId: organisationId, userId, role, createdAt });
        await insertDemoAccount(tx, key, userId);
      });
    },

    /** Who a one-click entry lets in, as one of their requests would say; `null` before the demo was set up. */
    async demoPrincipal(key: string): Promise<Principal | null> {
      const found = await findDemoAccount(db, key);
      if (found === null) return null;
      const { id, name, email } = found.user;
      const [first] = await listMemberships(db, id);
      const membership = first === undefined ? null : await findMembership(db, id, first.id);
      return {
        sessionId: 'demo',
        userId: id as UserId,
        name,
        email,
        organisation: membership?.organisation ?? null,
        roles: membership?.roles ?? [],
        twoFactor: false,
      };
    },
  };
}
