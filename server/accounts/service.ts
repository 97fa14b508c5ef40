import { randomBytes } from 'node:crypto';
import type { InvitationView, MemberList, MeView } from '@reassign/shared/accounts/api.ts';
import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Organisation, OrganisationKind, Principal } from '@reassign/shared/accounts/types.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import type { OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../platform/db.ts';
import type { Platform } from '../platform/module.ts';
import { type AccreditedAgency, accreditedAgencies } from './accreditation/repo.ts';
import {
  accredit,
  findByCreditCode,
  findDemoAccount,
  findInvitation,
  findOrganisation,
  insertMember,
  insertOrganisation,
  isOf,
  listDemoAccounts,
  listInvitations,
  listMail,
  listMembers,
  listMemberships,
  listOrganisations,
  namesOf,
  organisationsOf,
  findOperator,
  operatorCodes,
  type OrganisationPage,
  setActiveOrganisation,
  toRoles,
} from './repo.ts';
import type { KnownSession, Sessions } from './sessions.ts';

export interface NewOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly creditCode: string;
}

/** What is wrong with a new organisation's credit code. */
export type OrganisationFault =
  | { readonly refusal: 'bad-credit-code'; readonly fault: IdentifierFault }
  | { readonly refusal: 'organisation-exists' };

export interface AccountsDeps extends Pick<Platform, 'config' | 'clock' | 'database'> {
  readonly sessions: Sessions;
  /** The host's time, which invitations were stamped with. */
  readonly wall: Pick<Platform['clock'], 'now'>;
}

const MAIL_SHOWN = 100;

