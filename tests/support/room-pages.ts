import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import type { Person } from './house.ts';

/** The wire between a page and the live feed, to be cut without a word: no close, no error, nothing arrives any more. */
export class Wire {
  #isCut = false;

  async attach(page: Page): Promise<void> {
    await page.routeWebSocket(/\/api\/v1\/live$/, (socket: WebSocketRoute) => {
      // A dead network takes new connections for ever as well.
      if (this.#isCut) return;
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        if (!this.#isCut) server.send(message);
      });
      server.onMessage((message) => {
        if (!this.#isCut) socket.send(message);
      });
    });
  }

  cut(): void {
    this.#isCut = true;
  }

  heal(): void {
    this.#isCut = false;
  }
}

export interface RoomPageOptions {
  readonly origin: string;
  readonly language: 'zh' | 'en';
  readonly colorScheme: 'light' | 'dark';
  readonly person?: Person;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** A page of somebody signed in, whose time the test may move (`page.clock`), and its wire. */
export async function openRoomPage(
  browser: Browser,
  { origin, language, colorScheme, person, reducedMotion = 'reduce' }: RoomPageOptions,
): Promise<{ readonly page: Page; readonly wire: Wire }> {
  const context = await browser.newContext({
    // What axe adds to the page is not in the page's content security policy.
    bypassCSP: true,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    viewport: laptop,
    colorScheme,
    reducedMotion,
  });
  if (person) await signIn(context, origin, person);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wire = new Wire();
  await wire.attach(page);
  return { page, wire };
}

const signIn = (context: BrowserContext, origin: string, { browser: { cookie } }: Person): Promise<void> =>
  context.addCookies(
    cookie.split('; ').map((pair) => {
      const end = pair.indexOf('=');
      return { name: pair.slice(0, end), value: pair.slice(end + 1), url: origin };
    }),
  );

export const laptop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** What axe finds, on both screens, and what sticks out of either. */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const screen of [phone, laptop]) {
    await page.setViewportSize(screen);
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations)
      for (const { html, failureSummary } of nodes) faults.push(`${id}: ${html}\n${failureSummary ?? ''}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > screen.width) faults.push(`${String(width)} wide on ${String(screen.width)}`);
  }
  return faults;
}
