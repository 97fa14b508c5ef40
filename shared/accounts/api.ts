import * as z from 'zod/mini';
import { daySchema, idSchema, instantSchema, textSchema } from '../kernel/schemas.ts';
import { documentKinds } from './person-document.ts';
import { openKinds, organisationKinds, roles } from './types.ts';

/*
 * `/api/auth/*`: sign-up, sign-in, two-factor, members. The paths and field names are better-auth's; every body is
 * strict, so nothing but these fields ever reaches it.
 */

const email = z.email().check(z.maxLength(254));
/** Length is what makes a password; the upper bound is what hashing may cost us. */
const password = z.string().check(z.minLength(10), z.maxLength(128));
/** A password that is only compared: its length tells nothing. */
const givenPassword = z.string().check(z.minLength(1), z.maxLength(128));
const totpCode = z.string().check(z.regex(/^\d{6}$/));
const roleList = z.array(z.enum(roles)).check(z.minLength(1), z.maxLength(roles.length));

export const signUpInput = z.strictObject({ name: textSchema(80), email, password });
export const signInInput = z.strictObject({ email, password: givenPassword });
export const confirmEmailInput = z.strictObject({ token: textSchema(1_000) });
export const requestResetInput = z.strictObject({ email });
export const resetInput = z.strictObject({ token: textSchema(100), newPassword: password });
export const changePasswordInput = z.strictObject({ currentPassword: givenPassword, newPassword: password });
export const enableTwoFactorInput = z.strictObject({ password: givenPassword });
export const disableTwoFactorInput = z.strictObject({ password: givenPassword, code: totpCode });
export const totpInput = z.strictObject({ code: totpCode });
export const backupCodeInput = z.strictObject({ code: textSchema(40) });
export const emptyInput = z.strictObject({});

export const done = z.strictObject({ status: z.literal('done') });
/** The same whether the address is known or not: what follows is in the mail. */
export const lookInMail = z.strictObject({ status: z.literal('look-in-your-mail') });
export const signInAnswer = z.strictObject({ status: z.enum(['signed-in', 'second-factor']) });
/** Shown once: the address for the authenticator app, and codes for the day the phone is lost. */
export const twoFactorSecret = z.strictObject({ totpURI: z.string(), backupCodes: z.array(z.string()) });

export const activeOrganisationInput = z.strictObject({ organizationId: idSchema });
export const inviteInput = z.strictObject({ organizationId: idSchema, email, role: roleList });
export const invitationIdInput = z.strictObject({ invitationId: idSchema });
export const removeMemberInput = z.strictObject({ organizationId: idSchema, memberIdOrEmail: idSchema });
export const memberRoleInput = z.strictObject({
  organizationId: idSchema,
  memberId: idSchema,
  role: roleList,
});

/* `/api/v1` */

export const organisationView = z.strictObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(organisationKinds),
  creditCode: z.string(),
  accredited: z.boolean(),
});
export type OrganisationView = z.infer<typeof organisationView>;

/** `GET /api/v1/me`: who this session is, and what it may do. */
export const meView = z.strictObject({
  user: z.nullable(z.strictObject({ id: idSchema, name: z.string(), email: z.string() })),
  organisation: z.nullable(organisationView),
  roles: z.array(z.enum(roles)),
  /** All of the person's organisations, to switch between. */
  organisations: z.array(z.strictObject({ id: idSchema, name: z.string() })),
  twoFactor: z.boolean(),
  /** Bidding, approval and money ask for a second factor (always in production). */
  secondFactorRequired: z.boolean(),
  /** No key of Stripe is set: no real money moves by card or wallet, and every page says so. */
  paymentsSimulated: z.boolean(),
  /** Only in the embedded demo on loopback: accounts to enter with one click. */
  demoAccounts: z.array(
    z.strictObject({ key: z.string(), name: z.string(), organisation: z.string(), role: z.string() }),
  ),
});
export type MeView = z.infer<typeof meView>;

/** What says who a person is. Only its keyed hash is kept. */
export const documentInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('resident-id'), number: textSchema(40) }),
  z.strictObject({
    kind: z.literal('passport'),
    country: z.string().check(z.regex(/^[A-Z]{2}$/)),
    number: textSchema(40),
    bornOn: daySchema,
  }),
]);
export type DocumentInput = z.infer<typeof documentInput>;

/** `POST /api/v1/identity` (signed in), once: whoever bids where anyone may says who it is. */
export const identityInput = z.strictObject({ name: textSchema(80), document: documentInput });
export type IdentityInput = z.infer<typeof identityInput>;

/** `GET /api/v1/identity`: the own. */
export const identityView = z.strictObject({
  identity: z.nullable(
    z.strictObject({
      name: z.string(),
      kind: z.enum(documentKinds),
      country: z.string(),
      givenAt: instantSchema,
    }),
  ),
});
export type IdentityView = z.infer<typeof identityView>;

/** `POST /api/v1/organisations` (signed in): the creator becomes its owner; an operator accredits it later. */
export const organisationInput = z.strictObject({
  name: textSchema(120),
  kind: z.enum(openKinds),
  creditCode: textSchema(18),
});

/** The organisation that runs the platform and its first person, as the command line sets them up. */
export const firstOperatorInput = z.strictObject({
  email,
  name: textSchema(80),
  organisation: textSchema(120),
  creditCode: textSchema(18),
  password,
});
export type FirstOperatorInput = z.infer<typeof firstOperatorInput>;

/** `GET /api/v1/organisations?cursor=` (operator): the accreditation queue, not accredited first. */
export const organisationList = z.strictObject({
  items: z.array(organisationView),
  nextCursor: z.nullable(z.string()),
});
export const organisationQuery = z.strictObject({ cursor: z.optional(textSchema(80)) });

/** `PUT /api/v1/organisations/:id/accreditation` (operator). */
export const accreditationInput = z.strictObject({ accredited: z.boolean(), reason: textSchema(500) });

/** `GET /api/v1/members`: the own organisation's members; invitations are shown to its owners only. */
export const memberList = z.strictObject({
  members: z.array(
    z.strictObject({
      id: idSchema,
      userId: idSchema,
      name: z.string(),
      email: z.string(),
      roles: z.array(z.enum(roles)),
    }),
  ),
  invitations: z.array(
    z.strictObject({
      id: idSchema,
      email: z.string(),
      roles: z.array(z.enum(roles)),
      expiresAt: instantSchema,
    }),
  ),
});
export type MemberList = z.infer<typeof memberList>;

/** `GET /api/v1/invitations/:id` (the invited person): 404 for everybody else, and when it is used or expired. */
export const invitationView = z.strictObject({
  id: idSchema,
  organisation: z.string(),
  kind: z.enum(organisationKinds),
  roles: z.array(z.enum(roles)),
  expiresAt: instantSchema,
});
export type InvitationView = z.infer<typeof invitationView>;

/** `GET /api/v1/mailbox`: mail that was not sent, because there is no mail server; newest first. */
export const mailbox = z.strictObject({
  items: z.array(
    z.strictObject({
      id: idSchema,
      to: z.string(),
      subject: z.string(),
      text: z.string(),
      at: instantSchema,
    }),
  ),
});
export type Mailbox = z.infer<typeof mailbox>;

/** `POST /api/v1/demo/sign-in`: only while the demo runs on loopback. */
export const demoSignInInput = z.strictObject({ key: textSchema(60) });
