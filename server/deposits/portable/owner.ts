import type { Principal } from '@reassign/shared/accounts/types.ts';
import { binds } from '@reassign/shared/deposits/admission.ts';
import type { OrganisationId, PortableId, RegistrationId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { openText, type OwnerId, sealText } from '../identity.ts';

/** Whose a portable deposit is: an organisation's, or a person's own. */
export interface PortableOwner {
  readonly id: OwnerId;
  /** Who has to pay in, and in whose name it is. */
  readonly name: string;
  readonly organisation: OrganisationId | null;
}

/** A person acts on that of the organisation it binds, else on its own; `null` while nobody knows who it is. */
export async function ownerFor(
  { organisation, roles, userId }: Principal,
  personOf: (user: UserId) => Promise<{ readonly name: string } | null>,
): Promise<PortableOwner | null> {
  if (organisation !== null && binds({ organisation, roles }))
    return { id: organisation.id, name: organisation.name, organisation: organisation.id };
  const person = await personOf(userId);
  return person && { id: userId, name: person.name, organisation: null };
}

/** Finds an owner's own; of no lot, so that it is no registration's tag. */
export const portableTag = (sealer: Sealer, owner: OwnerId): Uint8Array =>
  sealer.matchingKey(`portable:${owner}`);

export const sealOwner = (sealer: Sealer, id: PortableId, owner: PortableOwner): Uint8Array =>
  sealText(sealer, `portable:${id}`, JSON.stringify(owner));

export const openOwner = (sealer: Sealer, id: PortableId, sealed: Uint8Array): PortableOwner =>
  JSON.parse(openText(sealer, `portable:${id}`, sealed)) as PortableOwner;

/** The deposit that an earmark stands for. */
export interface EarmarkedDeposit {
  readonly registration: RegistrationId;
  readonly lot: LotId;
}

/** Finds the earmark of a deposit; without the pepper nobody knows which one it is. */
export const earmarkTag = (sealer: Sealer, depositId: string): Uint8Array =>
  sealer.matchingKey(`earmark:${depositId}`);

export const sealEarmark = (sealer: Sealer, id: string, deposit: EarmarkedDeposit): Uint8Array =>
  sealText(sealer, `earmark:${id}`, JSON.stringify(deposit));

export const openEarmark = (sealer: Sealer, id: string, sealed: Uint8Array): EarmarkedDeposit =>
  JSON.parse(openText(sealer, `earmark:${id}`, sealed)) as EarmarkedDeposit;
