import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, type Instant } from '@reassign/shared/kernel/instant.ts';
import { percent } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { demoKeys } from '@reassign/shared/listings/demo-keys.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { openShare, sealBid } from '@reassign/shared/verify/lot-key.ts';
import type { Modules } from '../modules.ts';
import type { DemoCast, DemoKey } from './people.ts';

/* Sealed bids in the demo: who keeps the keys, what the bidders sealed, and which shares came. */

/** In the order of their shares; the last is the first to give its own. */
const keepers = [
  { key: 'operator', ...demoKeys.operator },
  { key: 'bank-checker', ...demoKeys.bank },
  { key: 'supervisor', ...demoKeys.supervisor },
] as const satisfies readonly {
  readonly key: DemoKey;
  readonly recipient: string;
  readonly identity: string;
}[];

/** Everybody gives the public half of the key that the demo made for them; whoever has given it before stays as it is. */
export async function giveDemoKeys({ listings }: Modules, cast: DemoCast, at: Instant): Promise<void> {
  for (const { key, recipient } of keepers) {
    const answer = await listings.keepers.give(cast[key], at, recipient);
    assert(answer.ok, `the demo's ${key} keeps a key`);
  }
}

/** Two weeks to open, so that a visitor finds the lot that waits. */
export const demoSealedTerms = (cast: DemoCast): NonNullable<ListingInput['sealed']> => ({
  pricing: 'second',
  openingMs: 14 * DAY,
  keepers: keepers.map(({ key }) => cast[key].userId),
});

/** The `nth` bid, some per cent over the start: what it is, only its bidder and the key know. */
export async function bidSealed(
  { auctions }: Modules,
  lotId: LotId,
  { organisation }: Principal,
  nth: number,
  at: Instant,
): Promise<void> {
  const lot = (await auctions.sequencer.view(lotId))?.state.lot;
  assert(organisation && lot?.phase === 'open' && lot.terms.format === 'sealed', 'the lot takes sealed bids');
  const standing = await auctions.auctions.standing(lotId, organisation.id);
  assert(standing.kind === 'bidder', 'whoever bids is registered');
  const { start, recipient } = lot.terms;
  const amount = percent(start, 10_000 + 300 + ((nth * 7) % 5) * 250, 'up');
  const content = { lot: lotId, bidderNumber: standing.bidderNumber, amount };
  const commandId = uuidv7(at, randomBytes(10));
  const ciphertext = await sealBid(content, recipient);
  const answer = await auctions.auctions.placeInForm(
    lotId,
    { form: 'sealed', commandId, ciphertext },
    standing,
  );
  assert(answer.ok, "the demo's sealed bid is accepted");
}

/** So many keepers give their shares. */
export async function giveDemoShares(
  { auctions, listings }: Modules,
  lotId: LotId,
  cast: DemoCast,
  shares: number,
): Promise<void> {
  for (const { key, identity } of keepers.toReversed().slice(0, shares)) {
    const { userId } = cast[key];
    const kept = await listings.keepers.shareOf(lotId, userId);
    const share = kept && (await openShare(kept.ciphertext, identity));
    assert(share, "the demo's keeper opens its share");
    const answer = await auctions.keeping.give(lotId, userId, share);
    assert(answer.ok, "the demo's share is taken");
  }
}
