import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWeb } from '@reassign/web/build.ts';
import { pagesPlugin } from '../../server/platform/pages.ts';
import { problemHandlerPlugin } from '../../server/platform/problem-handler.ts';
import { securityHeadersPlugin } from '../../server/platform/security-headers.ts';
import { sharedAnswersPlugin } from '../../server/platform/shared-answers.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import { OPENS } from '../support/lot-views.ts';
import { stranger } from '../../web/accounts/stranger.ts';

async function serve(production: boolean): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(problemHandlerPlugin);
  await app.register(securityHeadersPlugin, { https: true });
  await app.register(sharedAnswersPlugin, {
    clock: { now: () => OPENS, monotonic: () => 0 },
    telemetry: createTelemetry(),
  });
  app.get('/api/v1/me', () => stranger);
  await app.register(pagesPlugin, {
    clock: { now: () => OPENS },
    publicUrl: 'https://reassign.test',
    production,
  });
  return app;
}

let development: FastifyInstance;
let production: FastifyInstance;
beforeAll(async () => {
  await buildWeb();
  [development, production] = await Promise.all([serve(false), serve(true)]);
});
afterAll(() => Promise.all([development.close(), production.close()]));

describe('the page of all parts', () => {
  it.each(['/ui', '/en/ui'])('%s is nowhere in production', async (url) => {
    const { statusCode, body } = await production.inject(url);
    expect(statusCode).toBe(404);
    expect(body).not.toContain('role="combobox"');
  });

  it.each([
    ['/ui', '界面部件'],
    ['/en/ui', 'Parts of the interface'],
  ])('%s shows them on the server already', async (url, title) => {
    const { statusCode, body } = await development.inject(url);
    expect(statusCode).toBe(200);
    expect(body).toContain(title);
    // One mark of each: combobox, tabs, date parts, sorted column, progress, charts.
    for (const mark of [
      'role="combobox"',
      'role="tablist"',
      'role="spinbutton"',
      'aria-sort="descending"',
      'role="progressbar"',
      'role="img"',
      'aria-current="step"',
    ])
      expect(body).toContain(mark);
  });

  it('writes what a chart draws into a table beside it', async () => {
    const { body } = await development.inject('/ui');
    expect(body.match(/<details[^>]*><summary[^>]*>以表格显示/g)).toHaveLength(2);
    expect(body).toContain('¥9,600,000');
  });
});

describe('the sample of a waterfall', () => {
  it.each([
    ['/ui/waterfall', '价款分配', '以表格显示'],
    ['/en/ui/waterfall', 'Distribution of the price', 'Show as a table'],
  ])('%s is drawn on the server, with its table and its explanation', async (url, title, table) => {
    const { statusCode, body } = await development.inject(url);
    expect(statusCode).toBe(200);
    expect(body.split(`<figcaption`)).toHaveLength(4);
    expect(body).toContain(title);
    expect(body).toContain(table);
    expect(body).toContain('¥129,249.45');
    expect((await production.inject(url)).statusCode).toBe(404);
  });
});

describe('the frame of every page', () => {
  it('sets the theme by a script of its own before the style sheet and without waiting', async () => {
    const { body } = await development.inject('/ui');
    const script = /<script src="(\/assets\/early-theme-[^"]+\.js)"><\/script>/.exec(body);
    expect(script).not.toBeNull();
    expect(body.indexOf(script?.[0] ?? '')).toBeLessThan(body.indexOf('rel="stylesheet"'));
    const { body: code, headers } = await development.inject(script?.[1] ?? '');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    // A classic script: what would make it a module would make it fail.
    expect(code).not.toMatch(/\b(?:import|export)\b/);
  });

  it.each(['', '/en'])(
    'leads to every public place, also in a menu that needs no script (%s)',
    async (language) => {
      const { body } = await development.inject(`${language}/ui`);
      const header = /<header.*?<\/header>/s.exec(body)?.[0] ?? '';
      const menu = /<details.*<\/details>/s.exec(header)?.[0] ?? '';
      for (const path of ['/lots', '/results', '/calendar', '/agencies', '/verify', '/rules', '/sign-in']) {
        expect(header.split(`href="${language}${path}"`)).toHaveLength(3);
        expect(menu).toContain(`href="${language}${path}"`);
      }
    },
  );
});
