import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { hasChromium, launchChromium } from './chromium.ts';
import type { Person } from './house.ts';
import { openRoomPage } from './room-pages.ts';
import { serveHouse } from './served-house.ts';

export type ServedHouse = Awaited<ReturnType<typeof serveHouse>>;

/** A house on a real port, and what looks at it. */
export interface Served {
  readonly house: ServedHouse;
  readonly browser: Browser;
}

/** Both are open for all tests of a file, once they are arranged; where Chromium is missing the tests are skipped. */
export function inBrowser(arrange: (served: Served) => Promise<void> | void): void {
  let served: Served | null = null;
  beforeAll(async () => {
    if (!hasChromium) return;
    const [house, browser] = await Promise.all([serveHouse(), launchChromium()]);
    served = { house, browser };
    await arrange(served);
  }, 300_000);
  beforeEach(({ skip }) => {
    skip(!hasChromium, 'Chromium is not installed: /usr/bin/chromium');
  });
  afterAll(async () => {
    if (served === null) return;
    await served.browser.close();
    expect(served.house.faults).toEqual([]);
    await served.house.close();
  });
}

/** A page of somebody signed in, at the server's time, which the test moves. */
export async function pageOf(
  { house, browser }: Served,
  person: Person,
  language: 'zh' | 'en' = 'zh',
): Promise<Page> {
  const { origin } = house;
  const { page } = await openRoomPage(browser, { origin, language, colorScheme: 'light', person });
  await page.clock.install({ time: house.clock.now() });
  return page;
}
