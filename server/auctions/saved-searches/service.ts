import { randomBytes } from 'node:crypto';
import type { ListedSearch, SavedSearchView } from '@reassign/shared/auctions/saved-search-api.ts';
import { lotParametersOf, MOST_SAVED_SEARCHES, normalQuery } from '@reassign/shared/auctions/saved-search.ts';
import { type LotSearch, toLotSearch } from '@reassign/shared/auctions/search.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { SearchRefusal } from '../catalogue/search.ts';
import type { Catalogue } from '../catalogue/service.ts';
import * as repo from './repo.ts';

export interface SavedSearchesDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly catalogue: Pick<Catalogue, 'countMatches' | 'unknownBank'>;
}

export type SavingRefusal =
  | SearchRefusal
  | { readonly refusal: 'already-saved'; readonly id: string }
  | { readonly refusal: 'too-many-saved' };

/** Searches that people keep, each their own: what belongs to somebody else is not there. */
export function createSavedSearches({ db, clock, catalogue }: SavedSearchesDeps) {
  return {
    async list(userId: UserId): Promise<ListedSearch[]> {
      const rows = await repo.listSearches(db, userId);
      return rows.map((row) => ({ ...viewOf(row), matches: null }));
    },

    /** With how many lots match each, as far as there is time to count. */
    async listCounted(userId: UserId): Promise<ListedSearch[]> {
      const rows = await repo.listSearches(db, userId);
      const watched = rows.map(({ query, seenAt }) => ({
        search: toLotSearch(lotParametersOf(query)),
        since: seenAt,
      }));
      const matches = await catalogue.countMatches(watched);
      return rows.map((row, index) => ({ ...viewOf(row), matches: matches[index] ?? null }));
    },

    async save(userId: UserId, name: string, search: LotSearch): Promise<SavedSearchView | SavingRefusal> {
      const stranger = await catalogue.unknownBank(search);
      if (stranger !== null) return { refusal: 'unknown-bank', name: stranger };
      const query = normalQuery(search);
      return db.transaction(async (tx) => {
        await repo.lockSearchesOf(tx, userId);
        const kept = await repo.listSearches(tx, userId);
        const same = kept.find((row) => row.query === query);
        if (same) return { refusal: 'already-saved', id: same.id };
        if (kept.length >= MOST_SAVED_SEARCHES) return { refusal: 'too-many-saved' };
        const now = clock.now();
        const row = { id: uuidv7(now, randomBytes(10)), userId, name, query, createdAt: now, seenAt: now };
        await repo.insertSearch(tx, row);
        return viewOf(row);
      });
    },

    rename: async (userId: UserId, id: string, name: string): Promise<SavedSearchView | null> =>
      viewOrNull(await repo.updateSearch(db, userId, id, { name })),

    /** What is published from now on is new. */
    markSeen: async (userId: UserId, id: string): Promise<SavedSearchView | null> =>
      viewOrNull(await repo.updateSearch(db, userId, id, { seenAt: clock.now() })),

    remove: (userId: UserId, id: string): Promise<boolean> => repo.deleteSearch(db, userId, id),
  };
}

export type SavedSearches = ReturnType<typeof createSavedSearches>;

const viewOf = ({ id, name, query, createdAt, seenAt }: repo.StoredSearch): SavedSearchView => ({
  id,
  name,
  query,
  createdAt: fromInstant(createdAt),
  seenAt: fromInstant(seenAt),
});

const viewOrNull = (row: repo.StoredSearch | null): SavedSearchView | null => row && viewOf(row);
