/*
 * The theme that the reader chose, set while the head is read: without it a dark page would flash light first. Loaded as
 * a classic script before everything else, so it imports nothing; `theme.svelte.ts` writes what it reads.
 */
{
  // Storage may be switched off: then the system decides.
  const chosen = (() => {
    try {
      return localStorage.getItem('reassign:theme');
    } catch {
      return null;
    }
  })();
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen;
}
