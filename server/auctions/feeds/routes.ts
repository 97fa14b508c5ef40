import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { languages, localPath } from '@reassign/shared/i18n/messages.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Feeds } from './service.ts';

const lotParams = z.strictObject({ id: idSchema });
const partParams = z.strictObject({ part: z.string().check(z.regex(/^[1-9]\d{0,4}$/)) });

/** Programs ask again and again, and a few minutes make no difference to them. */
const send = (reply: FastifyReply, type: string, text: string): FastifyReply =>
  reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=300').send(text);

export const feedRoutes: FastifyPluginAsyncZod<{ readonly feeds: Feeds }> = async (app, { feeds }) => {
  for (const language of languages) {
    app.get(localPath(language, '/calendar.ics'), async (_request, reply) =>
      send(reply, 'text/calendar', await feeds.calendar(language)),
    );

    app.get(
      localPath(language, '/lots/:id.ics'),
      { schema: { params: lotParams } },
      async ({ params }, reply) => {
        const calendar = await feeds.lotCalendar(params.id as LotId, language);
        if (!calendar) throw new ProblemError('unknown-lot');
        void reply.header('content-disposition', `attachment; filename="${calendar.name}.ics"`);
        return send(reply, 'text/calendar', calendar.text);
      },
    );

    app.get(localPath(language, '/feed.atom'), async (_request, reply) =>
      send(reply, 'application/atom+xml', await feeds.atom(language)),
    );
  }

  app.get('/sitemap.xml', async (_request, reply) => send(reply, 'application/xml', await feeds.sitemap()));

  app.get('/sitemaps/:part.xml', { schema: { params: partParams } }, async ({ params }, reply) => {
    const part = await feeds.sitemapPart(Number(params.part));
    if (part === null) throw new ProblemError('not-found');
    return send(reply, 'application/xml', part);
  });

  app.get('/robots.txt', (_request, reply) => send(reply, 'text/plain', feeds.robots()));
};
