import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { keeperKinds } from '@reassign/shared/listings/keepers.ts';
import { keeperKeyInput, keeperKeyView, keeperList } from '@reassign/shared/listings/keepers-api.ts';
import type { Clock } from '../../platform/clock.ts';
import type { MemberAccess } from '../../platform/session.ts';
import { actorOf, decider, unwrap } from '../requests.ts';
import type { Keepers } from './service.ts';

export interface KeeperRoutes {
  readonly keepers: Keepers;
  readonly clock: Clock;
}

const keeper = { kind: keeperKinds, accredited: true } as const satisfies MemberAccess;

export const keeperRoutes: FastifyPluginAsyncZod<KeeperRoutes> = async (app, { keepers, clock }) => {
  app.get(
    '/api/v1/keeper-key',
    { config: { access: keeper }, schema: { response: { 200: keeperKeyView } } },
    ({ principal }) => keepers.own(actorOf(principal)),
  );

  app.put(
    '/api/v1/keeper-key',
    {
      config: { access: { ...keeper, secondFactor: true } },
      schema: { body: keeperKeyInput, response: { 200: keeperKeyView } },
    },
    async ({ principal, body }) =>
      unwrap(await keepers.give(actorOf(principal), clock.now(), body.recipient)),
  );

  app.get('/api/v1/keepers', { config: { access: decider }, schema: { response: { 200: keeperList } } }, () =>
    keepers.list(),
  );
};
