import { randomUUID } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { DAY, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { Clock, Scheduled } from './clock.ts';
import type { Database } from './db.ts';
import { ProblemError } from './problem-handler.ts';
import type { Sealer } from './secrets.ts';
import { idempotentRequest as table } from './tables.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A POST that may be repeated with the same `Idempotency-Key`: the second gets the first one's answer. */
    idempotent?: true;
  }
  interface FastifyRequest {
    /** Set while this request is the one that does the work of its key. */
    idempotencyClaim: Claim | null;
  }
}

interface Claim {
  /** Person and key, as a keyed hash. */
  readonly request: Uint8Array;
  readonly token: string;
}

const KEY = /^[\x21-\x7e]{1,128}$/;
/** A claim whose server died is done again; the rules themselves refuse what was done already. */
const CLAIM_LIFE_MS = MINUTE;
const ANSWER_LIFE_MS = 2 * DAY;

export interface IdempotencyOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly sealer: Sealer;
}

export const idempotencyPlugin = fp<IdempotencyOptions>(
  (app, { clock, database: { db, certain }, sealer }, done) => {
    app.decorateRequest('idempotencyClaim', null);
    app.addHook('onRoute', ({ config, method, url }) => {
      if (config?.idempotent !== true) return;
      assert(
        method === 'POST' && config.access !== 'public',
        `${url} cannot be idempotent: POST by someone known only`,
      );
    });

    app.addHook('preHandler', async (request, reply) => {
      const key = request.headers['idempotency-key'];
      if (key === undefined || request.routeOptions.config.idempotent !== true) return;
      if (typeof key !== 'string' || !KEY.test(key)) {
        throw new ProblemError('malformed', {
          detail: 'Idempotency-Key is 1 to 128 visible ASCII characters',
        });
      }
      assert(request.principal, 'access was checked');
      const person = sealer.matchingKey(`idempotency:${request.principal.userId}:${key}`);
      return claim(request, reply, { request: person, token: randomUUID() });
    });

    /** Takes the key or answers as before. Always a write, so that no answer rests on what a failover could lose (D4). */
    async function claim(request: FastifyRequest, reply: FastifyReply, mine: Claim): Promise<unknown> {
      const contentHash = Buffer.from(sealer.matchingKey(contentOf(request)));
      const now = clock.now();
      const isStale = sql`${table.status} is null and ${lt(table.claimedAt, later(now, -CLAIM_LIFE_MS))}`;
      const taking = db
        .insert(table)
        .values({ request: mine.request, contentHash, claim: mine.token, claimedAt: now })
        .onConflictDoUpdate({
          target: table.request,
          set: {
            claim: sql`case when ${isStale} then excluded.claim else ${table.claim} end`,
            claimedAt: sql`case when ${isStale} then excluded.claimed_at else ${table.claimedAt} end`,
          },
        })
        .returning();
      const [row] = await certain(taking);
      assert(row, 'an upsert returns its row');
      if (!contentHash.equals(row.contentHash)) throw new ProblemError('idempotency-mismatch');
      if (row.status === null && row.claim !== mine.token) throw new ProblemError('busy');
      if (row.status === null) {
        request.idempotencyClaim = mine;
        return undefined;
      }
      if (row.contentType !== null) void reply.type(row.contentType);
      return reply
        .code(row.status)
        .header('idempotent-replayed', 'true')
        .serializer(String)
        .send(row.answer === null ? '' : Buffer.from(sealer.open(row.answer, purposeOf(mine))).toString());
    }

    const claimed = ({ request, token }: Claim) => and(eq(table.request, request), eq(table.claim, token));

    // The answer is kept before it is sent: who has seen it will see it again.
    app.addHook('onSend', async (request, reply, payload) => {
      const claim = request.idempotencyClaim;
      if (claim === null) return payload;
      request.idempotencyClaim = null;
      if (reply.statusCode >= 500) {
        await db.delete(table).where(claimed(claim));
        return payload;
      }
      const contentType = reply.getHeader('content-type');
      assert(
        payload === null || payload === undefined || typeof payload === 'string',
        'idempotent answers are text',
      );
      await db
        .update(table)
        .set({
          status: reply.statusCode,
          contentType: contentType?.toString() ?? null,
          answer: typeof payload === 'string' ? sealer.seal(Buffer.from(payload), purposeOf(claim)) : null,
        })
        .where(claimed(claim));
      return payload;
    });

    let next: Scheduled | null = null;
    const sweepDaily = (): void => {
      next = clock.schedule(later(clock.now(), DAY), sweepDaily);
      forgetOldAnswers().catch((error: unknown) => {
        app.log.warn({ err: error }, 'old answers not swept');
      });
    };
    const forgetOldAnswers = async (): Promise<void> => {
      await db.delete(table).where(lt(table.claimedAt, later(clock.now(), -ANSWER_LIFE_MS)));
    };
    // At the start too: a server that starts anew every day would never sweep.
    app.addHook('onReady', (ready) => {
      sweepDaily();
      ready();
    });
    app.addHook('onClose', () => {
      next?.cancel();
    });
    done();
  },
  { name: 'idempotency', dependencies: ['session'] },
);

const contentOf = ({ method, url, body }: FastifyRequest): string =>
  `${method} ${url}\n${JSON.stringify(body ?? null)}`;

/** An answer opens in its own row only. */
const purposeOf = ({ request }: Claim): string => `idempotent-answer:${Buffer.from(request).toString('hex')}`;
