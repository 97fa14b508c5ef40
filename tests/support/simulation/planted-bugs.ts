import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Fence } from './log-store.ts';
import type { LogStore, LotAppend, NotTaken, TakenLot } from '../../../server/platform/log-store.ts';

/*
 * Faults that a sequencer or its store could have, planted between the two. A checker that stays green with one of them
 * in place checks nothing.
 */

export interface PlantedBug {
  readonly spoil?: (store: LogStore) => LogStore;
  readonly fence?: Fence;
}

const allOf = (batch: readonly LotAppend[]): ReadonlySet<LotId> => new Set(batch.map(({ lotId }) => lotId));

/** Tells success before the statement returned. */
export const answerBeforeCommit: PlantedBug = {
  spoil: (store) => ({
    ...store,
    append: (batch) => {
      store.append(batch).catch(() => undefined);
      return Promise.resolve(allOf(batch));
    },
  }),
};

/** Takes a failed append for a success. */
export const ignoreFailure: PlantedBug = {
  spoil: (store) => ({ ...store, append: (batch) => store.append(batch).catch(() => allOf(batch)) }),
};

/** Takes a stale fence for a success. */
export const ignoreFence: PlantedBug = {
  spoil: (store) => ({
    ...store,
    append: async (batch) => {
      await store.append(batch);
      return allOf(batch);
    },
  }),
};

/** Appends whoever writes. */
export const noFence: PlantedBug = { fence: 'none' };

/** Rebuilds everything from the log but who asked for what. */
export const forgetDuplicates: PlantedBug = {
  spoil: (store) => ({ ...store, take: async (lotId) => forgetCommands(await store.take(lotId)) }),
};

function forgetCommands(taken: TakenLot | NotTaken): TakenLot | NotTaken {
  if (typeof taken === 'string') return taken;
  return { ...taken, entries: taken.entries.map((entry) => ({ ...entry, identity: null })) };
}

/** Takes the lot anew, yet goes on with the log as it was read the first time; a fence on `seq` would stop it. */
export const reuseStaleState: PlantedBug = {
  fence: 'epoch-only',
  spoil: (store) => {
    const first = new Map<LotId, TakenLot>();
    return {
      ...store,
      take: async (lotId) => {
        const taken = await store.take(lotId);
        if (typeof taken === 'string') return taken;
        const remembered = first.get(lotId) ?? taken;
        first.set(lotId, remembered);
        return { epoch: taken.epoch, entries: remembered.entries };
      },
    };
  },
};
