import type { LotList } from '@reassign/shared/auctions/api.ts';
import { page, type Route } from './route.ts';

/*
 * Every page, for the server, which renders it, and for the browser, which goes on with it. To add one:
 *
 * 1. `web/<module>/SomePage.svelte`: `let { data }: { data: SomeData } = $props(); const page = usePage();` (`page.svelte.ts`:
 *    `page.t('module.key')`, `page.format.money(…)`, `page.link('/lots')`, `page.api.post(…)`, `page.me`, `page.clock.now`).
 * 2. A line here: path without language, `load` (dynamic import), `data` (asks the API through `api`; it runs on the
 *    server with the visitor's cookie; a problem it throws becomes the page for 401 → sign-in, 403, 404 or 500), `title`.
 *    `signedIn: true` sends strangers to sign in and back. Pages of a module may stand in `web/<module>/pages.ts`,
 *    exported as a list and spread into `routes`.
 * 3. Words in `shared/i18n/<module>.zh.ts` and `.en.ts`, named in `shared/i18n/zh.ts` and `en.ts`.
 * 4. Forms: a `Submission` (`api/submission.svelte.ts`), fields from `ui/`, the refusal shown by `ui/ProblemNote.svelte`.
 * 5. Links between pages are plain `<a href={page.link('/…')}>`: every page is a request of its own.
 */
export const routes: readonly Route[] = [
  page({
    path: '/',
    load: () => import('./home/HomePage.svelte'),
    data: async ({ api }) => ({ open: (await api.get<LotList>('/api/v1/lots', { phase: 'open' })).items }),
    title: ({ t }) => `${t('common.brand')} · ${t('common.tagline')}`,
    description: ({ t }) => t('common.description'),
  }),
];
