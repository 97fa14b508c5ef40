import { randomUUID } from 'node:crypto';
import { DAY } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { KeyShareList } from '@reassign/shared/auctions/keeping-api.ts';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { makeIdentity, openShare, sealBid } from '@reassign/shared/verify/lot-key.ts';
import { yes } from './bank-desk.ts';
import type { Answer } from './browser.ts';
import type { House, Person } from './house.ts';

/* Those who keep the key of a lot under sealed bids, with what only they have; and what bidders send. */

export interface Keeper {
  readonly person: Person;
  readonly identity: string;
  readonly recipient: string;
}

/** A person makes a key as a browser does, and gives its public half. */
export async function keeperOf(person: Person): Promise<Keeper> {
  const { identity, recipient } = await makeIdentity();
  await yes(person.browser.put('/api/v1/keeper-key', { recipient }));
  return { person, identity, recipient };
}

/** An officer of the platform, one of another bank, one of a supervisor. */
export async function threeKeepers(house: House): Promise<readonly [Keeper, Keeper, Keeper]> {
  const bank = await house.newcomer('bank', ['member'], '第三方银行股份有限公司');
  const supervisor = await house.newcomer('supervisor', ['member'], '示例监督机构');
  return [await keeperOf(house.operator), await keeperOf(bank), await keeperOf(supervisor)];
}

export const sealedListing = (
  keepers: readonly Keeper[],
  change: Partial<NonNullable<ListingInput['sealed']>> = {},
): Pick<ListingInput, 'sealed'> => ({
  sealed: {
    pricing: 'second',
    openingMs: DAY,
    keepers: keepers.map(({ person }) => person.principal.userId),
    ...change,
  },
});

export const sharesOf = async ({ person }: Keeper): Promise<KeyShareList['items']> =>
  (await yes<KeyShareList>(person.browser.get('/api/v1/key-shares'))).items;

/** The share of a lot, as its keeper's browser opens it. */
export async function shareIn(keeper: Keeper, lotId: LotId): Promise<string> {
  const own = (await sharesOf(keeper)).find((item) => item.lotId === lotId);
  const share = own && (await openShare(own.ciphertext, keeper.identity));
  if (!share) throw new Error('a keeper opens what it keeps');
  return share;
}

export const give = ({ person }: Keeper, lotId: LotId, share: string): Promise<Answer> =>
  person.browser.post(`/api/v1/lots/${lotId}/key-shares`, { share });

/** What a bidder's browser makes of an amount. */
export async function sealedFor(
  house: House,
  lotId: LotId,
  bidderNumber: string,
  amount: Money,
): Promise<string> {
  const { offer } = await yes<LotView>(house.watcher.get(`/api/v1/lots/${lotId}`));
  if (offer.format !== 'sealed') throw new Error('the lot is under sealed bids');
  return sealBid({ lot: lotId, bidderNumber, amount }, offer.recipient);
}

export const sendSealed = (
  { browser }: Person,
  lotId: LotId,
  ciphertext: string,
  commandId: string = randomUUID(),
): Promise<Answer> =>
  browser.post(`/api/v1/lots/${lotId}/bids/by-form`, { form: 'sealed', commandId, ciphertext });
