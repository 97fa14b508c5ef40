import { onMount } from 'svelte';
import { keptText, restoreFields } from './restore-fields.ts';

/**
 * What is typed into a form, kept in this browser until it is sent: a closed tab, a lost connection or an ended session
 * loses nothing. `key` names form and person; `initial` is the stored version.
 */
export class Draft<Fields extends object> {
  fields: Fields;
  /** Something typed earlier was put back. */
  isRestored = $state(false);
  /** It was typed over an older version than the one that is stored now. */
  isStale = $state(false);
  #initial: Fields;
  readonly #key: string;

  constructor(key: string, initial: Fields) {
    this.fields = $state(initial);
    this.#initial = $state.raw(initial);
    this.#key = `reassign:draft:${key}`;
  }

  /** Called once while the form is set up. */
  keep(): void {
    onMount(() => {
      const restored = restoreFields(this.#initial, read(this.#key));
      if (restored === null) return;
      this.fields = restored.fields;
      this.isRestored = true;
      this.isStale = restored.isStale;
    });
    $effect(() => {
      if (this.isChanged) write(this.#key, keptText(this.#initial, this.fields));
      else write(this.#key, null);
    });
  }

  /** Whether there is something that was not sent. */
  get isChanged(): boolean {
    return JSON.stringify(this.fields) !== JSON.stringify(this.#initial);
  }

  /** Takes the stored version again; after sending, the new one. */
  reset(initial: Fields = this.#initial): void {
    this.#initial = initial;
    this.fields = structuredClone(initial);
    this.isRestored = false;
    this.isStale = false;
    write(this.#key, null);
  }
}

/** Storage may be switched off or full: then a form is just a form. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Nothing to do: what is on the screen is still there.
  }
}
