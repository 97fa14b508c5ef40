import type { zh } from './feeds.zh.ts';
import type { Same } from './messages.ts';

export const en = {
  'calendar-name': 'Reassign · sale calendar',
  'event-opens': 'Bidding opens: {title} ({number})',
  'event-closes': 'Bidding ends: {title} ({number})',
  'event-terms': 'Selling bank: {bank}. The price: {start}; deposit {deposit}.',
  'start-rising': 'start {price}',
  'start-falling': 'falling from {price}',
  'event-may-move': 'A late bid moves the end; the page of the lot has the time that counts.',
  'atom-title': 'Reassign · new lots',
  'atom-subtitle': 'Notices of sale of pledged intellectual property, newest first.',
  'entry-summary':
    '{types}. Appraised at {appraised}, {start}, deposit {deposit}. Bidding opens {opens} and ends {closes}, Beijing time.',
} as const satisfies Same<typeof zh>;
