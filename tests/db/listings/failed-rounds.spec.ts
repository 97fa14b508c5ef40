import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseRightView, CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import { failedRoundsOf } from '../../../server/listings/on-sale/repo.ts';
import { lotEvent } from '../../../server/platform/tables.ts';
import { checker, maker, openListings, type OpenListings, today } from '../../support/listings.ts';

/* What our own logs know of a right: the rounds of its lots in which nobody bought, whoever sold it. */

let open: OpenListings;
beforeAll(async () => {
  open = await openListings();
});
afterAll(() => open.close());

const unsold = async ({ lotId }: ListingView, seq: number, reason: string): Promise<void> => {
  await open.database.db.insert(lotEvent).values({
    ...{ lotId: lotId ?? '', seq, at: today, type: 'LotUnsold', body: { reason } },
    hash: new Uint8Array(32),
  });
};
const rightsOf = async ({ caseId }: ListingView): Promise<readonly CaseRightView[]> => {
  const held: CaseView | null = await open.listings.findCase(maker, caseId);
  return held?.rights ?? [];
};

it('counts rounds without a bid, of this right alone; a round that never opened is none', async () => {
  const [listing, other] = [await open.desk.published(), await open.desk.published()];
  const rights = [...(await rightsOf(listing)), ...(await rightsOf(other))];
  const counted = async () => [...(await failedRoundsOf(open.database.db, rights)).values()];
  expect(await counted()).toEqual([0, 0]);
  await unsold(listing, 2, 'no-bid');
  await unsold(listing, 3, 'never-open');
  await unsold(listing, 4, 'no-bid');
  const rounds = await failedRoundsOf(open.database.db, rights);
  expect(rights.map(({ id }) => rounds.get(id))).toEqual([2, 0]);
  expect(await open.listings.findListing(checker, today, listing.id)).toMatchObject({ failedRounds: 2 });
  expect((await failedRoundsOf(open.database.db, [])).size).toBe(0);
});
