import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { match } from '../../web/route.ts';
import { routes } from '../../web/routes.ts';
import { faultsOf, sticksOut } from '../support/axe.ts';
import type { Person } from '../support/house.ts';
import { inBrowser, type ServedHouse } from '../support/in-browser.ts';
import { billIn } from '../support/bill-routes.ts';
import { type Scene, setScene } from '../support/scene.ts';

/*
 * Every page in both languages, both themes and on both screens: no violation that axe finds, and never wider than the
 * screen, also where it is very narrow.
 */

type Visitor = 'nobody' | 'agency' | 'buyer' | 'maker' | 'checker' | 'operator';

const visits: readonly (readonly [Visitor, string])[] = [
  ['nobody', '/'],
  ['nobody', '/lots'],
  ['nobody', '/lots?q=nothing'],
  ['nobody', '/lots/<notice>'],
  ['nobody', '/lots/<open>'],
  ['nobody', '/lots/<sold>'],
  ['nobody', '/lots/<unsold>'],
  ['nobody', '/lots/<open>/live'],
  ['nobody', '/lots/<sold>/live'],
  ['nobody', '/lots/<sold>/confirmation'],
  ['nobody', '/confirmations/<paper>'],
  ['nobody', '/results'],
  ['nobody', '/results?type=trademark&month=2026-02'],
  ['nobody', '/calendar?month=2026-03'],
  ['nobody', '/calendar?month=2027-01'],
  ['nobody', '/agencies'],
  ['nobody', '/agencies/<agency>'],
  ['nobody', '/verify'],
  ['nobody', '/verify?lot=<sold>'],
  ['nobody', '/about'],
  ['nobody', '/rules'],
  ['nobody', '/rules/bidding'],
  ['nobody', '/rules/judicial'],
  ['nobody', '/sign-in'],
  ['nobody', '/sign-up'],
  ['nobody', '/confirm-email?token=none'],
  ['nobody', '/forgot-password'],
  ['nobody', '/reset-password?token=none'],
  ['nobody', '/mailbox'],
  ['nobody', '/problems/below-asking'],
  ['nobody', '/there/is/no/such/page'],
  ['agency', '/agency'],
  ['agency', '/lots/<notice>/live'],
  ['agency', '/lots/<open>/live'],
  ['agency', '/lots/<sold>/confirmation'],
  ['agency', '/lots/<notice>/register'],
  ['agency', '/lots/<unsold>/register'],
  ['agency', '/lots/<sold>/register'],
  ['agency', '/payments/<payment>'],
  ['buyer', '/lots/<sold>/payment'],
  ['checker', '/lots/<sold>/settlement'],
  ['buyer', '/bills'],
  ['buyer', '/bills?year=2025'],
  ['agency', '/bills'],
  ['buyer', '/bills/<bill>'],
  ['operator', '/bills/<note>'],
  ['operator', '/payment-reviews'],
  ['agency', '/account'],
  ['agency', '/account/searches'],
  ['agency', '/account/identity'],
  ['agency', '/account/keys'],
  ['operator', '/account/keys'],
  ['agency', '/registrations'],
  ['agency', '/portable-deposit'],
  ['operator', '/portable-deposit'],
  ['maker', '/account/searches'],
  ['agency', '/lots?q=%E9%9A%94%E8%86%9C&type=patent'],
  ['agency', '/account/two-factor'],
  ['agency', '/account/new-organisation'],
  ['agency', '/account/members'],
  ['agency', '/invitations/none'],
  ['agency', '/bank'],
  ['maker', '/bank'],
  ['maker', '/bank/cases/new'],
  ['maker', '/bank/cases/<caseId>'],
  ['maker', '/bank/cases/<caseId>/claims'],
  ['maker', '/bank/listings/new?case=<caseId>'],
  ['maker', '/bank/listings/<returned>'],
  ['checker', '/bank/listings/<submitted>'],
  ['operator', '/operator'],
  ['operator', '/operator/organisations'],
  ['operator', '/operator/rules'],
  ['operator', '/operator/reviews'],
  ['operator', '/operator/transfers'],
  ['operator', '/operator/payouts'],
  ['operator', '/operator/reconciliation'],
  ['operator', '/operator/refunds'],
  ['checker', '/bank/lots/<notice>/bidders'],
];

const laptop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const narrow = { width: 320, height: 640 };

const circumstances = (['zh', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [laptop, phone].map((screen) => [language, theme, screen] as const),
  ),
);

let house: ServedHouse;
let browser: Browser;
let scene: Scene & Awaited<ReturnType<typeof billIn>>;
const pages = new Map<Visitor, Page>();

inBrowser(async (served) => {
  ({ house, browser } = served);
  scene = { ...(await setScene(house)), ...(await billIn({ house })) };
});

/** As the person of that desk, with the session of the test's own requests. */
async function pageOf(visitor: Visitor): Promise<Page> {
  const known = pages.get(visitor);
  if (known) return known;
  // What axe adds to the page is not in the page's content security policy.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  if (visitor === 'agency') await signIn(context, house.agencies[0]);
  else if (visitor === 'buyer') await signIn(context, house.agencies[1]);
  else if (visitor !== 'nobody') await signIn(context, house[visitor]);
  const page = await context.newPage();
  pages.set(visitor, page);
  return page;
}

const signIn = (context: BrowserContext, { browser: { cookie } }: Person): Promise<void> =>
  context.addCookies(
    cookie.split('; ').map((pair) => {
      const end = pair.indexOf('=');
      return { name: pair.slice(0, end), value: pair.slice(end + 1), url: house.origin };
    }),
  );

const placed = (path: string): string =>
  path.replaceAll(/<(\w+)>/g, (_, name: string) => scene[name as keyof Scene]);

describe.each(visits)('%s at %s', (visitor, path) => {
  it.each(circumstances)('reads well: %s, %s, %o', async (language, colorScheme, screen) => {
    const page = await pageOf(visitor);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(screen);
    await page.goto(house.origin + (language === 'en' ? '/en' : '') + placed(path));
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'en' ? 'en-GB' : 'zh-CN');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await expect.poll(() => sticksOut(page), { timeout: 10_000 }).toEqual([]);
    await page.setViewportSize(narrow);
    await expect.poll(() => sticksOut(page), { timeout: 10_000 }).toEqual([]);
  });
});

// The gallery is looked at in ui.spec.ts.
it('every page is among them, but the gallery', () => {
  const paths = ['/ui', '/ui/waterfall', ...visits.map(([, path]) => path.split('?', 1)[0] ?? '')];
  const visited = new Set(paths.map((path) => match(routes, path)?.route.path));
  expect(routes.map(({ path }) => path).filter((path) => !visited.has(path))).toEqual([]);
});
