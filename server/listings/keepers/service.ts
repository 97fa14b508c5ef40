import type { Organisation, Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { keeperKinds, type SealedOfferTerms } from '@reassign/shared/listings/keepers.ts';
import type { KeeperKeyView, KeeperList } from '@reassign/shared/listings/keepers-api.ts';
import type { Offer } from '@reassign/shared/listings/events.ts';
import type { Db } from '../../platform/db.ts';
import { type Answer, done, no } from '../answer.ts';
import * as repo from './repo.ts';

export type Keepers = ReturnType<typeof createKeepers>;

export interface KeepersDeps {
  readonly db: Db;
  readonly organisationsOf: (userId: UserId, tx: Db) => Promise<readonly Organisation[]>;
}

/** Somebody who may be chosen. */
export interface Keeper extends repo.KeeperKey {
  readonly organisation: Organisation;
}

/** What the notice says of the key that it was published with. */
export type OfferOfKey = Extract<Offer, { readonly format: 'sealed' }>;

/** A keeper sees this many lots: the newest. */
const MOST_LOTS = 200;

/** Who keeps shares of the keys of lots, and the shares: only in the form that their keepers can open. */
export function createKeepers({ db, organisationsOf }: KeepersDeps) {
  async function own({ userId }: Principal): Promise<KeeperKeyView> {
    const key = await repo.keyOf(db, userId);
    return { key: key && { recipient: key.recipient, givenAt: fromInstant(key.givenAt) } };
  }

  /** Whoever gave a key and still belongs to an organisation whose people may; by its first such organisation. */
  async function chosenFrom(tx: Db): Promise<Keeper[]> {
    const keys = await repo.currentKeys(tx);
    const keepers = keys.map(async (key): Promise<Keeper[]> => {
      const organisation = (await organisationsOf(key.person.id, tx)).find(mayKeep);
      return organisation ? [{ ...key, organisation }] : [];
    });
    return (await Promise.all(keepers)).flat();
  }

  return {
    own,
    chosenFrom,

    async give(principal: Principal, at: Instant, recipient: string): Promise<Answer<KeeperKeyView>> {
      const { isRecipient } = await lotKeys();
      if (!isRecipient(recipient)) return no('bad-recipient');
      const before = await repo.keyOf(db, principal.userId);
      if (before?.recipient === recipient) return done(await own(principal));
      const person = { id: principal.userId, name: principal.name };
      const isKept = await repo.insertKey(db, { person, recipient, givenAt: at });
      return isKept ? done(await own(principal)) : no('key-in-use');
    },

    async list(): Promise<KeeperList> {
      const keepers = await chosenFrom(db);
      const items = keepers.map(({ person: { id, name }, organisation }) => ({
        ...{ id, name },
        organisation: { id: organisation.id, name: organisation.name, kind: organisation.kind },
      }));
      return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)) };
    },

    /**
     * Makes the key of a lot, gives each share away, and answers what the notice says of it. The key is in this function
     * only: what it leaves is three ciphertexts and what everybody may know. Gates have looked at the keepers.
     */
    async makeKey(
      tx: Db,
      lotId: LotId,
      terms: SealedOfferTerms,
      known: readonly Keeper[],
    ): Promise<OfferOfKey> {
      const { makeLotKey, sealShare } = await lotKeys();
      const { recipient, shares, commitments } = await makeLotKey();
      const sealed = keepersIn(terms, known).map(async ({ person, recipient: own }, keeper) => {
        const ciphertext = await sealShare(shares[keeper] ?? '', own);
        return { lotId, keeper, userId: person.id, recipient: own, ciphertext };
      });
      await repo.insertShares(tx, await Promise.all(sealed));
      const { pricing, openingMs } = terms;
      return { format: 'sealed', pricing, recipient, shares: commitments, openingMs };
    },

    sharesOf: (userId: UserId) => repo.sharesOf(db, userId, MOST_LOTS),
    shareOf: (lotId: LotId, userId: UserId) => repo.shareOf(db, lotId, userId),
  };
}

/** Loaded when a key is made or given, as in the browser: nothing else here needs it. */
const lotKeys = () => import('@reassign/shared/verify/lot-key.ts');

const mayKeep = ({ kind, accredited }: Organisation): boolean =>
  accredited && keeperKinds.some((one) => one === kind);

/** The keepers of a listing, in the order of their shares. */
export const keepersIn = (
  { keepers }: Pick<SealedOfferTerms, 'keepers'>,
  known: readonly Keeper[],
): Keeper[] =>
  keepers.map((id) => {
    const keeper = known.find(({ person }) => person.id === id);
    assert(keeper, 'gates let nobody keep a share who cannot');
    return keeper;
  });

/** As the gates ask for them. */
export const organisationsOf = (known: readonly Keeper[]): ReadonlyMap<string, string> =>
  new Map(known.map(({ person, organisation }) => [person.id, organisation.id]));
