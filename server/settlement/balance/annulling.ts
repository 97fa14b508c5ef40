import type { BidderNumber, LotId } from '@reassign/shared/kernel/ids.ts';
import { SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { roundsOfWork, type RoundsOfWork } from '../../platform/rounds-of-work.ts';
import * as repo from './repo.ts';

export interface AnnullingDeps {
  readonly db: Db;
  /** Annuls the sale to a number by the platform itself; one that is annulled, or sold again since, stays as it is. */
  readonly annul: (lotId: LotId, buyer: BidderNumber, reason: string) => Promise<void>;
}

const LOOK_EVERY_MS = SECOND;
const REST_MS = 10;
const AT_ONCE = 100;

/** In the language of the notices, word for word in the log. */
const REASON = '买受人逾期未付清价款，经两人复核确认违约。';

/** Whoever confirmed a default has decided what its log says next: it is carried there, however often it is tried. */
export function createAnnulling({ db, annul }: AnnullingDeps) {
  /** Nothing is left for at once: what stands here was just asked for, and its log is followed. */
  async function round(): Promise<boolean> {
    for (const { lotId, bidderNumber } of await repo.defaultedStanding(db, AT_ONCE))
      await annul(lotId, bidderNumber, REASON);
    return false;
  }

  return {
    round,
    run: (surroundings: Pick<Parameters<typeof roundsOfWork>[0], 'pacing' | 'report'>): RoundsOfWork[] => [
      roundsOfWork({ round, everyMs: LOOK_EVERY_MS, restMs: REST_MS, ...surroundings }),
    ],
  };
}
