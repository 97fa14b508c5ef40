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

/** `<lot>` is the open lot with the most bids, `<sold>` the last one sold, `<agency>` who bought the most. */
const scenes = {
  home: { path: '/' },
  lots: { path: '/lots' },
  lot: { path: '/lots/<lot>' },
  sold: { path: '/lots/<sold>' },
  results: { path: '/results' },
  calendar: { path: '/calendar' },
  agencies: { path: '/agencies' },
  agency: { path: '/agencies/<agency>' },
  verify: { path: '/verify?lot=<sold>' },
  about: { path: '/about' },
  rules: { path: '/rules' },
  watcher: { path: '/lots/<lot>/live' },
  'sign-in': { path: '/sign-in' },
  room: { path: '/lots/<lot>/live', as: '陈一诺' },
  'agency-desk': { path: '/agency', as: '陈一诺' },
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

interface Items {
  readonly items: readonly { readonly id: string }[];
}

const firstIn =
  (path: string) =>
  async (context: BrowserContext, origin: string): Promise<string> => {
    const answer = await context.request.get(origin + path);
    return ((await answer.json()) as Items).items[0]?.id ?? '';
  };

/** What stands for something of the demo in a scene's path. */
const places: Readonly<Record<string, (context: BrowserContext, origin: string) => Promise<string>>> = {
  '<lot>': (_context, origin) => busiestLot(origin),
  '<sold>': firstIn('/api/v1/results?outcome=sold'),
  '<agency>': firstIn('/api/v1/agencies'),
  '<first>': firstIn('/api/v1/cases'),
};

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
  let local = path;
  for (const [place, find] of Object.entries(places))
    if (local.includes(place)) local = local.replace(place, await find(context, origin));
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
