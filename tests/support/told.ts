import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { lotId } from './lot.ts';

/** An entry without its place. */
export type Plain = LotEntry extends infer Entry
  ? Entry extends unknown
    ? Omit<Entry, 'lot' | 'seq'>
    : never
  : never;

/** A log that goes on as told: places are given, nothing is decided. */
export const toldOn = (before: readonly LotEntry[], ...rest: readonly Plain[]): LotEntry[] => [
  ...before,
  ...rest.map((entry, nth) => ({ ...entry, lot: lotId, seq: before.length + nth + 1 })),
];

export const told = (first: LotEntry, ...rest: readonly Plain[]): LotEntry[] => toldOn([first], ...rest);

/** An event at its time. */
export const at = <Event extends object>(time: Instant, event: Event) => ({ ...event, at: time });
