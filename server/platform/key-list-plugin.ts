import type { FastifyPluginAsync } from 'fastify';
import type { Db } from './db.ts';
import { listKeys } from './checkpoint-keys.ts';
import { ProblemError } from './problem-handler.ts';

/** The keys that sign checkpoints, where programs look for such things (RFC 8615). */
export const keyListPlugin: FastifyPluginAsync<{ readonly db: Db; readonly name: string }> = async (
  app,
  { db, name },
) => {
  app.get('/.well-known/reassign-keys.json', async (_request, reply) => {
    const list = await listKeys(db, name);
    if (list === null) throw new ProblemError('unavailable');
    return reply.header('cache-control', 'public, max-age=300').send(list);
  });
};
