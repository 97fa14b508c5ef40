import type { Same } from './messages.ts';
import type { zh } from './routes.zh.ts';

export const en = {
  'word-bidding': 'Online bidding',
  'word-auction': 'Auction',
  'word-court-auction': 'Court auction online',
  'word-sell-off': 'Sell-off',
  bidding: 'Online bidding',
  auction: 'Auction by a licensed house',
  judicial: 'Court auction online',
  'civil-2020': 'Court auction through a house',
  selloff: 'Sell-off',
  'format-english': 'Ascending bids',
  'format-dutch': 'Falling price with sealed bids',
  'format-sealed': 'Sealed bids',
  'format-selloff': 'Fixed price',
  house: 'House',
  'house-code': 'Credit code of the house',
  licence: 'Licence number',
  auctioneer: 'Presiding auctioneer',
  court: 'Executing court',
  'case-number': 'Case number',
  'viewing-from': 'Viewing from',
  'viewing-until': 'Viewing until',
  'runner-up': 'Offer to the runner-up',
  'runner-up-fact':
    'If the buyer does not pay, the runner-up is offered the right at its own highest bid, with {days} days to answer',
  payment: 'Payment',
  'payment-whole': 'The whole price by the end of day {days} after the confirmation, that day not counted',
  'payment-parts': 'In parts after the confirmation, that day not counted: {parts}. The deposit counts first',
  'payment-part': '{share} by day {days}',
  'payment-rest': 'the rest by day {days}',
} as const satisfies Same<typeof zh>;
