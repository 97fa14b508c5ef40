import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { DocumentKind } from '@reassign/shared/accounts/person-document.ts';
import type { OrganisationKind } from '@reassign/shared/accounts/types.ts';
import { bytea, instantColumn } from '../platform/columns.ts';

/*
 * People, sessions, organisations and members are written by better-auth, so their columns are called as it calls
 * them and hold `Date`; the tables below the second line are our own.
 */

const date = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const user = pgTable('user', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
});

const userId = () =>
  uuid('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' });

export const session = pgTable(
  'session',
  {
    id: uuid().primaryKey(),
    token: text().notNull().unique(),
    userId: userId(),
    activeOrganizationId: uuid('active_organisation_id'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    expiresAt: date('expires_at').notNull(),
    createdAt: date('created_at').notNull(),
    /** When the session was last used, to the minute: what the idle limit counts from. */
    updatedAt: date('updated_at').notNull(),
  },
  (table) => [index('session_user').on(table.userId)],
);

/** A way to sign in; the only one is a password, kept as its scrypt hash. */
export const credential = pgTable(
  'credential',
  {
    id: uuid().primaryKey(),
    userId: userId(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    issuer: text(),
    password: text(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: date('access_token_expires_at'),
    refreshTokenExpiresAt: date('refresh_token_expires_at'),
    scope: text(),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (table) => [unique('credential_once').on(table.userId, table.providerId)],
);

export const verification = pgTable(
  'verification',
  {
    id: uuid().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: date('expires_at').notNull(),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

export const organisation = pgTable(
  'organisation',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** better-auth wants a name for addresses; ours is the credit code. */
    slug: text().notNull().unique(),
    logo: text(),
    metadata: text(),
    kind: text().$type<OrganisationKind>().notNull(),
    creditCode: text('credit_code').notNull().unique(),
    accredited: boolean().notNull().default(false),
    createdAt: date('created_at').notNull(),
  },
  (table) => [
    check(
      'organisation_kind',
      sql`${table.kind} in ('bank', 'agency', 'buyer', 'operator', 'valuer', 'fund', 'supervisor', 'auction-house', 'court')`,
    ),
  ],
);

const organizationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisation.id, { onDelete: 'cascade' });

export const member = pgTable(
  'member',
  {
    id: uuid().primaryKey(),
    organizationId: organizationId(),
    userId: userId(),
    /** Roles with commas between, as better-auth keeps them. */
    role: text().notNull(),
    createdAt: date('created_at').notNull(),
  },
  (table) => [unique('member_once').on(table.userId, table.organizationId)],
);

export const invitation = pgTable(
  'invitation',
  {
    id: uuid().primaryKey(),
    organizationId: organizationId(),
    email: text().notNull(),
    role: text(),
    status: text().notNull(),
    inviterId: uuid('inviter_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    expiresAt: date('expires_at').notNull(),
    createdAt: date('created_at').notNull(),
  },
  (table) => [
    index('invitation_organisation').on(table.organizationId),
    index('invitation_email').on(table.email),
  ],
);

/** Secret and backup codes are encrypted with the auth secret. */
export const twoFactor = pgTable('two_factor', {
  id: uuid().primaryKey(),
  userId: userId().unique(),
  secret: text().notNull(),
  backupCodes: text('backup_codes').notNull(),
  verified: boolean().notNull().default(true),
  failedVerificationCount: integer('failed_verification_count').notNull().default(0),
  lockedUntil: date('locked_until'),
});

export const rateLimit = pgTable('rate_limit', {
  id: uuid().primaryKey(),
  key: text().notNull().unique(),
  count: integer().notNull(),
  lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
});

/* Our own. */

/** Tries at a password or a second factor, per account and not per address: `subject` is keyed, it names nobody. */
export const attempt = pgTable('attempt', {
  subject: bytea().primaryKey(),
  count: integer().notNull(),
  since: instantColumn('since').notNull(),
});

/** Codes a person has already tried: none is taken twice while it is valid. */
export const usedCode = pgTable(
  'used_code',
  { userId: userId(), code: bytea().notNull(), at: instantColumn('at').notNull() },
  (table) => [primaryKey({ columns: [table.userId, table.code] })],
);

/** Append-only: who accredited whom, or took it back, and why. */
export const accreditationEntry = pgTable(
  'accreditation_entry',
  {
    id: uuid().primaryKey(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    accredited: boolean().notNull(),
    reason: text().notNull(),
    /** `null`: set up from the command line, before any operator existed. */
    actorId: uuid('actor_id').references(() => user.id),
    at: instantColumn('at').notNull(),
  },
  (table) => [index('accreditation_entry_organisation').on(table.organisationId)],
);

/**
 * Who a person is, said once and for all. `tag` is keyed: it finds the same person behind two accounts and names nobody;
 * the number of the document is not kept. `name` is sealed.
 */
export const personIdentity = pgTable(
  'person_identity',
  {
    userId: userId().primaryKey(),
    tag: bytea().notNull(),
    name: bytea().notNull(),
    kind: text().$type<DocumentKind>().notNull(),
    country: char({ length: 2 }).notNull(),
    givenAt: instantColumn('given_at').notNull(),
  },
  (table) => [check('person_identity_kind', sql`${table.kind} in ('resident-id', 'passport')`)],
);

/** Entered with one click, in the demo only. */
export const demoAccount = pgTable('demo_account', {
  key: text().primaryKey(),
  userId: userId(),
});

/** What would have been sent, when no mail server is configured: the local mailbox. */
export const mail = pgTable(
  'mail',
  {
    id: uuid().primaryKey(),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    at: instantColumn('at').notNull(),
  },
  (table) => [index('mail_at').on(table.at)],
);
