import type { Page } from '../page.svelte.ts';
import type { ToastWords } from './toaster.ts';

/**
 * A short word in the corner that goes by itself: for what happened elsewhere on the page. What must not be missed, a
 * refusal above all, stands as a `Note` where it belongs. The library is loaded with the first one.
 */
export async function showToast(page: Page, words: ToastWords): Promise<void> {
  const { show } = await import('./toaster.ts');
  show(page, words);
}
