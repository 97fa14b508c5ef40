import type { Component } from 'svelte';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { Format } from '@reassign/shared/i18n/format.ts';
import type { Translate, WordSet } from '@reassign/shared/i18n/messages.ts';
import type { Api } from './api/client.ts';

export interface PageRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly api: Api;
  readonly me: MeView;
}

export interface HeadContext<Data> {
  readonly data: Data;
  readonly t: Translate;
  readonly format: Format;
}

export interface StructuredContext<Data> extends HeadContext<Data> {
  /** The absolute address of a path of ours, in the page's language. */
  readonly address: (path: string) => string;
}

/** One page: where it is, what draws it, what it shows, and what the browser's tab says. */
export interface PageDefinition<Data> {
  /** Without a language; `:id` is a parameter. */
  readonly path: string;
  load(): Promise<{ readonly default: Component<{ data: Data }> }>;
  data(request: PageRequest): Promise<Data>;
  title(context: HeadContext<Data>): string;
  description?(context: HeadContext<Data>): string;
  /** What search engines read: one or more objects of schema.org, as JSON-LD. */
  structured?(context: StructuredContext<Data>): object;
  /** Which words it speaks beside those of every page; for signed-in people those of the desks. */
  readonly words?: WordSet;
  /** For signed-in people only: everybody else is sent to sign in and comes back. */
  readonly signedIn?: true;
  /** For those who build the house: in production there is no such page. */
  readonly developmentOnly?: true;
}

export type Route = PageDefinition<unknown>;

/** The set that a page speaks. */
export const wordsOf = ({ words, signedIn }: Route): WordSet =>
  words ?? (signedIn === true ? 'desk' : 'everywhere');

/** Checks that data and component fit; in the table all pages look the same. */
export const page = <Data>(definition: PageDefinition<Data>): Route => definition as unknown as Route;

type PlainPage = Pick<
  PageDefinition<null>,
  'path' | 'title' | 'description' | 'words' | 'signedIn' | 'developmentOnly'
> & {
  load(): Promise<{ readonly default: Component<Record<string, never>> }>;
};

/** A page that shows nothing of the API: a form, mostly. */
export const plainPage = (definition: PlainPage): Route =>
  ({ ...definition, data: () => Promise.resolve(null) }) as unknown as Route;

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The first route of that shape; parameters are decoded, and a path that cannot be decoded is nobody's. */
export function match(routes: readonly Route[], path: string): Match | null {
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = decode(given[index] ?? '');
    if (value === null) return null;
    if (segment.startsWith(':')) params[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  return params;
}

const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
