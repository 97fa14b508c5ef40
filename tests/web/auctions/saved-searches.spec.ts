import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { LotList } from '@reassign/shared/auctions/api.ts';
import type { ListedSearch } from '@reassign/shared/auctions/saved-search-api.ts';
import { buildWeb } from '@reassign/web/build.ts';
import { pagesPlugin } from '../../../server/platform/pages.ts';
import { problemHandlerPlugin } from '../../../server/platform/problem-handler.ts';
import { securityHeadersPlugin } from '../../../server/platform/security-headers.ts';
import { sharedAnswersPlugin } from '../../../server/platform/shared-answers.ts';
import { createTelemetry } from '../../../server/platform/telemetry.ts';
import { LOT_ID, lotView, OPENS } from '../../support/lot-views.ts';
import { stranger } from '../../../web/accounts/stranger.ts';

const app = Fastify();
const signedIn = 'who=wang';

const me = (isSignedIn: boolean): MeView => ({
  ...stranger,
  user: isSignedIn ? { id: LOT_ID, name: '王小明', email: 'wang@example.test' } : null,
});

const lots: LotList = {
  items: [lotView()],
  nextCursor: null,
  total: { count: 1, isCapped: false },
  facets: [],
  match: 'every-lot',
  searchedFor: null,
  marks: {},
};

const search: ListedSearch = {
  id: LOT_ID,
  name: '我的电池',
  query: 'q=%E7%94%B5%E6%B1%A0&type=patent',
  createdAt: lotView().opensAt,
  seenAt: lotView().opensAt,
  matches: null,
};
const matches = { all: { count: 10_000, isCapped: true }, fresh: { count: 3, isCapped: false } };
let kept: ListedSearch[] = [search];

beforeAll(async () => {
  await buildWeb();
  await app.register(problemHandlerPlugin);
  await app.register(securityHeadersPlugin, { https: true });
  await app.register(sharedAnswersPlugin, {
    clock: { now: () => OPENS, monotonic: () => 0 },
    telemetry: createTelemetry(),
  });
  app.get('/api/v1/me', ({ headers }) => me(headers.cookie === signedIn));
  app.get('/api/v1/lots', () => lots);
  app.get('/api/v1/saved-searches', () => ({ items: kept }));
  await app.register(pagesPlugin, {
    clock: { now: () => OPENS },
    publicUrl: 'https://reassign.test',
    production: false,
  });
});
afterAll(() => app.close());

async function ask(url: string, cookie?: string): Promise<string> {
  const { body } = await app.inject({ url, headers: cookie === undefined ? {} : { cookie } });
  return body;
}
const textOf = (html: string): string => html.replaceAll(/<script.*?<\/script>|<[^>]*>/gs, '');

describe('the page of saved searches', () => {
  it.each([
    ['/account/searches', ['我的电池', '“电池”', '专利', '共 10,000+ 件', '新增 3 件', '改名']],
    ['/en/account/searches', ['我的电池', '“电池”', 'Patent', '10,000+ lots', '3 new', 'Rename']],
  ])('says what each asks for and what is new: %s', async (url, texts) => {
    kept = [{ ...search, matches }];
    const html = await ask(url, signedIn);
    for (const expected of texts) expect(textOf(html)).toContain(expected);
    expect(html).toContain('/lots?q=%E7%94%B5%E6%B1%A0&amp;type=patent');
  });

  it.each([
    ['/account/searches', '暂时来不及统计'],
    ['/en/account/searches', 'There was no time to count.'],
  ])('says what was not counted: %s', async (url, expected) => {
    kept = [search];
    expect(textOf(await ask(url, signedIn))).toContain(expected);
  });

  it.each([
    ['/account/searches', '再按“保存搜索”'],
    ['/en/account/searches', 'choose “Save search”'],
  ])('says how to save one when there is none: %s', async (url, expected) => {
    kept = [];
    expect(textOf(await ask(url, signedIn))).toContain(expected);
  });
});

describe('the list of lots', () => {
  const path = '/lots?view=grid&sort=relevance&type=patent&q=%E7%94%B5%E6%B1%A0';
  const offered = async (url: string, cookie?: string): Promise<string[]> => {
    kept = [search];
    const html = await ask(url, cookie);
    return ['>已保存<', '>保存搜索<', '/sign-in?next=%2Flots%3F'].filter((part) => html.includes(part));
  };

  it('knows a search that is saved, however it is written', async () => {
    expect(await offered(path, signedIn)).toContain('>已保存<');
    expect(await offered(`${path}&phase=open`, signedIn)).not.toContain('>已保存<');
    expect(await offered(`${path}&phase=open`, signedIn)).toContain('>保存搜索<');
  });

  it('sends a stranger to sign in and back to the search, when there is one', async () => {
    expect(await offered(path)).toEqual(['>保存搜索<', '/sign-in?next=%2Flots%3F']);
    expect(await offered('/lots')).toEqual([]);
  });
});
