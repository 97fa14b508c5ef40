import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { lotId } from './lot.ts';

/** An entry without its place. */
export type Plain = LotEntry extends infer Entry
  ? Entry extends unknown
    ? Omit<Entry, 'lot' | 'seq'>
    : never
  : never;

/** A log as told: places are given, nothing is decided. */
export const told = (first: LotEntry, ...rest: readonly Plain[]): LotEntry[] => [
  first,
  ...rest.map((entry, nth) => ({ ...entry, lot: lotId, seq: nth + 2 })),
];
