export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** `early-theme.ts` reads it before the page is drawn. */
const KEY = 'reassign:theme';

export const readTheme = (text: string | null): Theme =>
  text === 'light' || text === 'dark' ? text : 'system';

/** What the reader wants to see, kept in this browser; the system's own choice until the page runs. */
export class ThemeChoice {
  #current: Theme = $state('system');

  get current(): Theme {
    return this.#current;
  }

  set current(theme: Theme) {
    this.#show(theme);
    try {
      if (theme === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // Storage may be switched off: then the choice lasts as long as the page.
    }
  }

  /** In the browser: shows what was chosen earlier and follows a choice made in another tab; answers how to stop. */
  start(): () => void {
    try {
      this.#current = readTheme(localStorage.getItem(KEY));
    } catch {
      return () => undefined;
    }
    const follow = ({ key, newValue }: StorageEvent): void => {
      if (key === KEY || key === null) this.#show(readTheme(newValue));
    };
    addEventListener('storage', follow);
    return () => {
      removeEventListener('storage', follow);
    };
  }

  #show(theme: Theme): void {
    this.#current = theme;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }
}
