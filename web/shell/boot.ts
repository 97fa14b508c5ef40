import type { Component } from 'svelte';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import type { Route } from '../route.ts';

/** What the browser needs to go on where the server stopped; the page's own words are loaded by language. */
export interface Boot {
  readonly me: MeView;
  readonly data: unknown;
  /** Set when the page could not be shown: then this is the page. */
  readonly problem: Problem | null;
  readonly renderedAt: number;
}

export interface Shown {
  readonly component: Component<{ data: unknown }>;
  readonly route: Route;
  readonly data: unknown;
}
