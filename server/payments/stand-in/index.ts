import fp from 'fastify-plugin';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import type { StripeAccess } from '../stripe/client.ts';
import { createDelivery } from './deliver.ts';
import { standInRoutes } from './routes.ts';
import { createStandIn } from './service.ts';

type StandInAccess = StripeAccess & Required<Pick<StripeAccess, 'at'>>;

/** Any of these means every address, and is none to call. */
const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** How the SDK reaches the stand-in, which is this server itself; its keys are nobody else's. */
export function standInAccess(
  { host, port, production }: Pick<Config, 'host' | 'port' | 'production'>,
  sealer: Pick<Sealer, 'matchingKey'>,
): StandInAccess {
  assert(!production, 'simulated payments do not run in production');
  const key = (name: string): string => Buffer.from(sealer.matchingKey(`stand-in:${name}`)).toString('hex');
  const reached = EVERYWHERE.has(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    secretKey: `sk_test_${key('secret')}`,
    webhookSecret: `whsec_${key('webhook')}`,
    at: { host: reached, port },
  };
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Resolves when everything that the stand-in had to tell was told. */
    standInSettled(): Promise<void>;
  }
}

interface StandInOptions {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly access: StandInAccess;
  readonly publicUrl: string;
  readonly report: (error: unknown) => void;
}

/** Stripe for whoever has no key: the same protocol to the same SDK over real HTTP (docs/operations.md). */
export const standInPlugin = fp<StandInOptions>(
  async (app, { access, publicUrl, ...deps }) => {
    const { at, secretKey, webhookSecret: secret } = access;
    const url = `http://${at.host}:${String(at.port)}/api/v1/payments/stripe/events`;
    const { clock, report } = deps;
    const delivery = createDelivery({ url, secret, now: () => clock.now(), report });
    const standIn = createStandIn({ ...deps, delivery });
    app.decorate('standInSettled', standIn.settled);
    app.addHook('onClose', () => standIn.settled());
    await app.register(standInRoutes, { standIn, secretKey, publicUrl });
  },
  { name: 'stand-in' },
);
