import type { ProblemCode } from '@reassign/shared/kernel/problems.ts';
import { ProblemError } from '../../platform/problem-handler.ts';

/**
 * better-auth's words for a "no" → ours. Where two of them would tell a stranger whether an address, an organisation
 * or an invitation exists, they become one.
 */
const byCode: Readonly<Record<string, ProblemCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-credentials',
  EMAIL_NOT_VERIFIED: 'wrong-credentials',
  INVALID_PASSWORD: 'wrong-password',
  INVALID_CODE: 'wrong-code',
  INVALID_BACKUP_CODE: 'wrong-code',
  INVALID_TWO_FACTOR_COOKIE: 'challenge-expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'challenge-expired',
  ACCOUNT_TEMPORARILY_LOCKED: 'rate-limited',
  TOTP_ALREADY_ENABLED: 'wrong-state',
  TOTP_NOT_ENABLED: 'wrong-state',
  BACKUP_CODES_NOT_ENABLED: 'wrong-state',
  INVALID_TOKEN: 'link-expired',
  TOKEN_EXPIRED: 'link-expired',
  USER_NOT_FOUND: 'link-expired',
  INVITATION_NOT_FOUND: 'link-expired',
  YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION: 'link-expired',
  ORGANIZATION_NOT_FOUND: 'not-found',
  USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: 'not-found',
  MEMBER_NOT_FOUND: 'not-found',
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: 'already-member',
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER: 'last-owner',
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER: 'last-owner',
};

const byStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  429: 'rate-limited',
};

/** better-auth's refusal as a problem of ours. */
export function toProblemError(status: number, body: unknown): ProblemError {
  const { code = '' } = (body ?? {}) as { readonly code?: string };
  return new ProblemError(byCode[code] ?? byStatus[status] ?? 'internal');
}
