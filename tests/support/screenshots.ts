/**
 * `pnpm screenshots`: the pictures of the README, taken from a demo of their own into `docs/screenshots`. With a folder,
 * every scene in both languages on both screens, to be looked at.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { busiestLot, startDemoServer } from './demo-server.ts';
import { root } from './run-checker.ts';

const screens = {
  laptop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;
type Screen = keyof typeof screens;
type Language = 'zh' | 'en';

/** `<lot>` is the open lot with the most bids. */
const scenes = {
  home: { path: '/' },
  lots: { path: '/lots' },
  lot: { path: '/lots/<lot>' },
  watcher: { path: '/lots/<lot>/live' },
  'sign-in': { path: '/sign-in' },
  room: { path: '/lots/<lot>/live', as: '陈一诺' },
  agency: { path: '/agency', as: '陈一诺' },
  bank: { path: '/bank', as: '林晓' },
  case: { path: '/bank/cases/<first>', as: '林晓' },
  operator: { path: '/operator', as: '沈未' },
} as const satisfies Record<string, { path: string; as?: string }>;
type Scene = keyof typeof scenes;

type Shot = readonly [Scene, Language, Screen];

const inReadme: readonly Shot[] = [
  ['home', 'zh', 'laptop'],
  ['lot', 'zh', 'laptop'],
  ['room', 'zh', 'laptop'],
  ['room', 'en', 'phone'],
  ['bank', 'zh', 'laptop'],
  ['operator', 'en', 'laptop'],
];

const every: readonly Shot[] = (Object.keys(scenes) as Scene[]).flatMap((scene) =>
  (['zh', 'en'] as const).flatMap((language) =>
    (['laptop', 'phone'] as const).map((screen) => [scene, language, screen] as const),
  ),
);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** One click at the sign-in page, as a visitor of the demo does it. */
async function enter(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/sign-in`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

interface Cases {
  readonly items: readonly { readonly id: string }[];
}

async function firstCase(context: BrowserContext, origin: string): Promise<string> {
  const answer = await context.request.get(`${origin}/api/v1/cases`);
  return ((await answer.json()) as Cases).items[0]?.id ?? '';
}

async function take(browser: Browser, origin: string, shot: Shot, folder: string): Promise<void> {
  const [scene, language, screen] = shot;
  const { path, as }: { path: string; as?: string } = scenes[scene];
  const context = await browser.newContext({
    viewport: screens[screen],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (as !== undefined) await enter(page, origin, as);
  const local = path
    .replace('<lot>', path.includes('<lot>') ? await busiestLot(origin) : '')
    .replace('<first>', path.includes('<first>') ? await firstCase(context, origin) : '');
  await page.goto(`${origin}${language === 'en' ? '/en' : ''}${local}`, { waitUntil: 'networkidle' });
  const name = `${scene}-${language}-${screen}.png`;
  await page.screenshot({
    path: join(folder, name),
    animations: 'disabled',
    fullPage: screen === 'phone' && folder !== standard,
  });
  say(name);
  await context.close();
}

const standard = join(root, 'docs', 'screenshots');
const [given] = process.argv.slice(2);
const folder = given === undefined ? standard : resolve(given);
mkdirSync(folder, { recursive: true });
const demo = await startDemoServer(say);
const browser = await launchChromium();
try {
  for (const shot of given === undefined ? inReadme : every) await take(browser, demo.origin, shot, folder);
} finally {
  await browser.close();
  await demo.stop();
}
