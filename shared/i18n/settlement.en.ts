import type { Same } from './messages.ts';
import type { zh } from './settlement.zh.ts';

export const en = {
  'confirmation-title': 'Sale confirmation',
  'confirmation-number': 'No. {number}',
  'text-confirmed': 'This confirms that the lot below was sold. Way of sale: {word}.',
  'text-awaiting-confirmation':
    'The hammer fell on the lot below; the auctioneer has yet to confirm it. Way of sale: {word}.',
  'text-void':
    'The sale of the lot below was annulled: this confirmation is void and no balance is due. Way of sale: {word}.',
  'voided-at': 'Sale annulled on {time}',
  lot: 'Lot',
  seller: 'Seller',
  buyer: 'Buyer',
  'credit-code': 'Unified social credit code',
  'bidder-number': 'Bidder number',
  hammer: 'Hammer price',
  'in-capitals': 'In words',
  deposit: 'Deposit held',
  premium: 'Buyer’s premium, VAT included',
  'balance-due': 'Balance due',
  'price-goes-to': 'Price payable to',
  'to-escrow': 'Escrow, released on recordal',
  'to-house-or-escrow': 'The auction house or escrow',
  'to-court': 'The account of the enforcement court',
  'closed-at': 'Sold at',
  'confirmed-at': 'Confirmed at',
  log: 'Log of the sale',
  'log-value': '{size} entries, the last with the hash',
  'scope-public': 'Public copy: of a natural person the surname only, no credit code and no payment details.',
  'scope-party': 'Copy for the parties: with payment details, not for publication.',
  print: 'Print',
  'to-lot': 'Back to the lot',
} as const satisfies Same<typeof zh>;
