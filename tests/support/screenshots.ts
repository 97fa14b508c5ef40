/**
 * `pnpm screenshots`: the pictures of the README, taken from a demo of their own into `docs/screenshots`. With a folder,
 * every page in both languages and both themes on both screens, to be looked at; with names behind it, these alone.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { launchChromium } from './chromium.ts';
import { busiestLot, startDemoServer } from './demo-server.ts';
import { root } from './run-checker.ts';

const screens = {
  laptop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
type Screen = keyof typeof screens;
type Language = 'zh' | 'en';

/** `<lot>` is the open lot with the most bids, `<sold>` the last one sold, `<agency>` who bought the most, `<first>` a case, `<bill>` the last one; `<sealed>`,
 * `<waiting>` and `<opened>` are under sealed bids. */
const scenes = {
  home: { path: '/' },
  lots: { path: '/lots' },
  search: { path: '/lots?q=电池&type=patent&view=grid' },
  'found-nothing': { path: '/lots?q=不存在的词' },
  lot: { path: '/lots/<lot>' },
  sold: { path: '/lots/<sold>' },
  results: { path: '/results' },
  calendar: { path: '/calendar' },
  agencies: { path: '/agencies' },
  agency: { path: '/agencies/<agency>' },
  verify: { path: '/verify?lot=<sold>' },
  about: { path: '/about' },
  rules: { path: '/rules' },
  'route-rules': { path: '/rules/judicial' },
  watcher: { path: '/lots/<lot>/live' },
  'watcher-sold': { path: '/lots/<sold>/live' },
  confirmation: { path: '/lots/<sold>/confirmation' },
  settlement: { path: '/lots/<sold>/settlement', as: '周岚' },
  bills: { path: '/bills', as: '沈未' },
  bill: { path: '/bills/<bill>', as: '沈未' },
  'payment-reviews': { path: '/payment-reviews', as: '沈未' },
  'not-found': { path: '/lots/none' },
  problem: { path: '/problems/below-asking' },
  'sign-in': { path: '/sign-in' },
  'sign-up': { path: '/sign-up' },
  forgot: { path: '/forgot-password' },
  mailbox: { path: '/mailbox' },
  ui: { path: '/ui' },
  waterfall: { path: '/ui/waterfall' },
  room: { path: '/lots/<lot>/live', as: '陈一诺' },
  'agency-desk': { path: '/agency', as: '陈一诺' },
  register: { path: '/lots/<lot>/register', as: '陈一诺' },
  account: { path: '/account', as: '陈一诺' },
  members: { path: '/account/members', as: '陈一诺' },
  identity: { path: '/account/identity', as: '陈一诺' },
  registrations: { path: '/registrations', as: '陈一诺' },
  mandates: { path: '/registrations', as: '赵一川' },
  'portable-deposit': { path: '/portable-deposit', as: '何舟' },
  'saved-searches': { path: '/account/searches', as: '陈一诺' },
  'two-factor': { path: '/account/two-factor', as: '陈一诺' },
  bank: { path: '/bank', as: '林晓' },
  'new-case': { path: '/bank/cases/new', as: '林晓' },
  case: { path: '/bank/cases/<first>', as: '林晓' },
  claims: { path: '/bank/cases/<first>/claims', as: '林晓' },
  'new-listing': { path: '/bank/listings/new?case=<first>', as: '林晓' },
  listing: { path: '/bank/listings/<listing>', as: '周岚' },
  operator: { path: '/operator', as: '沈未' },
  keys: { path: '/account/keys', as: '韩明' },
  'sealed-lot': { path: '/lots/<sealed>' },
  'sealed-room': { path: '/lots/<sealed>/live', as: '陈一诺' },
  'sealed-waiting': { path: '/lots/<waiting>/live' },
  'sealed-opened': { path: '/lots/<opened>' },
  paper: { path: '/confirmations/<paper>', as: '周岚' },
  reviews: { path: '/operator/reviews', as: '沈未' },
  transfers: { path: '/operator/transfers', as: '沈未' },
  payouts: { path: '/operator/payouts', as: '沈未' },
  reconciliation: { path: '/operator/reconciliation', as: '沈未' },
  refunds: { path: '/operator/refunds', as: '沈未' },
  bidders: { path: '/bank/lots/<lot>/bidders', as: '周岚' },
  accreditation: { path: '/operator/organisations', as: '沈未' },
  'profile-desk': { path: '/operator/rules', as: '沈未' },
} as const satisfies Record<string, { path: string; as?: string }>;
type Scene = keyof typeof scenes;

