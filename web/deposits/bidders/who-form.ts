import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import type { NamedInput } from '@reassign/shared/deposits/api.ts';
import { type Reading, read, unreadable } from '@reassign/shared/kernel/decision.ts';
import {
  type DocumentFaults,
  type DocumentFields,
  noDocument,
  readDocumentFields,
} from '../../accounts/identity/document-form.ts';

export interface WhoFields {
  /** The `kind` of a `NamedInput`: a select knows text only. */
  kind: string;
  name: string;
  creditCode: string;
  document: DocumentFields;
}

export const nobody = (): WhoFields => ({
  kind: 'organisation',
  name: '',
  creditCode: '',
  document: noDocument(),
});

export interface WhoFaults {
  readonly name?: true;
  /** Why, by its message. */
  readonly creditCode?: Extract<ReturnType<typeof readCreditCode>, { ok: false }>['fault'];
  readonly document?: DocumentFaults;
}

/** Somebody by credit code or document, as the server will read it. */
export function readWho({ kind, name, creditCode, document }: WhoFields): Reading<NamedInput, WhoFaults> {
  const called = name.trim();
  if (called === '') return unreadable({ name: true });
  if (kind === 'organisation') {
    const code = readCreditCode(creditCode);
    return code.ok
      ? read({ kind: 'organisation', name: called, creditCode: code.value })
      : unreadable({ creditCode: code.fault });
  }
  const reading = readDocumentFields(document);
  return reading.ok
    ? read({ kind: 'person', name: called, document: reading.value })
    : unreadable({ document: reading.fault });
}
