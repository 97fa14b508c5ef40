import { randomBytes } from 'node:crypto';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { SaltedAmount } from '@reassign/shared/listings/events.ts';
import type { ReserveView } from '@reassign/shared/listings/api.ts';
import { reserveCommitment } from '@reassign/shared/listings/reserve.ts';
import type { Sealer } from '../platform/secrets.ts';
import type { StoredListing } from './repo.ts';

/* A hidden reserve before its listing is published: encrypted and bound to the listing. */

type Reserve = NonNullable<ReserveView['reserve']>;

const purpose = (listingId: string): string => `listing-reserve:${listingId}`;

export const sealReserve = (sealer: Sealer, reserve: Reserve, listingId: string): Uint8Array =>
  sealer.seal(Buffer.from(JSON.stringify(reserve)), purpose(listingId));

export const openReserve = (
  sealer: Sealer,
  { id, reserve }: Pick<StoredListing, 'id' | 'reserve'>,
): Money | null =>
  reserve && toMoney(JSON.parse(Buffer.from(sealer.open(reserve, purpose(id))).toString()) as Reserve);

/** Under a salt of its own: what entry 1 says of it, and what lies in its sealed part. */
export function commitReserve(
  reserve: Money,
  lotId: LotId,
): { readonly commitment: string; readonly secret: SaltedAmount } {
  const secret = { amount: reserve, salt: randomBytes(32).toString('hex') };
  return { commitment: reserveCommitment(lotId, secret), secret };
}
