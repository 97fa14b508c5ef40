import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Sealer } from './secrets.ts';

/* The sealed part of a log entry: encrypted JSON, bound to its place in the log. It is never exported. */

const purpose = (lotId: LotId, seq: number): string => `lot-event:${lotId}:${seq}`;

export const sealPart = (sealer: Sealer, part: unknown, lotId: LotId, seq: number): Uint8Array =>
  sealer.seal(Buffer.from(JSON.stringify(part)), purpose(lotId, seq));

export const openPart = (sealer: Sealer, sealed: Uint8Array, lotId: LotId, seq: number): unknown =>
  JSON.parse(Buffer.from(sealer.open(sealed, purpose(lotId, seq))).toString());
