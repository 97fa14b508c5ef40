import type { zh } from './home.zh.ts';
import type { Same } from './messages.ts';

export const en = {
  title: 'Pledged intellectual property, sold in the open, every bid on record',
  lead: 'Banks list patents, trademarks and copyrights from defaulted pledges; accredited agencies bid for them live. Every bid is written to an append-only log that anyone can check offline.',
  'to-all-lots': 'Browse all lots',
  'open-now': 'Open now',
  'open-none': 'No lot is open for bidding at the moment.',
  upcoming: 'On notice',
  'upcoming-none': 'No lot is on notice at the moment.',
  results: 'Recent results',
  'results-none': 'No results yet.',
  'how-title': 'How a sale goes',
  'how-1-title': 'Notice and deposit',
  'how-1-text':
    'The bank publishes a notice that two of its people checked, at least fifteen days ahead. An agency accepts the conditions, pays the deposit, and gets a random bidder number.',
  'how-2-title': 'Live bidding',
  'how-2-text':
    'The room sees numbers, never names. A bid in the last five minutes moves the end to five minutes after it.',
  'how-3-title': 'Hammer and proof',
  'how-3-text':
    'The lot closes by itself, and a sale confirmation follows. The log can be downloaded and verified offline with one command.',
} as const satisfies Same<typeof zh>;
