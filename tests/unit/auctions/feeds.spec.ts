import { describe, expect, it } from 'vitest';
import { instant } from '@reassign/shared/kernel/instant.ts';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import { fall } from '../../support/formats.ts';
import { lotView } from '../../support/lot-views.ts';
import { createFeeds, type FeedsDeps } from '../../../server/auctions/feeds/service.ts';
import { atomFeed } from '../../../server/auctions/feeds/atom.ts';
import { LOTS_PER_PART, sitemap, sitemapPart } from '../../../server/auctions/feeds/sitemap.ts';
import { element, escapeXml } from '../../../server/auctions/feeds/xml.ts';

describe('XML', () => {
  it('escapes what is markup, in content and in attributes', () => {
    expect(escapeXml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;');
    expect(element('link', { href: '"><script>' })).toBe('<link href="&quot;&gt;&lt;script&gt;"/>');
  });

  it('leaves out what no XML document holds (§2.2)', () => {
    expect(escapeXml('a\u0000b\u0008c\ufffed\ud800e\tf\n')).toBe('abcde\tf\n');
    expect(escapeXml('质🔨')).toBe('质🔨');
  });
});

describe('what programs are told of the price', () => {
  const publishedAt = '2026-03-01T02:00:00.000Z';
  const feedsOf = (lot: LotView) =>
    createFeeds({
      market: {
        ...({} as FeedsDeps['market']),
        notices: () => Promise.resolve({ items: [{ publishedAt, lot }] }),
        agenda: () => Promise.resolve([{ at: publishedAt, what: 'opens', lot }]),
      },
      clock: { now: () => instant(0) },
      publicUrl: 'https://reassign.test',
    });
  const textsOf = async (lot: LotView) => {
    const feeds = feedsOf(lot);
    return [await feeds.atom('en'), (await feeds.calendar('en')).replaceAll('\r\n ', '')];
  };

  it('a start, where it rises', async () => {
    for (const text of await textsOf(lotView())) expect(text).toMatch(/start \S*[\d,]+/);
  });
  it('from where it falls, where it falls', async () => {
    const falling = lotView({ offer: fall });
    for (const text of await textsOf(falling)) {
      expect(text).toMatch(/falling from \S*[\d,]+/);
      expect(text).not.toMatch(/start \S*\d/);
    }
  });
});

describe('a feed', () => {
  const feed = {
    title: 'title',
    subtitle: 'subtitle',
    author: 'author',
    language: 'en-GB',
    self: 'https://reassign.test/en/feed.atom',
    alternate: 'https://reassign.test/en/lots',
  };
  const entry = (ms: number) => ({
    id: '019a0000-0000-7000-8000-000000000001',
    title: 'a lot',
    href: 'https://reassign.test/en/lots/1',
    publishedAt: instant(ms),
    summary: 'summary',
    author: 'bank',
    categories: [],
  });

  it('was updated when its newest entry was; without entries, never', () => {
    const updated = (text: string) => /<updated>([^<]*)/.exec(text)?.[1];
    expect(updated(atomFeed({ ...feed, entries: [entry(1_000), entry(2_000)] }))).toBe(
      '1970-01-01T00:00:02.000Z',
    );
    expect(updated(atomFeed({ ...feed, entries: [] }))).toBe('1970-01-01T00:00:00.000Z');
  });

  it('has what RFC 4287 asks of every entry', () => {
    const text = atomFeed({ ...feed, entries: [entry(1_000)] });
    for (const name of ['id', 'title', 'updated', 'author', 'summary'])
      expect(text.slice(text.indexOf('<entry>'))).toContain(`<${name}>`);
    expect(text).toContain('<link rel="self" type="application/atom+xml"');
  });
});

describe('the sitemap', () => {
  const origin = 'https://reassign.test';

  it('is one file while all lots fit in it, then an index of files', () => {
    expect(sitemap(origin, LOTS_PER_PART, ['a'])).toContain('<urlset');
    const index = sitemap(origin, LOTS_PER_PART + 1, []);
    expect([...index.matchAll(/<loc>([^<]*)/g)].map(([, place]) => place)).toEqual([
      `${origin}/sitemaps/1.xml`,
      `${origin}/sitemaps/2.xml`,
    ]);
  });

  it('keeps a file far below 50,000 addresses, and says the pages once', () => {
    const ids = Array.from({ length: LOTS_PER_PART }, (_, index) => String(index));
    const count = (text: string) => text.split('<loc>').length - 1;
    expect(count(sitemapPart(origin, 1, ids))).toBe((LOTS_PER_PART + 8) * 2);
    expect(count(sitemapPart(origin, 2, ids))).toBe(LOTS_PER_PART * 2);
  });
});
