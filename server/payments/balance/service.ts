import { DAY, later } from '@reassign/shared/kernel/instant.ts';
import type { ProviderEntry } from '@reassign/shared/payments/provider-entry.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { StripeDoor } from '../stripe/client.ts';
import * as repo from './repo.ts';

/** Read again each time: an entry may be listed a while after it was made. */
const OVERLAP_MS = 3 * DAY;

/** Stripe's own list of what moved its balance, read on and kept. */
export function createBalance({
  db,
  clock,
  stripe,
}: {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly stripe: Pick<StripeDoor, 'readBalance'>;
}) {
  return {
    /** Reads what is new; throws when Stripe does not answer. Before the first payment there is nothing of ours to read. */
    async read(): Promise<void> {
      const last = await repo.lastRead(db);
      if (last === null && !(await repo.hasPages(db))) return;
      const entries = await stripe.readBalance(last === null ? null : later(last, -OVERLAP_MS));
      await repo.insert(db, entries, clock.now());
    },
    entries: (): Promise<ProviderEntry[]> => repo.all(db),
  };
}
