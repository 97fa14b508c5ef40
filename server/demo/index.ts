import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, type Instant, later } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../platform/clock.ts';
import { followToEnd } from '../platform/follower.ts';
import { createModules, type Modules, type ModulesDependencies } from '../modules.ts';
import { startDemoBidders } from './bidders.ts';
import { pastClock } from './past-clock.ts';
import { bringStatement } from './bank.ts';
import { findDefault, unpaidSale } from './defaults.ts';
import { demoCast } from './people.ts';
import { seedDemo } from './seed.ts';

export { demoEntrances } from './people.ts';

/**
 * Fills an empty demo, and one in which nothing is open any more with a new batch. The real modules tell the story,
 * on a clock that stands in the past.
 */
export async function prepareDemo(deps: ModulesDependencies, say: (text: string) => void): Promise<void> {
  const now = deps.clock.now();
  const clock = pastClock(now);
  const modules = createModules({ ...deps, clock, booksClock: deps.clock });
  const { catalogue } = modules.auctions;
  const catchUp = async (): Promise<void> => {
    for (const follower of modules.followers) await followToEnd(deps.database.db, follower, deps.report);
  };
  await catchUp();
  if (await catalogue.hasOpenLots(now)) return;
  const batch = await catalogue.count();
  say(
    batch === 0
      ? 'Setting up the demo (all of it fictional) …'
      : 'Nothing is open any more: adding new demo lots …',
  );
  const { lots } = await seedDemo({ modules, clock, catchUp }, now, batch);
  await modules.auctions.close();
  clock.set(now);
  await catchUp();
  const unpaid = await unpaidSale(modules);
  await bringStatement(modules, now, unpaid);
  if (unpaid !== null) await findDefault(modules, unpaid);
  say(`${String(lots)} demo lots are ready.`);
}

/** Sets the demo bidders on the open lot that both are registered for and that ends next, though not within the hour. Answers how to stop them. */
export async function startDemo(
  modules: Modules,
  clock: Clock,
  report: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const cast = await demoCast(modules.accounts);
  const robots = [cast['robot-a'], cast['robot-b']] as const;
  const lotId = await livelyLot(modules, robots, clock.now());
  if (lotId === null) return () => Promise.resolve();
  const bidders = startDemoBidders(modules, clock, lotId, robots, report);
  return () => {
    bidders.stop();
    return Promise.resolve();
  };
}

async function livelyLot(
  { auctions, deposits }: Modules,
  robots: Parameters<typeof startDemoBidders>[3],
  now: Instant,
): Promise<LotId | null> {
  let lively: { lotId: LotId; closesAt: Instant } | null = null;
  for (const lotId of await auctions.catalogue.openLots(now)) {
    const view = await auctions.sequencer.view(lotId);
    const lot = view?.state.lot;
    if (lot?.phase !== 'open' || lot.terms.format !== 'english' || lot.closesAt < later(now, HOUR)) continue;
    const standings = await Promise.all(
      robots.map(async ({ organisation }) => organisation && deposits.standing(lotId, organisation.id)),
    );
    if (standings.some((standing) => standing?.kind !== 'bidder')) continue;
    if (lively === null || lot.closesAt < lively.closesAt) lively = { lotId, closesAt: lot.closesAt };
  }
  return lively?.lotId ?? null;
}
