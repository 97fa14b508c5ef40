import type { zh } from './agencies.zh.ts';
import type { Same } from './messages.ts';

export const en = {
  title: 'Accredited agencies',
  description:
    'Agencies for intellectual property that are accredited to bid, with the record of their public purchases.',
  lead: 'Only agencies that the platform has accredited may bid. Here they are: since when, and how many lots they are publicly known to have bought.',
  'anonymity-note':
    'Until a lot has ended nobody sees whose bidder number is whose, the staff of the platform included. A name stands beside a lot only in its public sale confirmation.',
  table: 'Accredited agencies',
  'column-name': 'Agency',
  'column-since': 'Accredited since',
  'column-won': 'Public purchases',
  'column-last': 'Latest purchase',
  'won-count': '{count} {count|lot|lots}',
  'won-none': 'None yet',
  empty: 'No agency is accredited yet.',
  count: '{count} {count|agency|agencies}',
  'how-title': 'How an agency is accredited',
  'how-text':
    'Sign up, register the organisation with its unified social credit code, and the platform checks it. An accreditation can be withdrawn; then the agency is no longer listed.',
  'to-sign-up': 'Sign up',
  'record-since': 'Accredited since {day}',
  'purchases-title': 'Public purchases',
  'purchases-table': 'Public purchases',
  'purchases-none': 'This agency has no public purchase yet.',
  'purchases-latest': 'The latest {count}',
  'column-lot': 'Lot',
  'column-hammer': 'Hammer price',
  'column-closed': 'Sold',
  'column-confirmation': 'Sale confirmation',
  'to-confirmation': 'Open',
  up: 'Accredited agencies',
} as const satisfies Same<typeof zh>;
