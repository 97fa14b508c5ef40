import type { Component } from 'svelte';

type PageComponent = Component<{ data: unknown }>;

/**
 * Every page's component by its file. The server, which has the table of routes, names the file of a page; so the browser
 * loads that one, and needs no table.
 */
const pageFiles = import.meta.glob<{ readonly default: PageComponent }>('./*/**/*Page.svelte');

export async function loadPage(file: string): Promise<PageComponent | null> {
  return (await pageFiles[file]?.())?.default ?? null;
}

let fileNames: Promise<ReadonlyMap<PageComponent, string>> | null = null;

/** The file that a route's component comes from. A page that cannot be loaded says so when it is asked for, not here. */
export async function fileOf(component: PageComponent): Promise<string | null> {
  fileNames ??= readFileNames();
  return (await fileNames).get(component) ?? null;
}

async function readFileNames(): Promise<ReadonlyMap<PageComponent, string>> {
  const loaded = await Promise.allSettled(
    Object.entries(pageFiles).map(async ([file, load]) => [(await load()).default, file] as const),
  );
  return new Map(loaded.flatMap((page) => (page.status === 'fulfilled' ? [page.value] : [])));
}
