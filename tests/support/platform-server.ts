import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { readEnvironment } from '../../server/platform/config.ts';
import { connect } from '../../server/platform/db.ts';
import { createHttpServer } from '../../server/platform/http-server.ts';
import type { Limits } from '../../server/platform/limits.ts';
import { createSealer } from '../../server/platform/secrets.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import { freshDatabase } from './database.ts';
import { testClock } from './test-clock.ts';

export const someone: Principal = {
  sessionId: 's',
  userId: '018f0000-0000-7000-8000-000000000001' as UserId,
  name: '王小明',
  email: 'w@example.com',
  organisation: null,
  roles: [],
  twoFactor: false,
};

/** What our own page sends for somebody signed in; `platformServer` takes any cookie for `someone`. */
export const signedIn = { cookie: 'session=1', origin: 'http://127.0.0.1:8080' };

export type Method = 'GET' | 'POST' | 'DELETE';

export interface Sending {
  readonly headers?: Record<string, string>;
  readonly payload?: object | string | Buffer;
  readonly remoteAddress?: string;
}

/** The platform's server without any module, for routes of a test's own. */
export async function platformServer(limits: Partial<Limits> = {}) {
  const place = await freshDatabase();
  const database = connect(place.appUrl, { max: 4 });
  const clock = testClock();
  const app = await createHttpServer({
    config: readEnvironment({ LOG_LEVEL: 'silent' }).config,
    clock,
    database,
    sealer: createSealer({ sealingKey: new Uint8Array(32), pepper: new Uint8Array(32) }),
    telemetry: createTelemetry(),
    sessions: { read: () => Promise.resolve(someone) },
    limits,
  });
  return {
    app,
    clock,
    database,
    send: (method: Method, url: string, more: Sending = {}) => app.inject({ method, url, ...more }),
    async stop() {
      await app.close();
      await database.close();
      await place.drop();
    },
  };
}

export type PlatformServer = Awaited<ReturnType<typeof platformServer>>;
export type Answer = Awaited<ReturnType<PlatformServer['send']>>;

/** The code of a problem. */
export const codeOf = (answer: Answer): string => answer.json<{ code: string }>().code;
