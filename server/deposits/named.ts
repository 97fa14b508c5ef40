import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import type { NamedInput } from '@reassign/shared/deposits/api.ts';
import { type Reading, read, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import { personTag, readDocument } from '../accounts/index.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { Sealer } from '../platform/secrets.ts';
import type { NamedPrincipal } from './identity.ts';

export interface NamedFault {
  readonly code: 'bad-credit-code' | 'bad-document';
  readonly pointer: string;
  readonly fault: IdentifierFault;
}

export function faultOfNamed({ code, pointer, fault: { reason, expected } }: NamedFault): ProblemError {
  const suggestion = expected?.whole ?? expected?.character;
  return new ProblemError(code, {
    faults: [{ pointer, reason, ...(suggestion !== undefined && { suggestion }) }],
  });
}

/** Reads whom somebody named, by credit code or document; `at` is where in the body it stands. */
export function readNamed(
  sealer: Sealer,
  named: NamedInput,
  at: string,
): Reading<NamedPrincipal, NamedFault> {
  const { name } = named;
  if (named.kind === 'organisation') {
    const code = readCreditCode(named.creditCode);
    return code.ok
      ? read({ name, creditCode: code.value, person: null, country: 'CN' })
      : unreadable({ code: 'bad-credit-code', pointer: `${at}/creditCode`, fault: code.fault });
  }
  const document = readDocument(named.document);
  if (!document.ok)
    return unreadable({ code: 'bad-document', pointer: `${at}/document/number`, fault: document.fault });
  const person = personTag(sealer, document.value);
  return read({ name, creditCode: null, person, country: document.value.country });
}
