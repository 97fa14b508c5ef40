import type { FastifyPluginAsync } from 'fastify';
import type { Config } from '../platform/config.ts';
import type { Platform } from '../platform/module.ts';
import type { Pacing } from '../platform/pacing.ts';
import { caseRoutes } from './cases/routes.ts';
import { createCases } from './cases/service.ts';
import { claimSheetRoutes } from './claims/routes.ts';
import { createClaimSheets } from './claims/service.ts';
import { followUnsold } from './follower.ts';
import { createImporter } from './importer.ts';
import { keeperRoutes } from './keepers/routes.ts';
import { createKeepers, type KeepersDeps } from './keepers/service.ts';
import { profileRoutes } from './profiles/routes.ts';
import { createProfiles } from './profiles/service.ts';
import { createNotices } from './notices.ts';
import { listingRoutes } from './routes.ts';
import { createListingDesk } from './service.ts';

export { endsOfLots } from './follower.ts';
export type { Answer } from './answer.ts';

export type ListingsModule = ReturnType<typeof createListings>;

export interface ListingsDeps extends Pick<Platform, 'database' | 'clock' | 'sealer'> {
  readonly config: Pick<Config, 'courtListSince'>;
  readonly pacing: Pacing;
  /** Of a person: accounts know. */
  readonly organisationsOf: KeepersDeps['organisationsOf'];
  /** Rung when a new version of the rules was published. */
  readonly bell?: { ring(): void };
}

/** The parts of the listings module, wired. Commands take the acting person and their time: the seed runs them too. */
export function createListings({
  database: { db },
  clock,
  sealer,
  config,
  pacing,
  bell,
  organisationsOf,
}: ListingsDeps) {
  const profiles = createProfiles(db);
  const keepers = createKeepers({ db, organisationsOf });
  const desk = createListingDesk({ db, sealer, profiles, keepers, courtListSince: config.courtListSince });
  const cases = createCases({ db, reopenListings: desk.reopenListings });
  const claims = createClaimSheets(db);
  const notices = createNotices(db);
  const importer = createImporter(pacing);
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(caseRoutes, { cases, importer, clock });
    await app.register(claimSheetRoutes, { claims, clock });
    await app.register(listingRoutes, { desk, notices, clock });
    await app.register(keeperRoutes, { keepers, clock });
    await app.register(profileRoutes, {
      profiles,
      clock,
      courtListSince: config.courtListSince,
      published: () => bell?.ring(),
    });
  };
  return {
    profiles,
    keepers,
    claims,
    ...cases,
    ...desk,
    ...notices,
    followUnsold: (isFree: Parameters<typeof followUnsold>[1]) => followUnsold(notices, isFree),
    plugin,
  };
}