type Theme = 'light' | 'dark';
type Shot = readonly [Scene, Language, Screen, Theme?];

const inReadme: readonly Shot[] = [
  ['home', 'zh', 'laptop'],
  ['lot', 'zh', 'laptop'],
  ['room', 'zh', 'laptop'],
  ['room', 'en', 'phone'],
  ['agency-desk', 'en', 'laptop'],
  ['results', 'en', 'laptop'],
];

const every: readonly Shot[] = (Object.keys(scenes) as Scene[]).flatMap((scene) =>
  (['zh', 'en'] as const).flatMap((language) =>
    (['laptop', 'phone'] as const).flatMap((screen) =>
      (['light', 'dark'] as const).map((theme) => [scene, language, screen, theme] as const),
    ),
  ),
);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** One click at the sign-in page, as a visitor of the demo does it. */
async function enter(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/sign-in`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name }).click();
  // By way of the desk's address to the desk.
  await page.waitForURL((url) => !/\/(?:sign-in|desk)$/.test(url.pathname), { waitUntil: 'networkidle' });
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

/** The first of those under sealed bids; one that waits for a key is open and has ended. */
const sealedIn =
  (phase: 'open' | 'sold', isWaiting = false) =>
  async (context: BrowserContext, origin: string): Promise<string> => {
    const answer = await context.request.get(`${origin}/api/v1/lots?phase=${phase}`);
    const { items } = (await answer.json()) as { items: LotSummary[] };
    const now = Date.parse(answer.headers()['date'] ?? '');
    const found = items.find(
      ({ offer, closesAt }) =>
        offer.format === 'sealed' && (phase === 'sold' || Date.parse(closesAt) < now === isWaiting),
    );
    return found?.id ?? '';
  };

/** The number of a confirmation whose paper is made, for one of its parties. */
async function paperOf(context: BrowserContext, origin: string): Promise<string> {
  const lot = await firstIn('/api/v1/results?outcome=sold')(context, origin);
  const url = `${origin}/api/v1/lots/${lot}/confirmation`;
  await context.request.get(`${url}.pdf`);
  return ((await (await context.request.get(url)).json()) as { number: string }).number;
}

/** What stands for something of the demo in a scene's path. */
const places: Readonly<Record<string, (context: BrowserContext, origin: string) => Promise<string>>> = {
  '<lot>': (_context, origin) => busiestLot(origin),
  '<sold>': firstIn('/api/v1/results?outcome=sold'),
  '<agency>': firstIn('/api/v1/agencies'),
  '<sealed>': sealedIn('open'),
  '<waiting>': sealedIn('open', true),
  '<opened>': sealedIn('sold'),
  '<paper>': paperOf,
  '<bill>': firstIn('/api/v1/bills'),
  '<first>': firstIn('/api/v1/cases'),
  '<listing>': firstIn('/api/v1/listings'),
};

async function take(browser: Browser, origin: string, shot: Shot, folder: string): Promise<void> {
  const [scene, language, screen, theme = 'light'] = shot;
  const { path, as }: { path: string; as?: string } = scenes[scene];
  const context = await browser.newContext({
    viewport: screens[screen],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme: theme,
  });
  const page = await context.newPage();
  if (as !== undefined) await enter(page, origin, as);
  let local = path;
  for (const [place, find] of Object.entries(places))
    if (local.includes(place)) local = local.replace(place, await find(context, origin));
  await page.goto(`${origin}${language === 'en' ? '/en' : ''}${local}`, { waitUntil: 'networkidle' });
  const name = `${scene}-${language}-${screen}${theme === 'dark' ? '-dark' : ''}.png`;
  await page.screenshot({
    path: join(folder, name),
    animations: 'disabled',
    fullPage: screen === 'phone' && folder !== standard,
  });
  say(name);
  await context.close();
}

const standard = join(root, 'docs', 'screenshots');
const [given, ...wanted] = process.argv.slice(2);
const folder = given === undefined ? standard : resolve(given);
mkdirSync(folder, { recursive: true });
const demo = await startDemoServer(say);
const browser = await launchChromium();
try {
  const shots =
    given === undefined
      ? inReadme
      : every.filter(([scene]) => wanted.length === 0 || wanted.some((name) => name === scene));
  for (const shot of shots) await take(browser, demo.origin, shot, folder);
} finally {
  await browser.close();
  await demo.stop();
}
