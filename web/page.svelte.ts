import { createContext } from 'svelte';
import { type Format, format, SHANGHAI, type Zone } from '@reassign/shared/i18n/format.ts';
import {
  type Language,
  localPath,
  type Translate,
  translator,
  type Words,
} from '@reassign/shared/i18n/messages.ts';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { Api } from './api/client.ts';
import { ServerClock } from './live/server-clock.svelte.ts';

export interface PageParts {
  readonly language: Language;
  readonly words: Words;
  /** The path without its language, and the query: what the language switch keeps. */
  readonly path: string;
  readonly search: string;
  readonly me: MeView;
  readonly api: Api;
  /** Milliseconds since 1970 at which the server rendered. */
  readonly renderedAt: number;
}

/** What every component may ask for: words, formats, links, who is signed in, the API and the server's time. */
export class Page {
  readonly language: Language;
  readonly t: Translate;
  readonly path: string;
  readonly search: string;
  readonly me: MeView;
  readonly api: Api;
  readonly clock: ServerClock;
  /** Asia/Shanghai in the HTML, the reader's own once the page runs. */
  zone: Zone = $state.raw(SHANGHAI);
  readonly format: Format = $derived.by(() => format(this.language, this.zone));

  constructor({ language, words, path, search, me, api, renderedAt }: PageParts) {
    this.language = language;
    this.t = translator(words);
    this.path = path;
    this.search = search;
    this.me = me;
    this.api = api;
    this.clock = new ServerClock(renderedAt);
  }

  /** Sentences one after the other: Chinese ones stand without a blank between them. */
  inRow(sentences: readonly string[]): string {
    return sentences.join(this.language === 'zh' ? '' : ' ');
  }

  /** A path of ours in this page's language: `link('/lots')` → `/en/lots`. */
  link(path: string): string {
    return localPath(this.language, path);
  }
}

export const [usePage, providePage] = createContext<Page>();
