import type { Same } from './messages.ts';
import type { zh } from './falling.zh.ts';

export const en = {
  'fall-note': 'The price falls by the clock. Whoever takes the price of the moment first stops the fall.',
  take: 'Take {price}',
  taken: 'Number {number} took {price}: the fall has stopped.',
  'taken-mine': 'You took {price}.',
  'taken-mine-note':
    'Others may bid more under seal; once their bids are opened you have the last word. If nobody bids more, you buy.',
  'sealed-from': 'Bids under seal are taken in {left}.',
  hidden: 'Bid under seal',
  hide: 'Bid under seal',
  'hide-again': 'Change the bid under seal',
  'hidden-own': 'Your bid under seal: {amount}',
  'hidden-note':
    'At least {asking}. Until it is opened you may change or withdraw it, and nobody sees the amount; of equal bids the earlier wins.',
  withdraw: 'Withdraw the bid under seal',
  'best-note': 'The bids under seal are open. You have the last word: at least {asking}.',
  best: 'Last word',
  'best-place': 'Bid',
  'best-of': 'Number {number} has the last word.',
  'too-low': 'At least {amount}.',
  'done-level': 'Accepted: you stopped the fall.',
  'done-hidden': 'Your bid under seal has arrived; its receipt is kept.',
  'done-sealed': 'Your sealed bid has arrived; its receipt is kept.',
  'done-withdrawal': 'Your bid under seal is withdrawn.',
} as const satisfies Same<typeof zh>;