/** People and organisations, besides what better-auth does at its own doors. */
export function createAccountsService({ config, clock, wall, database, sessions }: AccountsDeps) {
  const { db } = database;
  const newId = <Kind extends string>() => uuidv7<Kind>(clock.now(), randomBytes(10));

  /** An organisation of any kind with its first owner, or with nobody yet; inside a transaction when one is given. */
  async function found(
    input: NewOrganisation,
    owner: UserId | null,
    within: Db = db,
  ): Promise<Reading<Organisation, OrganisationFault>> {
    const code = readCreditCode(input.creditCode);
    if (!code.ok) return { ok: false, fault: { refusal: 'bad-credit-code', fault: code.fault } };
    const createdAt = new Date(clock.now());
    const organisation = { ...input, id: newId<'organisation'>(), creditCode: code.value, accredited: false };
    const isNew = await within.transaction(async (tx) => {
      if (!(await insertOrganisation(tx, { ...organisation, slug: code.value.toLowerCase(), createdAt })))
        return false;
      if (owner !== null)
        await insertMember(tx, {
          id: newId(),
          organizationId: organisation.id,
          userId: owner,
          role: 'owner',
          createdAt,
        });
      return true;
    });
    return isNew
      ? { ok: true, value: organisation }
      : { ok: false, fault: { refusal: 'organisation-exists' } };
  }

  return {
    found,

    /** The same from a signed-in person, who acts for the new organisation from now on. */
    async foundAs(
      session: KnownSession,
      input: NewOrganisation,
    ): Promise<Reading<Organisation, OrganisationFault>> {
      const result = await found(input, session.principal.userId);
      if (result.ok) {
        await setActiveOrganisation(db, session.principal.sessionId, result.value.id);
        sessions.forget();
      }
      return result;
    },

    /** Sets or takes back the flag, with its append-only history; `null` when there is no such organisation. */
    async setAccredited(
      organisationId: OrganisationId,
      accredited: boolean,
      because: { readonly reason: string; readonly actorId: UserId | null },
    ): Promise<Organisation | null> {
      const entry = { id: newId(), organisationId, accredited, ...because, at: clock.now() };
      const organisation = await db.transaction((tx) => accredit(tx, entry));
      sessions.forget();
      return organisation;
    },

    /** What people are called, by their ids. */
    namesOf: async (userIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      new Map((await namesOf(db, userIds)).map(({ id, name }) => [id, name])),

    organisations: {
      byId: (id: OrganisationId): Promise<Organisation | null> => findOrganisation(db, id),
      /** `within` a transaction that is under way, if there is one. */
      ofMember: (userId: UserId, within: Db = db): Promise<Organisation[]> => organisationsOf(within, userId),
      byCreditCode: (creditCode: string): Promise<Organisation | null> => findByCreditCode(db, creditCode),
      operatorCodes: (): Promise<string[]> => operatorCodes(db),
      async operator(): Promise<Organisation> {
        const operator = await findOperator(db);
        assert(operator, 'what is sold here was approved by an operator');
        return operator;
      },
      list: (
        after: { readonly accredited: boolean; readonly id: string } | null,
        limit: number,
      ): Promise<OrganisationPage> => listOrganisations(db, after, limit),
      accreditedAgencies: (limit: number, id?: OrganisationId): Promise<AccreditedAgency[]> =>
        accreditedAgencies(db, limit, id),
    },

    async me(principal: Principal | null): Promise<MeView> {
      const { secondFactorRequired } = config;
      const paymentsSimulated = config.stripe === null;
      const demoAccounts = config.demo ? await demoEntries() : [];
      if (principal === null)
        return {
          user: null,
          organisation: null,
          roles: [],
          organisations: [],
          twoFactor: false,
          secondFactorRequired,
          paymentsSimulated,
          demoAccounts,
        };
      const { userId, name, email, organisation, roles, twoFactor } = principal;
      return {
        user: { id: userId, name, email },
        organisation,
        roles: [...roles],
        organisations: await listMemberships(db, userId),
        twoFactor,
        secondFactorRequired,
        paymentsSimulated,
        demoAccounts,
      };
    },

    async members(organisationId: OrganisationId, withInvitations: boolean): Promise<MemberList> {
      const members = await listMembers(db, organisationId);
      const invitations = withInvitations ? await listInvitations(db, organisationId, wall.now()) : [];
      return {
        members: members.map(({ role, ...one }) => ({ ...one, roles: toRoles(role) })),
        invitations: invitations.map(({ id, email, role, expiresAt }) => ({
          id,
          email,
          roles: toRoles(role),
          expiresAt: fromInstant(instant(expiresAt.getTime())),
        })),
      };
    },

    /** Whether a member or an invitation is this organisation's. */
    isOf: (
      organisationId: OrganisationId,
      named: { memberId?: string | undefined; invitationId?: string | undefined },
    ) => isOf(db, organisationId, named),

    /** Only the invited person sees an invitation, and only while it can be accepted. */
    async invitationFor(email: string, id: string): Promise<InvitationView | null> {
      const row = await findInvitation(db, id, email, wall.now());
      if (row === null) return null;
      const { invitation, organisation } = row;
      return {
        id,
        organisation: organisation.name,
        kind: organisation.kind,
        roles: toRoles(invitation.role),
        expiresAt: fromInstant(instant(invitation.expiresAt.getTime())),
      };
    },

    async mailbox() {
      const rows = await listMail(db, MAIL_SHOWN);
      return rows.map(({ id, recipient, subject, body, at }) => ({
        id,
        to: recipient,
        subject,
        text: body,
        at: fromInstant(at),
      }));
    },

    /** Who is behind a one-click account; somebody who set up a second factor enters with it, not with a click. */
    async demoUser(key: string): Promise<UserId | null> {
      const row = await findDemoAccount(db, key);
      return row === null || row.user.twoFactorEnabled ? null : (row.user.id as UserId);
    },
  };

  async function demoEntries(): Promise<MeView['demoAccounts']> {
    // The demo's bidders act by themselves.
    const rows = (await listDemoAccounts(db)).filter(({ key }) => !key.startsWith('robot-'));
    return rows.map(({ key, name, organisation, role }) => ({
      key,
      name,
      organisation: organisation ?? '',
      role: role ?? '',
    }));
  }
}

export type AccountsService = ReturnType<typeof createAccountsService>;
