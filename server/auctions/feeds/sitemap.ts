import { languages, localPath } from '@reassign/shared/i18n/messages.ts';
import { element, text, xmlFile } from './xml.ts';

/** Lots of one file; with both languages far below the 50,000 addresses that a file may hold. */
export const LOTS_PER_PART = 10_000;

/** Pages for everybody, besides those of lots. */
const PAGES = ['/', '/lots', '/results', '/calendar', '/agencies', '/verify', '/about', '/rules'] as const;

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

export const lotPath = (id: string): string => `/lots/${id}`;

/** Every page in both languages, each naming its twin. */
export function urlSet(origin: string, paths: readonly string[]): string {
  const urls = paths.flatMap((path) => {
    const twins = languages.map((language) =>
      element('xhtml:link', {
        rel: 'alternate',
        hreflang: language === 'zh' ? 'zh-CN' : language,
        href: origin + localPath(language, path),
      }),
    );
    return languages.map((language) =>
      element('url', {}, text('loc', origin + localPath(language, path)) + twins.join('')),
    );
  });
  const root = { xmlns: NAMESPACE, 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' };
  return xmlFile(element('urlset', root, `\n${urls.join('\n')}\n`));
}

/** All pages in one file while they fit, else the index of the files that hold them. */
export function sitemap(origin: string, lots: number, ids: readonly string[]): string {
  if (lots <= LOTS_PER_PART) return urlSet(origin, [...PAGES, ...ids.map(lotPath)]);
  const parts = Array.from({ length: Math.ceil(lots / LOTS_PER_PART) }, (_, part) =>
    element('sitemap', {}, text('loc', `${origin}/sitemaps/${String(part + 1)}.xml`)),
  );
  return xmlFile(element('sitemapindex', { xmlns: NAMESPACE }, `\n${parts.join('\n')}\n`));
}

/** The addresses of part `part`, from 1; the pages that are no lots stand in the first. */
export const sitemapPart = (origin: string, part: number, ids: readonly string[]): string =>
  urlSet(origin, [...(part === 1 ? PAGES : []), ...ids.map(lotPath)]);

/** What is behind a sign-in, or made for machines. */
const CLOSED = [
  '/account',
  '/agency',
  '/bank',
  '/operator',
  '/desk',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/confirm-email',
  '/invitations',
  '/mailbox',
];

export function robots(origin: string): string {
  const closed = languages.flatMap((language) => CLOSED.map((path) => localPath(language, path)));
  const lines = ['User-agent: *', 'Disallow: /api/', ...closed.map((path) => `Disallow: ${path}`)];
  return `${lines.join('\n')}\n\nSitemap: ${origin}/sitemap.xml\n`;
}
