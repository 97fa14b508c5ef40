import type { Money } from '@reassign/shared/kernel/money.ts';
import { readSettings, type Settings, standard, writeSettings } from './bidder-settings.ts';

/** What this browser's reader has set for bidding; the same in every room and on the desk. */
export class BidderSettings {
  #settings = $state.raw<Settings>(standard);

  /** Only in the browser; another tab's changes are taken over. */
  start(): () => void {
    const read = (): void => {
      this.#settings = readSettings(localStorage);
    };
    read();
    globalThis.addEventListener('storage', read);
    return () => {
      globalThis.removeEventListener('storage', read);
    };
  }

  get sound(): boolean {
    return this.#settings.sound;
  }

  set sound(sound: boolean) {
    this.#keep({ ...this.#settings, sound });
  }

  get vibration(): boolean {
    return this.#settings.vibration;
  }

  set vibration(vibration: boolean) {
    this.#keep({ ...this.#settings, vibration });
  }

  /** A bid above this is asked for twice; `null` for none. */
  get confirmAbove(): Money | null {
    return this.#settings.confirmAbove;
  }

  set confirmAbove(confirmAbove: Money | null) {
    this.#keep({ ...this.#settings, confirmAbove });
  }

  #keep(settings: Settings): void {
    this.#settings = settings;
    writeSettings(localStorage, settings);
  }
}
