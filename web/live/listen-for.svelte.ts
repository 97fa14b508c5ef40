import { untrack } from 'svelte';
import type { BidderSettings } from './bidder-settings.svelte.ts';
import { type Heard, signalOf } from './signals.ts';
import { beep, vibrate } from './sound.ts';

/** Beeps and shakes for what happens to a lot while the component that asks is on the page, as its reader has set. */
export function listenFor(settings: BidderSettings, heard: () => Heard): void {
  let before: Heard | null = null;
  $effect(() => {
    const now = heard();
    const signal = before && signalOf(before, now);
    before = now;
    if (signal === null) return;
    untrack(() => {
      if (settings.sound) beep(signal);
      if (settings.vibration) vibrate(signal);
    });
  });
}
