import type { Page } from './page.svelte.ts';
import type { Route } from './route.ts';

/**
 * The page's JSON-LD as it stands in the head. It is data, which no content security policy keeps from being there: the
 * browser runs nothing of it. Only the server writes it, so nothing has to be put in again when the page comes alive.
 */
export function structuredData(route: Route, data: unknown, page: Page, origin: string): string {
  const object = route.structured?.({
    data,
    t: page.t,
    format: page.format,
    address: (path) => origin + page.link(path),
  });
  if (object === undefined) return '';
  // Without `<` nothing in it ends the script or begins a comment.
  const text = JSON.stringify(object).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">${text}</script>`;
}
