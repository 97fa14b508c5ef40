import { render as renderComponent } from 'svelte/server';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import {
  type Language,
  localeOf,
  localPath,
  splitLanguage,
  type Words,
} from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { problem, type Problem } from '@reassign/shared/kernel/problems.ts';
import { DESK, deskOf } from './accounts/desk.ts';
import { stranger } from './accounts/stranger.ts';
import { type Api, createApi, ProblemFailure } from './api/client.ts';
import type { Rendered, RenderRequest } from './build.ts';
import { Page } from './page.svelte.ts';
import { structuredData } from './structured-data.ts';
import { fileOf } from './page-files.ts';
import { match, type Route, wordsOf } from './route.ts';
import { routes } from './routes.ts';
import App from './shell/App.svelte';
import type { Boot, Shown } from './shell/boot.ts';
import Head from './shell/Head.svelte';
import { refusalTitle } from './shell/refusal.ts';

const words: Readonly<Record<Language, Words>> = { zh, en };

/** A whole page as HTML: its data asked from the API, its failures as pages too. */
export async function render(request: RenderRequest): Promise<Rendered> {
  const url = new URL(request.url, request.publicUrl);
  const { language, path } = splitLanguage(url.pathname);
  const api = createApi((apiPath, init) => request.fetch(apiPath, init));
  const faults = (error: unknown): Problem => problemOf(error, request);

  const me = await api.get<MeView>('/api/v1/me').catch((error: unknown) => {
    faults(error);
    return stranger;
  });
  const outcome = await open(path, url, api, me, request.production).catch(faults);
  if ('leadsTo' in outcome) return { redirect: localPath(language, outcome.leadsTo) };
  const refused = 'code' in outcome ? outcome : null;
  if (refused?.code === 'unauthenticated') {
    const next = new URLSearchParams({ next: url.pathname + url.search });
    return { redirect: `${localPath(language, '/sign-in')}?${String(next)}` };
  }

  const shown = 'code' in outcome ? null : outcome;
  const parts = { language, words: words[language], path, search: url.search, me, api };
  const page = new Page({ ...parts, renderedAt: request.now });
  const [{ head, body }, tab] = await Promise.all([
    renderComponent(App, { props: { page, shown, problem: refused } }),
    renderComponent(Head, { props: { page, ...headOf(shown, refused, page), origin: request.publicUrl } }),
  ]);
  const boot: Boot = {
    me,
    file: shown && (await fileOf(shown.component)),
    words: shown ? wordsOf(shown.route) : 'everywhere',
    data: shown?.data ?? null,
    problem: refused,
    renderedAt: request.now,
  };
  return {
    status: refused?.status ?? 200,
    lang: localeOf[language],
    head: tab.head + head + (shown ? structuredData(shown.route, shown.data, page, request.publicUrl) : ''),
    body,
    modules: modulesOf(boot, language),
    boot,
    personal: me.user !== null,
  };
}

/** What `entry-client` loads by this. */
function modulesOf({ file, words: set }: Boot, language: Language): string[] {
  const sets = new Set(['everywhere', set]);
  return [
    ...[...sets].map((one) => `../shared/i18n/${one}.${language}.ts`),
    ...(file === null ? [] : [file.replace('./', '')]),
  ];
}

/** A page on its way out, with the route that says what it is called. */
interface Opened extends Shown {
  readonly route: Route;
}

function headOf(shown: Opened | null, refused: Problem | null, page: Page) {
  const { t, format } = page;
  const brand = t('common.brand');
  const context = shown && { data: shown.data, t, format };
  const title = context ? shown.route.title(context) : refused ? t(refusalTitle(refused)) : brand;
  return {
    title: title.includes(brand) ? title : `${title} · ${brand}`,
    description: (context && shown.route.description?.(context)) ?? t('common.description'),
    isPublic: refused === null && shown?.route.signedIn !== true,
  };
}

async function open(
  path: string,
  url: URL,
  api: Api,
  me: MeView,
  production: boolean,
): Promise<Opened | Problem | { readonly leadsTo: string }> {
  if (path === DESK) return me.user === null ? problem('unauthenticated') : { leadsTo: deskOf(me) };
  const found = match(routes, path);
  if (!found || (production && found.route.developmentOnly)) return problem('not-found');
  const { route, params } = found;
  if (route.signedIn === true && me.user === null) return problem('unauthenticated');
  const [module, data] = await Promise.all([
    route.load(),
    route.data({ params, query: url.searchParams, api, me }),
  ]);
  return { component: module.default, route, data };
}

/** An id of another shape names nothing: on a page that is "not found". */
function problemOf(error: unknown, request: RenderRequest): Problem {
  if (!(error instanceof ProblemFailure)) {
    request.onFault(error);
    return problem('internal');
  }
  const { problem: refused } = error;
  return refused.code === 'malformed' || refused.status === 404 ? problem('not-found') : refused;
}
