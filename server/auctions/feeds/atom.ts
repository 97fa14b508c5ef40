import { type Instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { element, text, xmlFile } from './xml.ts';

export interface AtomEntry {
  /** UUID of what the entry is about: the same in every language and at every address. */
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly publishedAt: Instant;
  readonly summary: string;
  readonly author: string;
  readonly categories: readonly { readonly term: string; readonly label: string }[];
}

export interface AtomFeed {
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  readonly language: string;
  /** Where the feed itself is, and the page it follows. */
  readonly self: string;
  readonly alternate: string;
  readonly entries: readonly AtomEntry[];
}

/** RFC 4287. A notice never changes after its publication, so that is also when its entry was last updated. */
export function atomFeed({ title, subtitle, author, language, self, alternate, entries }: AtomFeed): string {
  const newest = Math.max(0, ...entries.map(({ publishedAt }) => publishedAt)) as Instant;
  const children = [
    text('id', self),
    text('title', title),
    text('subtitle', subtitle),
    text('updated', toRfc3339(newest)),
    element('author', {}, text('name', author)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: language, href: alternate }),
    ...entries.map(entryElement),
  ];
  const root = { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language };
  return xmlFile(element('feed', root, `\n${children.join('\n')}\n`));
}

function entryElement({ id, title, href, publishedAt, summary, author, categories }: AtomEntry): string {
  const at = toRfc3339(publishedAt);
  return element(
    'entry',
    {},
    [
      text('id', `urn:uuid:${id}`),
      text('title', title),
      element('link', { rel: 'alternate', type: 'text/html', href }),
      text('published', at),
      text('updated', at),
      element('author', {}, text('name', author)),
      ...categories.map(({ term, label }) => element('category', { term, label })),
      text('summary', summary),
    ].join(''),
  );
}
