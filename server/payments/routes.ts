import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { eventTaken } from '@reassign/shared/payments/api.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { SeenEvent, StripeDoor } from './stripe/client.ts';

export interface PaymentRoutes {
  readonly clock: Pick<Clock, 'now'>;
  readonly stripe: Pick<StripeDoor, 'readEvent'>;
  readonly take: (event: SeenEvent, report: (error: unknown) => void) => Promise<void>;
}

/** Where Stripe tells what happened. What is signed are the bytes, so nothing reads them before. */
export const paymentRoutes: FastifyPluginAsyncZod<PaymentRoutes> = async (app, { clock, stripe, take }) => {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => {
    parsed(null, body);
  });

  app.post(
    '/api/v1/payments/stripe/events',
    { config: { access: 'public' }, schema: { response: { 200: eventTaken } } },
    async ({ body, headers, log }) => {
      const signature = headers['stripe-signature'];
      const event =
        Buffer.isBuffer(body) && typeof signature === 'string'
          ? await stripe.readEvent(body.toString('utf8'), signature, clock.now())
          : null;
      if (event === null) throw new ProblemError('bad-signature');
      await take(event, (error) => {
        log.warn({ err: error }, 'event not dealt with yet');
      });
      return { received: true } as const;
    },
  );
  await Promise.resolve();
};
