import type { RelationInput } from '@reassign/shared/deposits/declarations.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { openText, sealText } from '../identity.ts';

/** What of a declaration is for the seller's own list: sealed, and bound to its id. */
export interface Label extends Pick<RelationInput, 'reason' | 'claim'> {
  readonly name: string;
}

const purpose = (id: string): string => `declaration:${id}`;

export const sealLabel = (sealer: Sealer, id: string, label: Label): Uint8Array =>
  sealText(sealer, purpose(id), JSON.stringify(label));

export const openLabel = (sealer: Sealer, id: string, sealed: Uint8Array): Label =>
  JSON.parse(openText(sealer, purpose(id), sealed)) as Label;
