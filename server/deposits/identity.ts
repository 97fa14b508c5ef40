import { createHash } from 'node:crypto';
import type { OrganisationId, RegistrationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { canonicalJson } from '@reassign/shared/verify/canonical-json.ts';
import type { Sealer } from '../platform/secrets.ts';

/** Who stands behind a registration. Leaves this process only after the end, or to its own organisation. */
export interface Identity {
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly creditCode: string;
  readonly user: UserId;
  /** Hex; erasing it makes the commitment in the log meaningless while all proofs still verify. */
  readonly salt: string;
}

/** `SHA-256(salt ‖ JCS{organisation, registration})` in hex: what the log says about a bidder. */
export const commitmentOf = (registration: RegistrationId, { organisation, salt }: Identity): string =>
  createHash('sha256')
    .update(Buffer.from(salt, 'hex'))
    .update(canonicalJson({ organisation, registration }))
    .digest('hex');

export const sealIdentity = (sealer: Sealer, registration: RegistrationId, identity: Identity): Uint8Array =>
  sealer.seal(Buffer.from(JSON.stringify(identity)), `registration:${registration}`);

export const openIdentity = (sealer: Sealer, registration: RegistrationId, sealed: Uint8Array): Identity =>
  JSON.parse(Buffer.from(sealer.open(sealed, `registration:${registration}`)).toString()) as Identity;

/** Finds an organisation's own registration for a lot; differs per lot, so that two lots cannot be joined. */
export const ownerTag = (sealer: Sealer, lotId: string, organisation: OrganisationId): Uint8Array =>
  sealer.matchingKey(`registration:${lotId}:${organisation}`);

export const sealText = (sealer: Sealer, purpose: string, text: string): Uint8Array =>
  sealer.seal(Buffer.from(text), purpose);

export const openText = (sealer: Sealer, purpose: string, sealed: Uint8Array): string =>
  Buffer.from(sealer.open(sealed, purpose)).toString();
