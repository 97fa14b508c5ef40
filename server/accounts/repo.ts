import { and, asc, desc, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Organisation, Role } from '@reassign/shared/accounts/types.ts';
import type { OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../platform/db.ts';
import {
  accreditationEntry,
  credential,
  demoAccount,
  invitation,
  mail,
  member,
  organisation,
  session,
  user,
} from './tables.ts';

export const toOrganisation = (row: typeof organisation.$inferSelect): Organisation => ({
  id: row.id as OrganisationId,
  name: row.name,
  kind: row.kind,
  creditCode: row.creditCode,
  accredited: row.accredited,
});

export const toRoles = (text: string | null): Role[] => (text ?? '').split(',').filter(Boolean) as Role[];

const firstOrganisation = (rows: (typeof organisation.$inferSelect)[]): Organisation | null =>
  rows[0] ? toOrganisation(rows[0]) : null;

export const findOrganisation = async (db: Db, id: string): Promise<Organisation | null> =>
  firstOrganisation(await db.select().from(organisation).where(eq(organisation.id, id)));

export const findByCreditCode = async (db: Db, creditCode: string): Promise<Organisation | null> =>
  firstOrganisation(await db.select().from(organisation).where(eq(organisation.creditCode, creditCode)));

/** Of whoever runs the platform. */
export const operatorCodes = async (db: Db): Promise<string[]> =>
  (
    await db
      .select({ creditCode: organisation.creditCode })
      .from(organisation)
      .where(eq(organisation.kind, 'operator'))
  ).map(({ creditCode }) => creditCode);

/** Whoever runs the platform: of several organisations the first. */
export async function findOperator(db: Db): Promise<Organisation | null> {
  const operators = db.select().from(organisation).where(eq(organisation.kind, 'operator'));
  return firstOrganisation(
    await operators.orderBy(asc(organisation.createdAt), asc(organisation.id)).limit(1),
  );
}

/** Holds back whoever else founds organisations until the transaction ends; `false` when there is an operator. */
export async function claimFirstOperator(tx: Db): Promise<boolean> {
  await tx.execute(sql`lock table ${organisation} in share row exclusive mode`);
  return (await tx.$count(organisation, eq(organisation.kind, 'operator'))) === 0;
}

export const isKnownAddress = async (db: Db, email: string): Promise<boolean> =>
  (await db.$count(user, eq(user.email, email))) > 0;

export async function emailOf(db: Db, userId: UserId): Promise<string | null> {
  const [row] = await db.select({ email: user.email }).from(user).where(eq(user.id, userId));
  return row?.email ?? null;
}

export interface OrganisationPage {
  readonly items: readonly Organisation[];
  readonly more: boolean;
}

/** Not accredited first, then the newest: an id orders by time. `after` is the last row of the page before. */
export async function listOrganisations(
  db: Db,
  after: { readonly accredited: boolean; readonly id: string } | null,
  limit: number,
): Promise<OrganisationPage> {
  let where: SQL | undefined;
  if (after !== null)
    where = or(
      gt(organisation.accredited, after.accredited),
      and(eq(organisation.accredited, after.accredited), lt(organisation.id, after.id)),
    );
  const rows = await db
    .select()
    .from(organisation)
    .where(where)
    .orderBy(asc(organisation.accredited), desc(organisation.id))
    .limit(limit + 1);
  return { items: rows.slice(0, limit).map(toOrganisation), more: rows.length > limit };
}

/** The organisation this person may act for, and as what; `null` when they are not (or no longer) a member. */
export async function findMembership(
  db: Db,
  userId: string,
  organisationId: string,
): Promise<{ readonly organisation: Organisation; readonly roles: readonly Role[] } | null> {
  const [row] = await db
    .select()
    .from(member)
    .innerJoin(organisation, eq(organisation.id, member.organizationId))
    .where(and(eq(member.userId, userId), eq(member.organizationId, organisationId)));
  return row ? { organisation: toOrganisation(row.organisation), roles: toRoles(row.member.role) } : null;
}

/** All organisations of a person, the one joined first in front. */
export const listMemberships = (db: Db, userId: string): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: organisation.id, name: organisation.name })
    .from(member)
    .innerJoin(organisation, eq(organisation.id, member.organizationId))
    .where(eq(member.userId, userId))
    .orderBy(asc(member.createdAt), asc(member.id));

/** The same, with what the rules ask of them. */
export const organisationsOf = async (db: Db, userId: string): Promise<Organisation[]> =>
  (
    await db
      .select()
      .from(member)
      .innerJoin(organisation, eq(organisation.id, member.organizationId))
      .where(eq(member.userId, userId))
  ).map((row) => toOrganisation(row.organisation));

export const namesOf = (db: Db, userIds: readonly string[]): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(inArray(user.id, [...userIds]));

