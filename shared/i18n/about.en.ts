import type { zh } from './about.zh.ts';
import type { Same } from './messages.ts';

export const en = {
  title: 'About Reassign',
  description: 'What Reassign is, who buys and sells here, how a sale goes, and what it costs.',
  lead: 'Reassign is where a defaulted pledge of intellectual property becomes money again. Patents, trademarks and copyrights that banks hold in pledge are announced, bid for and sold here, and every step leaves a record that anyone can check.',
  'what-title': 'Why it is needed',
  'what-text':
    'Intellectual property is easy to pledge and hard to sell: litigation is slow and dear, outsiders do not dare to bid, and what is known about a title lies scattered. Reassign keeps notice, title, appraisal, bids and sale in one place, and the bids in a book that nobody can change.',
  'who-title': 'Who is here',
  'who-bank': 'Banks',
  'who-bank-text':
    'They enter a case and the rights pledged in it; one person makes a listing, another approves it. The bank itself cannot bid.',
  'who-agency': 'Accredited agencies',
  'who-agency-text':
    'Agencies for intellectual property that the platform has accredited pay a deposit, get a bidder number and bid, for themselves or for a buyer.',
  'who-public': 'Everybody',
  'who-public-text': 'Browsing, watching a sale, downloading a log and verifying it need no account.',
  'who-platform': 'The platform',
  'who-platform-text':
    'It accredits agencies, confirms deposits and keeps things running. Until a lot has ended its staff cannot see whose number is whose.',
  'how-title': 'How a sale goes',
  'how-text': 'Every step from the notice to the sale confirmation, and every number in it, is in the rules.',
  'to-rules': 'Read the rules',
  'proof-title': 'Why the outcome can be believed',
  'proof-text':
    'Each lot has an append-only log: every entry is chained to the one before by its hash, and the platform signs whatever it adds. Download a log and verify it in the browser or by command line, without trusting us.',
  'to-verify': 'Verify a log',
  'fees-title': 'Fees',
  'fees-text':
    'Online bidding is charged by the table below, at rates that fall with the price; a lot keeps the schedule of the day of its notice. The all-in price is shown before every bid. An auction house charges what was agreed, and an online sale by a court no commission. Who does not buy gets the whole deposit back and pays nothing.',
  'fee-schedule': 'Fee schedule, version {version}, in force from {day}',
  'fee-rate': 'Rate, by slices of the hammer price',
  'fee-basis': 'Basis',
  'fee-up-to': '{percent} up to {amount}',
  'fee-above': '{percent} above',
  'fee-vat': 'VAT',
  'fee-within': '{percent}, included in the commissions',
  'contact-title': 'Contact',
  'contact-text':
    'This is a demonstration. The operator and its addresses below are invented: do not send money or papers.',
  'contact-production':
    'Its operator is responsible for this site. How to reach it is in the announcements of the operator.',
  'contact-operator': 'Operator',
  'contact-operator-value': 'Reassign Platform Operations (fictional) Ltd.',
  'contact-mail': 'Mail',
  'contact-address': 'Address',
  'contact-address-value': '1 Example Road, Demo District, Nowhere',
  'api-title': 'API',
  'api-text':
    'What the pages do, the API does: lists, lots, logs, the live feed. What is public needs no account.',
  'to-api': 'API documentation',
  'csv-note':
    'Results can be downloaded as a table, the calendar subscribed to, and new lots followed in a feed reader.',

  'rules-title': 'Rules of the sale',
  'rules-description':
    'Online bidding with all its numbers: notice, start, deposit, increments, extension, hammer, refunds.',
  'rules-lead':
    'In plain words: the rules of “{route}”, version {version}. The numbers come from the very data that the system goes by; a lot keeps the version of its notice.',
  'rules-table': 'The numbers in the rules',
  'rules-number': 'What',
  'rules-value': 'How much',
  'number-notice': 'Notice',
  'number-notice-value': 'at least {days} days, not counting the day of the notice',
  'number-start': 'Lowest start',
  'number-start-value': '{percent} of the appraised value',
  'number-deposit': 'Deposit',
  'number-deposit-value': '{from} to {to} of the start',
  'number-bidding': 'Time for bidding',
  'number-bidding-value': 'at least {duration}',
  'number-window': 'Late bids',
  'number-window-value': 'in the last {duration}',
  'number-extension': 'Extension',
  'number-extension-value': 'to {duration} after the late bid',
  'number-limit': 'Very high bids',
  'number-limit-value': 'over {times} times the asking price: confirmed once more',
  'number-refund': 'Refunds',
  'number-refund-value': 'instructed within {duration} of the end',
  'rules-hash': 'SHA-256 of the rules as data',
  'rules-hash-note': 'The first entry of each lot’s log commits to it.',

  'story-1-title': 'Notice',
  'story-1-text':
    'One person of the bank enters the listing, another approves it, and it is published when all conditions of listing are met. The notice runs at least {noticeDays} days; the start is at least {startMin} of the appraised value. A published notice never changes.',
  'story-2-title': 'Registration and deposit',
  'story-2-text':
    'An accredited agency accepts the conditions, pays a deposit of {depositMin} to {depositMax} of the start, and gets a random bidder number. The selling bank, the debtor, the pledgor and the valuer may not bid.',
  'story-3-title': 'Bids',
  'story-3-text':
    'Bidding lasts at least {biddingMin}. The first bid is at least the start, each later one at least the price plus one increment; nobody bids against themselves. A bid cannot be taken back. One over {limitTimes} times the asking price is confirmed once more, in case of a slip.',
  'story-4-title': 'Extension',
  'story-4-text':
    'A valid bid in the last {window} moves the end to {extension} after it, as often as it happens. A bid that arrives at the very end is late. The time of the server counts.',
  'story-5-title': 'Hammer',
  'story-5-text':
    'When time is up the system enters the outcome: the leader buys at its bid, and the sale confirmation is public; when nobody bid, or no bid met a hidden reserve, the lot is unsold. One bidder is enough, and the last bid and the hammer never race.',
  'story-6-title': 'Where deposits go',
  'story-6-text':
    'Refunds to those who did not buy are instructed within {refund} of the end; the buyer’s deposit counts towards the price. On buyer default the deposit covers sale costs and the gap of the re-sale; the rest is kept only up to 130 % of the loss.',
  'story-7-title': 'Anonymous, then public',
  'story-7-text':
    'During the sale everybody is a number, and whose number it is lies sealed. The sale confirmation names the agency that bought; of a natural person only the surname appears. The log stays public.',
  'refusals-title': 'Why a bid is refused',
  'refusals-lead': 'Checked in this order; the first that applies is the answer. The codes are for programs.',
  'refusals-table': 'Reasons to refuse a bid',
  'refusals-code': 'Code',
  'refusals-meaning': 'Meaning',
  'conditions-title': 'Conditions for bidders',
  'conditions-note': 'What an agency accepts when it registers, version {version}.',
  'to-about': 'About Reassign',
} as const satisfies Same<typeof zh>;
