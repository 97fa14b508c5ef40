import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import {
  profileList,
  profileProposalInput,
  profileProposalList,
  profileProposalView,
  profileVersionView,
} from '@reassign/shared/listings/profile-api.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../../platform/clock.ts';
import { actorOf, unwrap } from '../requests.ts';
import type { Profiles } from './service.ts';

export interface ProfileRoutes {
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly courtListSince: CalendarDay | null;
  /** Other servers read the versions anew. */
  readonly published: () => void;
}

const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
const params = z.strictObject({ id: idSchema });
const noBody = z.nullable(z.strictObject({}));

export const profileRoutes: FastifyPluginAsyncZod<ProfileRoutes> = async (
  app,
  { profiles, clock, courtListSince, published },
) => {
  app.get(
    '/api/v1/profiles',
    { config: { access: 'public' }, schema: { response: { 200: profileList } } },
    (_request, reply) =>
      reply.shared(async () => {
        const known = await profiles.inForce();
        return {
          value: { items: await profiles.versions(), courtListSince },
          isFresh: () => profiles.known() === known,
        };
      }),
  );

  app.get(
    '/api/v1/profile-proposals',
    { config: { access: officer }, schema: { response: { 200: profileProposalList } } },
    async ({ principal }) => ({ items: await profiles.proposals(actorOf(principal)) }),
  );

  app.post(
    '/api/v1/profile-proposals',
    {
      config: { access: officer, idempotent: true },
      schema: { body: profileProposalInput, response: { 201: profileProposalView } },
    },
    async ({ principal, body }, reply) => {
      const view = unwrap(await profiles.propose(actorOf(principal), clock.now(), body));
      return reply.code(201).send(view);
    },
  );

  app.post(
    '/api/v1/profile-proposals/:id/approve',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: noBody, response: { 200: profileVersionView } },
    },
    async ({ principal, params: { id } }) => {
      const view = unwrap(await profiles.approve(actorOf(principal), clock.now(), id));
      published();
      return view;
    },
  );
};
