import { createHash } from 'node:crypto';
import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import { type BidderNumber, type LotId, uuidv7 } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later, MINUTE, SECOND, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { canonicalJson, type JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import { entryHash, GENESIS } from '@reassign/shared/verify/chain.ts';
import type { StoredEntry } from '../../../server/platform/log-store.ts';
import type { Dice } from './world.ts';

export const bidderNumbers = ['104', '217', '389', '455', '672', '801'] as BidderNumber[];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const commitmentOf = (bidderNumber: BidderNumber): string => sha256(`commitment ${bidderNumber}`);

export const newId = <Kind extends string>(dice: Dice, at: Instant): ReturnType<typeof uuidv7<Kind>> =>
  uuidv7<Kind>(at, dice.bytes(10));

/** A lot that opens a second after `at` for a minute, at 1,000.00 in steps of 100.00. */
export function publishedLot(
  dice: Dice,
  at: Instant,
): { readonly lotId: LotId; readonly first: StoredEntry } {
  const lotId: LotId = newId<'lot'>(dice, at);
  const event: Extract<LotEvent, { type: 'ListingPublished' }> = {
    type: 'ListingPublished',
    body: {
      number: 'SX-2026-000001',
      title: '示例专利',
      round: 1,
      format: 'english',
      profile: referTo(bidding),
      start: { amount: 100_000, currency: 'CNY' },
      increments: [{ from: { amount: 0, currency: 'CNY' }, step: { amount: 10_000, currency: 'CNY' } }],
      deposit: { amount: 10_000, currency: 'CNY' },
      opensAt: toRfc3339(later(at, SECOND)),
      closesAt: toRfc3339(later(at, SECOND + MINUTE)),
      ladder: [],
      noticeHash: sha256('notice'),
    },
  };
  const body = event.body as unknown as JsonObject;
  const hash = entryHash(GENESIS, { lot: lotId, seq: 1, at, type: event.type, body });
  return { lotId, first: { seq: 1, at, type: event.type, body, sealed: null, identity: null, hash } };
}

/** What a client asked for, so that a retry with other content is recognised. */
export const contentHash = (content: JsonObject): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(canonicalJson(content)).digest());
