import './styles/base.css';
import { hydrate } from 'svelte';
import { splitLanguage, type Words } from '@reassign/shared/i18n/messages.ts';
import { createApi } from './api/client.ts';
import { match } from './route.ts';
import { routes } from './routes.ts';
import App from './shell/App.svelte';
import type { Boot } from './shell/boot.ts';
import { keepTyped } from './shell/typed-early.ts';
import { Page } from './page.svelte.ts';

async function start(): Promise<void> {
  const boot = JSON.parse(document.getElementById('boot')?.textContent ?? 'null') as Boot | null;
  const target = document.getElementById('app');
  if (!boot || !target) return;
  const { language, path } = splitLanguage(location.pathname);
  const found = boot.problem ? null : match(routes, path);
  const [words, component] = await Promise.all([
    wordsOf(language),
    found ? found.route.load().then((module) => module.default) : null,
  ]);
  const page = new Page({
    language,
    words,
    path,
    search: location.search,
    me: boot.me,
    api: createApi((url, init) => fetch(url, init)),
    renderedAt: boot.renderedAt,
  });
  const shown = component && found ? { component, route: found.route, data: boot.data } : null;
  const tellTyped = keepTyped(target);
  hydrate(App, { target, props: { page, shown, problem: boot.problem, origin: location.origin } });
  tellTyped();
}

const wordsOf = async (language: 'zh' | 'en'): Promise<Words> =>
  language === 'en'
    ? (await import('@reassign/shared/i18n/en.ts')).en
    : (await import('@reassign/shared/i18n/zh.ts')).zh;

void start();