export const listMembers = (db: Db, organisationId: string) =>
  db
    .select({ id: member.id, userId: user.id, name: user.name, email: user.email, role: member.role })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.organizationId, organisationId))
    .orderBy(asc(member.createdAt), asc(member.id));

/** Whether both, as far as they are named, are of this organisation. */
export async function isOf(
  db: Db,
  organisationId: string,
  {
    memberId,
    invitationId,
  }: { readonly memberId?: string | undefined; readonly invitationId?: string | undefined },
): Promise<boolean> {
  const ofMember =
    memberId === undefined ||
    (await db.$count(member, and(eq(member.id, memberId), eq(member.organizationId, organisationId)))) === 1;
  const ofInvitation =
    invitationId === undefined ||
    (await db.$count(
      invitation,
      and(eq(invitation.id, invitationId), eq(invitation.organizationId, organisationId)),
    )) === 1;
  return ofMember && ofInvitation;
}

const isPending = (now: Instant): SQL | undefined =>
  and(eq(invitation.status, 'pending'), gt(invitation.expiresAt, new Date(now)));

export const listInvitations = (db: Db, organisationId: string, now: Instant) =>
  db
    .select()
    .from(invitation)
    .where(and(eq(invitation.organizationId, organisationId), isPending(now)))
    .orderBy(asc(invitation.createdAt));

export async function findInvitation(db: Db, id: string, email: string, now: Instant) {
  const [row] = await db
    .select()
    .from(invitation)
    .innerJoin(organisation, eq(organisation.id, invitation.organizationId))
    .where(and(eq(invitation.id, id), eq(invitation.email, email), isPending(now)));
  return row ?? null;
}

/** `false` when the credit code is taken. */
export async function insertOrganisation(tx: Db, row: typeof organisation.$inferInsert): Promise<boolean> {
  const inserted = await tx
    .insert(organisation)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: organisation.id });
  return inserted.length > 0;
}

export const insertMember = async (tx: Db, row: typeof member.$inferInsert): Promise<void> => {
  await tx.insert(member).values(row);
};

/** A person whose address counts as confirmed, with a password or none. */
export async function insertUser(
  tx: Db,
  row: typeof user.$inferInsert,
  password: Omit<typeof credential.$inferInsert, 'userId'> | null,
): Promise<void> {
  await tx.insert(user).values(row);
  if (password !== null) await tx.insert(credential).values({ ...password, userId: row.id });
}

/** Sets the flag and writes its history; `null` when there is no such organisation. */
export async function accredit(
  tx: Db,
  entry: typeof accreditationEntry.$inferInsert,
): Promise<Organisation | null> {
  const updated = await tx
    .update(organisation)
    .set({ accredited: entry.accredited })
    .where(eq(organisation.id, entry.organisationId))
    .returning();
  if (updated.length > 0) await tx.insert(accreditationEntry).values(entry);
  return firstOrganisation(updated);
}

export const touchSessions = async (db: Db, ids: readonly string[], at: Instant): Promise<void> => {
  await db
    .update(session)
    .set({ updatedAt: new Date(at) })
    .where(inArray(session.id, [...ids]));
};

/** Those of the sessions that have not ended, each with its person and, while still a member, the organisation. */
export const findSessions = (db: Db, ids: readonly string[], now: Instant) =>
  db
    .select({ session, user, organisation, role: member.role })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(
      member,
      and(eq(member.userId, session.userId), eq(member.organizationId, session.activeOrganizationId)),
    )
    .leftJoin(organisation, eq(organisation.id, member.organizationId))
    .where(and(inArray(session.id, [...ids]), gt(session.expiresAt, new Date(now))));

export const setActiveOrganisation = async (
  db: Db,
  sessionId: string,
  organisationId: string,
): Promise<void> => {
  await db.update(session).set({ activeOrganizationId: organisationId }).where(eq(session.id, sessionId));
};

export const insertDemoAccount = async (tx: Db, key: string, userId: UserId): Promise<void> => {
  await tx.insert(demoAccount).values({ key, userId });
};

export const findDemoAccount = async (db: Db, key: string) =>
  (
    await db
      .select()
      .from(demoAccount)
      .innerJoin(user, eq(user.id, demoAccount.userId))
      .where(eq(demoAccount.key, key))
  )[0] ?? null;

export const listDemoAccounts = (db: Db) =>
  db
    .select({ key: demoAccount.key, name: user.name, organisation: organisation.name, role: member.role })
    .from(demoAccount)
    .innerJoin(user, eq(user.id, demoAccount.userId))
    .leftJoin(member, eq(member.userId, user.id))
    .leftJoin(organisation, eq(organisation.id, member.organizationId))
    .orderBy(asc(demoAccount.key));

export const insertMail = async (db: Db, row: typeof mail.$inferInsert): Promise<void> => {
  await db.insert(mail).values(row).onConflictDoNothing();
};

export const listMail = (db: Db, limit: number) =>
  db.select().from(mail).orderBy(desc(mail.at), desc(mail.id)).limit(limit);
