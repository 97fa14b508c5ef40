import { onMount } from 'svelte';
import type { LogEntryView, LotSummary, LotView } from '@reassign/shared/auctions/api.ts';
import type { Page } from '../page.svelte.ts';
import { LiveConnection, liveUrl } from './connection.svelte.ts';
import { LotLive } from './lot-live.svelte.ts';
import { LotsLive } from './lots-live.svelte.ts';
import { RowsLive } from './rows-live.svelte.ts';

export interface Watched {
  readonly connection: LiveConnection;
  readonly live: LotLive;
}

/** Follows one lot while the component that asks is on the page; called while it is set up. */
export function watchLot(page: Page, lot: LotView, entries: readonly LogEntryView[]): Watched {
  const connection = new LiveConnection();
  const live = new LotLive({ connection, clock: page.clock, api: page.api, lot, entries });
  followWhileShown(page, connection, live);
  return { connection, live };
}

/** Follows the lots of a list while the component that asks is on the page; called while it is set up. */
export function watchRows(page: Page, lots: readonly LotSummary[]): RowsLive {
  const connection = new LiveConnection();
  const rows = new RowsLive(connection, lots);
  if (rows.isEmpty) return rows;
  followWhileShown(page, connection, rows);
  return rows;
}

/** Several whole lots over one line, as on a desk; called while the component that asks is set up. */
export function watchLots(page: Page, lots: readonly LotView[]): LotsLive {
  const connection = new LiveConnection();
  const live = new LotsLive({ connection, clock: page.clock, api: page.api }, lots);
  followWhileShown(page, connection, live);
  return live;
}

function followWhileShown(page: Page, connection: LiveConnection, live: { start(): () => void }): void {
  onMount(() => {
    const unfollow = live.start();
    const hangUp = connection.start(liveUrl());
    return () => {
      unfollow();
      hangUp();
    };
  });
  // What the feed measures is better than what the page's own answer told.
  $effect(() => {
    if (connection.offset) page.clock.offsetMs = connection.offset.offsetMs;
  });
}
