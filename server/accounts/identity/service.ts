import type { DocumentInput, IdentityInput, IdentityView } from '@reassign/shared/accounts/api.ts';
import {
  isOfAge,
  type PersonDocument,
  readPassport,
  readResidentId,
} from '@reassign/shared/accounts/person-document.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { type Reading } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { type CalendarDay, dayOf } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { findIdentity, insertIdentity } from './repo.ts';

/** Who a person is: the tag is the same for the same person, whatever the account. */
export interface KnownPerson {
  readonly tag: string;
  readonly name: string;
  readonly country: string;
}

type IdentityRefusal =
  | { readonly code: 'bad-document'; readonly fault: IdentifierFault }
  | { readonly code: 'under-age' | 'identity-given' };

/** Reads a document as somebody typed it. */
export const readDocument = (input: DocumentInput): Reading<PersonDocument, IdentifierFault> =>
  input.kind === 'resident-id'
    ? readResidentId(input.number)
    : // The schema has seen that it is a day.
      readPassport({ ...input, bornOn: input.bornOn as CalendarDay });

/** The keyed hash by which a person is recognised. */
export const personTag = (sealer: Sealer, { kind, country, number }: PersonDocument): string =>
  Buffer.from(sealer.matchingKey(`person:${kind}:${country}:${number}`)).toString('hex');

export function createIdentities({ db, sealer, clock }: { db: Db; sealer: Sealer; clock: Clock }) {
  const purpose = (userId: UserId): string => `identity:${userId}`;

  return {
    async of(userId: UserId): Promise<KnownPerson | null> {
      const row = await findIdentity(db, userId);
      if (row === null) return null;
      const name = Buffer.from(sealer.open(row.name, purpose(userId))).toString();
      return { tag: Buffer.from(row.tag).toString('hex'), name, country: row.country };
    },

    async view(userId: UserId): Promise<IdentityView> {
      const row = await findIdentity(db, userId);
      if (row === null) return { identity: null };
      const name = Buffer.from(sealer.open(row.name, purpose(userId))).toString();
      const { kind, country, givenAt } = row;
      return { identity: { name, kind, country, givenAt: fromInstant(givenAt) } };
    },

    /** Once: whoever could change it could be somebody else in the next lot. `null`: taken. */
    async give(userId: UserId, { name, document: input }: IdentityInput): Promise<IdentityRefusal | null> {
      const document = readDocument(input);
      if (!document.ok) return { code: 'bad-document', fault: document.fault };
      const now = clock.now();
      if (!isOfAge(document.value, dayOf(now))) return { code: 'under-age' };
      const isNew = await insertIdentity(db, {
        userId,
        tag: Buffer.from(personTag(sealer, document.value), 'hex'),
        name: sealer.seal(Buffer.from(name), purpose(userId)),
        kind: document.value.kind,
        country: document.value.country,
        givenAt: now,
      });
      return isNew ? null : { code: 'identity-given' };
    },
  };
}

export type Identities = ReturnType<typeof createIdentities>;
