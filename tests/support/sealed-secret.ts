import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { yes } from './bank-desk.ts';
import type { House } from './house.ts';
import { keeperOf, sealedFor, sealedListing, sendSealed, shareIn } from './keepers.ts';

/** Not a round number, so that nothing else says it by chance. */
const YUAN = 765_432;

/** A lot under sealed bids that nobody opens, and what nobody may learn of it. */
export interface SealedSecret {
  readonly lot: LotId;
  /** The amount as it might stand somewhere, the shares of the key, and the keys of its keepers. */
  readonly secrets: readonly string[];
  /** Of the first agency, once the lot is open. */
  bid(): Promise<void>;
}

/** Published, with the first agency in. */
export async function hideSealedBid(house: House): Promise<SealedSecret> {
  const people = [house.operator, house.checker, await house.newcomer('supervisor', ['member'])];
  const keepers = await Promise.all(people.map(keeperOf));
  const lot = await house.publishLot(sealedListing(keepers));
  const [agency] = house.agencies;
  const { bidderNumber } = await house.admit(agency, lot);
  const shares = await Promise.all(keepers.map((keeper) => shareIn(keeper, lot)));
  const amounts = [String(YUAN * 100), '765,432', '76.5432', '柒拾陆万伍仟肆佰叁拾贰'];
  return {
    lot,
    secrets: [...amounts, ...shares, ...keepers.map(({ identity }) => identity)],
    async bid() {
      const amount = money(YUAN * 100, CNY);
      await yes(sendSealed(agency, lot, await sealedFor(house, lot, bidderNumber ?? '', amount)));
    },
  };
}
