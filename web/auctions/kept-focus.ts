/*
 * A tick loads the page again, filtered. Whoever ticks by keyboard goes on where they were, and the page does not jump.
 */

const KEY = 'lots-focus';

interface Kept {
  readonly id: string;
  readonly top: number;
}

export function keepFocus(): void {
  const kept: Kept = { id: document.activeElement?.id ?? '', top: window.scrollY };
  sessionStorage.setItem(KEY, JSON.stringify(kept));
}

export function restoreFocus(): void {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (kept === null) return;
  const { id, top } = JSON.parse(kept) as Kept;
  const control = document.getElementById(id);
  const details = control?.closest('details');
  if (details) details.open = true;
  control?.focus({ preventScroll: true });
  window.scrollTo({ top, behavior: 'instant' });
}
