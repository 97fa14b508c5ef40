import type { FastifyPluginAsync } from 'fastify';
import type { Config } from '../platform/config.ts';
import type { Platform } from '../platform/module.ts';
import type { Pacing } from '../platform/pacing.ts';
import { caseRoutes } from './cases/routes.ts';
import { createCases } from './cases/service.ts';
import { followUnsold } from './follower.ts';
import { createImporter } from './importer.ts';
import { profileRoutes } from './profiles/routes.ts';
import { createProfiles } from './profiles/service.ts';
import { createNotices } from './notices.ts';
import { listingRoutes } from './routes.ts';
import { createListingDesk } from './service.ts';

export type { Answer } from './answer.ts';

export type ListingsModule = ReturnType<typeof createListings>;

export interface ListingsDeps extends Pick<Platform, 'database' | 'clock' | 'sealer'> {
  readonly config: Pick<Config, 'courtListSince'>;
  readonly pacing: Pacing;
  /** Rung when a new version of the rules was published. */
  readonly bell?: { ring(): void };
}

/** The parts of the listings module, wired. Commands take the acting person and their time: the seed runs them too. */
export function createListings({ database: { db }, clock, sealer, config, pacing, bell }: ListingsDeps) {
  const profiles = createProfiles(db);
  const desk = createListingDesk({ db, sealer, profiles, courtListSince: config.courtListSince });
  const cases = createCases({ db, reopenListings: desk.reopenListings });
  const notices = createNotices(db);
  const importer = createImporter(pacing);
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(caseRoutes, { cases, importer, clock });
    await app.register(listingRoutes, { desk, notices, clock });
    await app.register(profileRoutes, {
      profiles,
      clock,
      courtListSince: config.courtListSince,
      published: () => bell?.ring(),
    });
  };
  return {
    profiles,
    ...cases,
    ...desk,
    ...notices,
    followUnsold: (isFree: Parameters<typeof followUnsold>[1]) => followUnsold(notices, isFree),
    plugin,
  };
}
