import type { Same } from './messages.ts';
import type { zh } from './settlement.zh.ts';

export const en = {
  'confirmation-title': 'Sale confirmation',
  'confirmation-number': 'No. {number}',
  'confirmation-text': 'This confirms that the lot below was sold by online bidding.',
  lot: 'Lot',
  seller: 'Bank (pledgee)',
  buyer: 'Buyer',
  'credit-code': 'Unified social credit code',
  'bidder-number': 'Bidder number',
  hammer: 'Hammer price',
  'in-capitals': 'In words',
  deposit: 'Deposit held',
  'balance-due': 'Balance due',
  'closed-at': 'Sold at',
  log: 'Log of the sale',
  'log-value': '{size} entries, the last with the hash',
  'scope-public': 'Public copy: of a natural person the surname only, no credit code and no payment details.',
  'scope-party': 'Copy for the parties: with payment details, not for publication.',
  print: 'Print',
  'to-lot': 'Back to the lot',
} as const satisfies Same<typeof zh>;
