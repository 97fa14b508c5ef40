import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import type { House } from '../support/house.ts';
import { type Keeper, sealedListing, shareIn, threeKeepers } from '../support/keepers.ts';
import type { Arranged } from './remote-driver.ts';
import type { Terms } from './scenario.ts';

/* What a scenario of sealed bids has beside other lots: three people who keep its key. */

export interface Keeping {
  readonly listing: Partial<ListingInput>;
  /** Once the lot is published: who they are, and the share of each. */
  arranged(lot: LotId): Promise<Pick<Arranged, 'keepers'>>;
}

const nobody: Keeping = { listing: {}, arranged: () => Promise.resolve({}) };

/** Three keepers with a day to open, where the lot is under sealed bids. */
export async function keepersFor(house: House, { offer }: Terms): Promise<Keeping> {
  if (offer.format !== 'sealed') return nobody;
  const keepers = await threeKeepers(house);
  const headersOf = ({ person: { browser } }: Keeper) => ({
    cookie: browser.cookie,
    origin: house.config.publicUrl,
  });
  return {
    listing: sealedListing(keepers, { pricing: offer.pricing }),
    async arranged(lot) {
      const shares = await Promise.all(keepers.map((keeper) => shareIn(keeper, lot)));
      return {
        keepers: keepers.map((keeper, nth) => ({ headers: headersOf(keeper), share: shares[nth] ?? '' })),
      };
    },
  };
}
