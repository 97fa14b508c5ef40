import type { Same } from './messages.ts';
import type { zh } from './ladder.zh.ts';

export const en = {
  title: 'Later rounds',
  lead: 'They follow one another while nobody buys, and are published with the first notice.',
  add: 'Add a round',
  remove: 'Remove round {rung}',
  rung: 'Round {rung}',
  format: 'Format',
  start: 'Start price',
  'opens-at': 'Opens',
  'closes-at': 'Closes',
  suggested: 'The dates avoid weekends and public holidays; change them as you like.',
  first: 'Round 1',
  'if-unsold': 'Held if nobody bought before',
  none: 'No later round is published: an unsold lot needs a notice of its own.',
  'fault-format-not-of-route': 'This route does not allow the format.',
  'fault-too-many-rounds': 'At most {maximum} rounds.',
  'fault-sell-off-not-last': 'Nothing follows a sell-off.',
  'fault-currency-mixed': 'Keep the currency of the round before.',
  'fault-start-out-of-range': 'Start between {minimum} and {maximum}.',
  'fault-below-floor': 'Not below the agreed floor of {minimum}.',
  'fault-opens-too-early': 'Open {earliest} at the earliest.',
  'fault-opens-too-late': 'Open before {before}.',
  'fault-bidding-too-short': 'It is too short.',
  'fault-sell-off-too-long': 'Close {latest} at the latest.',
} as const satisfies Same<typeof zh>;
