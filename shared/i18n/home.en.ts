import type { zh } from './home.zh.ts';
import type { Same } from './messages.ts';

export const en = {
  title: 'Pledged intellectual property, sold in the open, every bid on record',
  lead: 'Banks list patents, trademarks and copyrights from defaulted pledges; accredited agencies bid for them live. Every bid is written to an append-only log that anyone can check offline.',
  'to-all-lots': 'Browse all lots',
  'to-rules': 'Read the rules',
  'open-now': 'Open now',
  'open-none': 'No lot is open for bidding at the moment.',
  'open-none-next': 'The next one opens on {time}.',
  'closing-soon': 'Closing soon',
  'new-notices': 'New notices',
  'notices-none': 'No lot is on notice at the moment.',
  results: 'Latest results',
  'results-none': 'No results yet. After the first hammer prices are compared with appraisal and start here.',
  'to-results': 'All results',
  'to-calendar': 'Calendar',
  'to-appraisal': '{percent} of the appraisal',
  'to-start': '{percent} of the start',
  'result-unsold': 'Unsold at a start of {start}',
  'first-title': 'New here?',
  'first-text':
    'What is sold here are rights that a bank holds in pledge. When the borrower has defaulted, the bank announces the sale, and the highest bid buys.',
  'first-browse': 'Just looking: browsing lots and watching a sale need no account.',
  'first-bid': 'To bid, be an accredited agency, or have one act for you.',
  'first-trust': 'To check, download the log of any lot and verify it in your own browser.',
  'first-agencies': 'Accredited agencies',
  'first-verify': 'Verify a log',
  'how-title': 'How a sale goes',
  'how-1-title': 'Notice and deposit',
  'how-1-text':
    'The bank publishes a notice that two of its people checked, at least {days} days ahead. An agency accepts the conditions, pays the deposit, and gets a random bidder number.',
  'how-2-title': 'Live bidding',
  'how-2-text':
    'The room sees numbers, never names. A bid in the last {window} moves the end to {extension} after it.',
  'how-3-title': 'Hammer and proof',
  'how-3-text':
    'The lot closes by itself, and a sale confirmation follows. The log can be downloaded and verified, in the browser or by command line.',
} as const satisfies Same<typeof zh>;
