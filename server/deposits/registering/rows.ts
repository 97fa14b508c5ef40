import { randomBytes, randomUUID } from 'node:crypto';
import type { Organisation, Role } from '@reassign/shared/accounts/types.ts';
import type { Registrant } from '@reassign/shared/deposits/admission.ts';
import type { AuthorityView } from '@reassign/shared/deposits/api.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { depositReference } from '@reassign/shared/deposits/reference.ts';
import type { DepositStatus } from '@reassign/shared/deposits/types.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { KnownPerson } from '../../accounts/index.ts';
import type { Sealer } from '../../platform/secrets.ts';
import {
  commitmentOf,
  type Identity,
  type NamedPrincipal,
  ownerOf,
  ownerTag,
  sealIdentity,
  sealText,
} from '../identity.ts';
import type { RoundNow } from '../round.ts';

/** Who registers: a person, for the organisation it acts for or in its own name. */
export interface Applicant {
  readonly organisation: Organisation | null;
  readonly roles: readonly Role[];
  readonly userId: UserId;
}

/** What somebody accepts and says when it registers. */
export interface RegistrationWish {
  readonly version: number;
  readonly hash: string;
  /** The organisation, unless said otherwise or there is none. */
  readonly as?: Registrant | undefined;
  readonly principal?: NamedPrincipal | undefined;
  readonly authority?: AuthorityView | undefined;
  readonly letter?: NonNullable<Identity['letter']> | undefined;
}

/** Who stands behind a registration, under a salt of its own. */
export function identityOf(
  { organisation, userId }: Applicant,
  person: KnownPerson | null,
  { as, principal, authority, letter }: RegistrationWish,
): Identity {
  const own = as === 'person' ? null : organisation;
  return {
    organisation: own?.id ?? null,
    name: own?.name ?? person?.name ?? '',
    creditCode: own?.creditCode ?? null,
    user: userId,
    person: person && { tag: person.tag, country: person.country },
    principal: principal ?? null,
    authority: (principal && authority) ?? {},
    letter: letter ?? null,
    salt: randomBytes(32).toString('hex'),
  };
}

/** What is stored of a new registration, its deposit and the first move of that. */
export function newRows(
  sealer: Sealer,
  lotId: LotId,
  { deposit }: RoundNow,
  identity: Identity,
  at: Instant,
) {
  const id = uuidv7<'registration'>(at, randomBytes(10));
  const depositId = uuidv7<'deposit'>(at, randomBytes(10));
  return {
    id,
    registration: {
      id,
      lotId,
      ownerTag: ownerTag(sealer, lotId, ownerOf(identity)),
      identity: sealIdentity(sealer, id, identity),
      commitment: commitmentOf(id, identity),
      conditionsVersion: conditions.version,
      conditionsHash: conditions.hash,
      registeredAt: at,
      agent: identity.principal === null ? null : ('awaited' as const),
      ...(identity.letter !== null && {
        review: 'awaited' as const,
        // Random to the last bit: nothing in it says when the registration was made.
        reviewId: randomUUID(),
      }),
    },
    deposit: {
      id: depositId,
      registrationId: id,
      reference: depositReference(randomBytes(10)),
      amountMinor: deposit.amount,
      currency: deposit.currency,
      status: 'requested' satisfies DepositStatus,
      payer: sealText(sealer, 'deposit-payer', identity.name),
      requestedAt: at,
    },
    // The actor is the registration itself: the history must not name what the registration seals.
    move: {
      id: uuidv7(at, randomBytes(10)),
      depositId,
      status: 'requested',
      actor: `registration:${id}`,
      at,
    },
  };
}
