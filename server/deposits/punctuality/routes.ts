import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { punctualityView, refundWatch } from '@reassign/shared/deposits/api.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { mayFollowUp } from '@reassign/shared/payments/payment.ts';
import type { Payments } from '../../payments/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Deposits } from '../service.ts';

interface PunctualityRoutes {
  readonly deposits: Deposits;
  readonly payments: Pick<Payments, 'desk'>;
  readonly clock: Pick<Clock, 'now'>;
}

export const punctualityRoutes: FastifyPluginAsyncZod<PunctualityRoutes> = async (
  app,
  { deposits, payments, clock },
) => {
  app.get(
    '/api/v1/refunds/punctuality',
    { config: { access: 'public' }, schema: { response: { 200: punctualityView } } },
    (_request, reply) =>
      // Part of pages that strangers share: a minute old at most.
      reply.shared(async () => {
        const until = later(clock.now(), MINUTE);
        const [figures, toCourts] = await Promise.all([
          deposits.punctuality.figures(),
          deposits.punctuality.courtFigures(),
        ]);
        return { value: { ...figures, toCourts }, isFresh: () => clock.now() < until };
      }),
  );

  app.get(
    '/api/v1/refunds/watch',
    {
      config: { access: { kind: 'operator', role: 'officer', secondFactor: true } },
      schema: { response: { 200: refundWatch } },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
      const [waiting, toCourts, { stuck, disputed, unknown }] = await Promise.all([
        deposits.punctuality.watch(),
        deposits.punctuality.watchCourts(),
        payments.desk(),
      ]);
      return {
        waiting: waiting.map(({ deposits: count, dueAt, alarm }) => ({
          ...{ deposits: count, dueAt: fromInstant(dueAt), alarm },
        })),
        toCourts: toCourts.map(({ dueAt, ...one }) => ({ ...one, dueAt: fromInstant(dueAt) })),
        stuck: stuck.map(({ id, reference, amount, status, fault, followUp, askedAt }) => ({
          ...{ id, reference, amount, status, fault, askedAt: fromInstant(askedAt) },
          isOver: mayFollowUp({ status, fault, followUp }),
        })),
        disputed: disputed.map(({ openedAt, ...one }) => ({ ...one, openedAt: fromInstant(openedAt) })),
        unknown,
      };
    },
  );
  await Promise.resolve();
};
