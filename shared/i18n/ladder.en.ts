import type { Same } from './messages.ts';
import type { zh } from './ladder.zh.ts';

export const en = {
  title: 'Later rounds',
  rung: 'Round {rung}',
  format: 'Format',
  start: 'Start price',
  'opens-at': 'Opens',
  'closes-at': 'Closes',
  first: 'Round 1',
  'called-off': 'called off',
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
  'fault-sealed-not-first': 'Sealed bids can only be the first round.',
  'fault-fall-off-schedule': 'The fall needs {levels} levels of equal length, from a minute to a day each.',
} as const satisfies Same<typeof zh>;
