import { accountPages } from './accounts/pages.ts';
import { auctionPages } from './auctions/pages.ts';
import { keepingPages } from './auctions/keeping/pages.ts';
import { marketPages } from './auctions/market/pages.ts';
import { savedSearchPages } from './auctions/saved/pages.ts';
import { depositPages } from './deposits/pages.ts';
import { homePages } from './home/pages.ts';
import { listingPages } from './listings/pages.ts';
import { reconciliationPages } from './reconciliation/pages.ts';
import type { Route } from './route.ts';
import { agencyPages } from './settlement/agencies/pages.ts';
import { billPages } from './settlement/bills/pages.ts';
import { settlementPages } from './settlement/pages.ts';
import { waterfallSamplePages } from './settlement/sample/pages.ts';
import { problemPages } from './shell/pages.ts';
import { transferPages } from './transfers/pages.ts';
import { galleryPages } from './ui/gallery/pages.ts';

/*
 * Every page, for the server, which renders it; the browser is told which file goes on with it (`page-files.ts`). To add one:
 *
 * 1. `web/<module>/SomePage.svelte`: `let { data }: { data: SomeData } = $props(); const page = usePage();` (`page.svelte.ts`:
 *    `page.t('module.key')`, `page.format.money(…)`, `page.link('/lots')`, `page.api.post(…)`, `page.me`, `page.clock.now`).
 * 2. `page({ … })` in `web/<module>/pages.ts`, whose list is spread below: the path without language; `load`, a dynamic
 *    import; `data`, which asks the API through `api` (on the server, with the visitor's cookie; a problem it throws
 *    becomes the page: 401 → sign-in and back, 403, 404, 500); `title`. `signedIn: true` is for signed-in people only.
 * 3. Words in `shared/i18n/<module>.zh.ts` and `.en.ts`, named in the set that the page speaks
 *    (`shared/i18n/everywhere.zh.ts`, `desk.zh.ts` …); `words` says which, when it is not plain.
 * 4. Forms: a `Submission` (`api/submission.svelte.ts`), fields from `ui/`, the refusal shown by `ui/ProblemNote.svelte`.
 * 5. Links between pages are plain `<a href={page.link('/…')}>`: every page is a request of its own.
 */
export const routes: readonly Route[] = [
  ...homePages,
  ...accountPages,
  ...auctionPages,
  ...marketPages,
  ...savedSearchPages,
  ...keepingPages,
  ...settlementPages,
  ...agencyPages,
  ...billPages,
  ...listingPages,
  ...depositPages,
  ...transferPages,
  ...reconciliationPages,
  ...problemPages,
  ...galleryPages,
  ...waterfallSamplePages,
];
