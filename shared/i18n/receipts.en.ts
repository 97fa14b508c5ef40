import type { Same } from './messages.ts';
import type { zh } from './receipts.zh.ts';

export const en = {
  title: 'My receipts',
  kept: 'This browser keeps {count} {count|receipt|receipts} of your bids on this lot.',
  checked:
    '{count} that came since this page was opened {count|was|were} checked: signed by the platform, entered in the log, and in line with what was seen before.',
  hold: 'Your {count} {count|receipt is|receipts are all} in the final log.',
  'hold-short': '{count} {count|receipt|receipts}, all in the final log',
  'count-short': '{count} {count|receipt|receipts} kept',
  checking: 'Checking your receipts against the final log …',
  'broken-at':
    'Your receipts do not hold: entry {seq} of the log. Do not clear the data of your browser, and download the receipts.',
  'broken-keys':
    'The key of the platform does not hold. Do not clear the data of your browser, and download the receipts.',
  'broken-short': 'Receipts do not hold: entry {seq}',
  'no-room': 'There is no room in this browser for more receipts: download them now.',
  unread: 'The log could not be fetched, so nothing was checked yet; the receipts stay in this browser.',
  again: 'Check again',
  download: 'Download {count} {count|receipt|receipts}',
  'check-all': 'Verify with the whole log in this browser',
} as const satisfies Same<typeof zh>;
