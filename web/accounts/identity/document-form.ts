import type { DocumentInput } from '@reassign/shared/accounts/api.ts';
import { readPassport, readResidentId } from '@reassign/shared/accounts/person-document.ts';
import { type Reading, read, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import { parseDay } from '@reassign/shared/kernel/instant.ts';

export interface DocumentFields {
  /** A `DocumentKind`: a select knows text only. */
  kind: string;
  number: string;
  country: string;
  bornOn: string;
}

export const noDocument = (): DocumentFields => ({
  kind: 'resident-id',
  number: '',
  country: '',
  bornOn: '',
});

/** What is wrong with a document as typed, field by field. */
export interface DocumentFaults {
  readonly number?: IdentifierFault;
  readonly country?: true;
  readonly bornOn?: true;
}

/** As the server will read it. */
export function readDocumentFields(fields: DocumentFields): Reading<DocumentInput, DocumentFaults> {
  const { number } = fields;
  if (fields.kind === 'resident-id') {
    const reading = readResidentId(number);
    return reading.ok ? read({ kind: 'resident-id', number }) : unreadable({ number: reading.fault });
  }
  const country = fields.country.trim().toUpperCase();
  const bornOn = parseDay(fields.bornOn);
  if (!/^[A-Z]{2}$/.test(country)) return unreadable({ country: true });
  if (bornOn === null) return unreadable({ bornOn: true });
  const reading = readPassport({ country, number, bornOn });
  return reading.ok
    ? read({ kind: 'passport', country, number, bornOn })
    : unreadable({ number: reading.fault });
}
