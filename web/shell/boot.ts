import type { Component } from 'svelte';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { WordSet } from '@reassign/shared/i18n/messages.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';

/** What the browser needs to go on where the server stopped; the page's own words are loaded by language. */
export interface Boot {
  readonly me: MeView;
  /** The file of the page's component; `null` when there is a problem instead. */
  readonly file: string | null;
  readonly words: WordSet;
  readonly data: unknown;
  /** Set when the page could not be shown: then this is the page. */
  readonly problem: Problem | null;
  readonly renderedAt: number;
}

/** What stands in the middle of the page. */
export interface Shown {
  readonly component: Component<{ data: unknown }>;
  readonly data: unknown;
}
