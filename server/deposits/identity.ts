import { createHash } from 'node:crypto';
import type { Organisation } from '@reassign/shared/accounts/types.ts';
import { binds, type Registrant } from '@reassign/shared/deposits/admission.ts';
import type { AuthorityView } from '@reassign/shared/deposits/api.ts';
import { partiesOf } from '@reassign/shared/deposits/bars.ts';
import type { Authority } from '@reassign/shared/deposits/types.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Wish } from '@reassign/shared/deposits/register.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { OrganisationId, RegistrationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { canonicalJson } from '@reassign/shared/verify/canonical-json.ts';
import type { Sealer } from '../platform/secrets.ts';

/** Whose a registration is: an organisation's, or a person's own. */
export type OwnerId = OrganisationId | UserId;

/** Somebody for whom a registrant bids, as the registrant named it. */
export interface NamedPrincipal {
  readonly name: string;
  readonly creditCode: string | null;
  /** Of the person, as `personTag` makes it; `null` for an organisation. */
  readonly person: string | null;
  readonly country: string;
}

/** Who stands behind a registration. Leaves this process only after the end, or to its own side. */
export interface Identity {
  /** `null`: a natural person registered in its own name. */
  readonly organisation: OrganisationId | null;
  readonly name: string;
  readonly creditCode: string | null;
  readonly user: UserId;
  /** Who acts, as `personTag` makes it; `null` for somebody who never said who it is. */
  readonly person: { readonly tag: string; readonly country: string } | null;
  /** For whom the registrant bids; `null`: for itself. */
  readonly principal: NamedPrincipal | null;
  /** How far the principal lets it go; of nobody else. */
  readonly authority: AuthorityView;
  /** Of intent, for restricted technology. */
  readonly letter: { readonly number: string; readonly item: string } | null;
  /** Hex; erasing it makes the commitment in the log meaningless while all proofs still verify. */
  readonly salt: string;
}

export const registrantOf = ({ organisation }: Identity): Registrant =>
  organisation === null ? 'person' : 'organisation';

export const ownerOf = ({ organisation, user }: Identity): OwnerId => organisation ?? user;

/** The same for the rules; `null` for whoever bids for itself. */
export function authorityOf({ principal, authority: { cap, until } }: Identity): Authority | null {
  if (principal === null || (cap === undefined && until === undefined)) return null;
  return { cap: cap ? toMoney(cap) : null, until: until === undefined ? null : toInstant(until) };
}

/** Under whose name a sale is confirmed. */
export const bidderOf = ({ name, creditCode, person, principal }: Identity) =>
  principal ?? { name, creditCode, person: creditCode === null ? (person?.tag ?? null) : null };

/** `SHA-256(salt ‖ JCS{organisation | person, principal?, registration})` in hex: what the log says about a bidder. */
export function commitmentOf(registration: RegistrationId, identity: Identity): string {
  const { organisation, user, principal, salt } = identity;
  const who = organisation === null ? { person: user } : { organisation };
  const behind = principal && { principal: principal.creditCode ?? principal.person };
  return createHash('sha256')
    .update(Buffer.from(salt, 'hex'))
    .update(canonicalJson({ ...who, ...behind, registration }))
    .digest('hex');
}

export const sealIdentity = (sealer: Sealer, registration: RegistrationId, identity: Identity): Uint8Array =>
  sealer.seal(Buffer.from(JSON.stringify(identity)), `registration:${registration}`);

/** Registrations made before persons could bid say nothing of them. */
const plain = { person: null, principal: null, letter: null, authority: {} };

export const openIdentity = (sealer: Sealer, registration: RegistrationId, sealed: Uint8Array): Identity => ({
  ...plain,
  ...(JSON.parse(Buffer.from(sealer.open(sealed, `registration:${registration}`)).toString()) as Identity),
});

/** Finds an owner's own registration for a lot; differs per lot, so that two lots cannot be joined. */
export const ownerTag = (sealer: Sealer, lotId: string, owner: OwnerId): Uint8Array =>
  sealer.matchingKey(`registration:${lotId}:${owner}`);

export const sealText = (sealer: Sealer, purpose: string, text: string): Uint8Array =>
  sealer.seal(Buffer.from(text), purpose);

export const openText = (sealer: Sealer, purpose: string, sealed: Uint8Array): string =>
  Buffer.from(sealer.open(sealed, purpose)).toString();

/** The keyed hashes under which organisations and persons are known in one lot, in hex. */
export function tagsOf(sealer: Sealer, lotId: string) {
  const tag = (text: string): string =>
    Buffer.from(sealer.matchingKey(`party:${lotId}:${text}`)).toString('hex');
  return {
    organisation: (creditCode: string): string => tag(`organisation:${creditCode}`),
    person: (personTag: string): string => tag(`person:${personTag}`),
    /** Of somebody who never said who it is: at least one account is one person. */
    account: (user: UserId): string => tag(`account:${user}`),
    of: ({ creditCode, person }: Pick<NamedPrincipal, 'creditCode' | 'person'>): string =>
      creditCode === null ? tag(`person:${person ?? ''}`) : tag(`organisation:${creditCode}`),
  };
}
type Tags = ReturnType<typeof tagsOf>;

/** Everybody who has a part in a registration, whose bid it is first; tags in hex. */
export function partiesIn(tags: Tags, { creditCode, user, person, principal }: Identity) {
  const acting = person === null ? tags.account(user) : tags.person(person.tag);
  const registrant = creditCode === null ? acting : tags.organisation(creditCode);
  return partiesOf(registrant, acting, principal && tags.of(principal));
}

/** A registration as the rules ask for it, under the hashes of its lot. */
export function wishOf(tags: Tags, identity: Identity, memberships: readonly Organisation[]): Wish {
  const { creditCode, person, principal } = identity;
  return {
    creditCode: creditCode === null ? null : tags.organisation(creditCode),
    memberships: memberships.map(({ kind, creditCode: code }) => ({
      kind,
      creditCode: tags.organisation(code),
    })),
    person: person && { tag: tags.person(person.tag), country: person.country },
    principal: principal && {
      creditCode: principal.creditCode === null ? null : tags.organisation(principal.creditCode),
      person: principal.person === null ? null : tags.person(principal.person),
      country: principal.country,
    },
  };
}

/** For whom a session acts in a lot: the organisation that it binds, and the person itself. */
export const ownersOf = ({ organisation, roles, userId }: Principal): readonly OwnerId[] =>
  organisation !== null && binds({ organisation, roles }) ? [organisation.id, userId] : [userId];
