import type { Locator, Page } from 'playwright-core';
import { assert } from '@reassign/shared/kernel/assert.ts';

/** More stops than any page of ours has. */
const MOST_STOPS = 200;

/** As somebody without a mouse comes to the first of these: on with Tab, from wherever the focus is. */
export async function reach(page: Page, target: Locator): Promise<void> {
  const wanted = target.first();
  await wanted.waitFor();
  for (let stops = 0; stops <= MOST_STOPS; stops++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${String(wanted)}`);
}

const field = (within: Page | Locator, label: string) => within.getByLabel(label, { exact: true });

/** One that is refused or busy for a moment cannot be reached yet. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  activate(page, page.getByRole('button', { name, disabled: false }), 'Enter');

export const open = (page: Page, name: string | RegExp): Promise<void> =>
  activate(page, page.getByRole('link', { name }), 'Enter');

export const tick = (page: Page, box: Locator): Promise<void> => activate(page, box, 'Space');

async function activate(page: Page, target: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** Over what is there already; `within` a part of the page where a label stands more than once. */
export async function type(
  page: Page,
  label: string,
  text: string,
  within: Page | Locator = page,
): Promise<void> {
  await reach(page, field(within, label));
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

/** Part by part, in the order in which this browser shows them: month, day, year. */
export async function typeDay(
  page: Page,
  label: string,
  day: string,
  within: Page | Locator = page,
): Promise<void> {
  await reach(page, field(within, label));
  const [year = '', month = '', date = ''] = day.split('-');
  await page.keyboard.type(month + date + year);
  assert((await field(within, label).inputValue()) === day, `${label} reads ${day}`);
}

/** Part by part as well: year, month, day, hour, minute. */
export async function typeTime(page: Page, label: string, digits: string): Promise<void> {
  await reach(page, page.getByRole('spinbutton', { name: `${label} · 年` }));
  await page.keyboard.type(digits);
}
