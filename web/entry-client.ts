import './styles/base.css';
import { hydrate } from 'svelte';
import { loadWords } from '@reassign/shared/i18n/load-words.ts';
import { splitLanguage } from '@reassign/shared/i18n/messages.ts';
import { createApi } from './api/client.ts';
import { loadPage } from './page-files.ts';
import App from './shell/App.svelte';
import type { Boot } from './shell/boot.ts';
import { keepTyped } from './shell/typed-early.ts';
import { Page } from './page.svelte.ts';

async function start(): Promise<void> {
  const boot = JSON.parse(document.getElementById('boot')?.textContent ?? 'null') as Boot | null;
  const target = document.getElementById('app');
  if (!boot || !target) return;
  const { language, path } = splitLanguage(location.pathname);
  const [words, component] = await Promise.all([
    loadWords(language, boot.words),
    boot.file === null ? null : loadPage(boot.file),
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
  const shown = component && { component, data: boot.data };
  const tellTyped = keepTyped(target);
  hydrate(App, { target, props: { page, shown, problem: boot.problem } });
  tellTyped();
  // For whoever drives a browser: from here on a key or a press is heard.
  document.documentElement.dataset['alive'] = '';
}

void start();
