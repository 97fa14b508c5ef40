import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { MemberAccess } from '../platform/session.ts';
import type { Answer } from './answer.ts';

/** Banks sell, and courts: an enforcement court lists as a bank does. */
const sellers = ['bank', 'court'] as const;

/** Who may do what at the bank's desk: every member reads, makers write, checkers approve with their second factor. */
export const member = { kind: sellers } as const satisfies MemberAccess;
export const maker = { kind: sellers, role: 'maker', accredited: true } as const satisfies MemberAccess;
/** The two people of a listing. */
export const decider = { kind: sellers, role: ['maker', 'checker'] } as const satisfies MemberAccess;
export const checker = {
  kind: sellers,
  role: 'checker',
  accredited: true,
  secondFactor: true,
} as const satisfies MemberAccess;

export function actorOf(principal: Principal | null): Principal {
  assert(principal, 'access was checked');
  return principal;
}

export const etag = (revision: number): string => `"${revision}"`;

/** What the writer saw (`If-Match: "<revision>"`): whoever saw something else decides again. */
export function revisionSeen(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new ProblemError('precondition-required');
  const [, revision] = /^"(\d{1,9})"$/.exec(ifMatch) ?? [];
  if (revision === undefined) throw new ProblemError('precondition-failed');
  return Number(revision);
}

export function unwrap<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new ProblemError(answer.problem.code, answer.problem);
  return answer.value;
}

export function found<Value>(value: Value | null): Value {
  if (value === null) throw new ProblemError('not-found');
  return value;
}
