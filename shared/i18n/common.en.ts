import type { Same } from './messages.ts';
import type { zh } from './common.zh.ts';

export const en = {
  brand: 'Reassign',
  'brand-other': '质转',
  tagline: 'Disposal of pledged intellectual property',
  description:
    'Pledged patents, trademarks and copyrights of banks, sold by open online bidding: notice, deposit, live bids, sale confirmation, and a log that anyone can verify offline.',
  'skip-to-content': 'Skip to the content',
  'other-language': '中文',
  'other-language-label': 'Read this page in Chinese',
  'main-navigation': 'Main',
  'nav-lots': 'Lots',
  'nav-desk-bank': 'Bank desk',
  'nav-desk-agency': 'Agency desk',
  'nav-desk-operator': 'Operator desk',
  'sign-in': 'Sign in',
  'sign-out': 'Sign out',
  'sign-up': 'Sign up',
  account: 'Account',
  'demo-note': 'Demonstration: organisations, rights and amounts are all invented.',
  'footer-note': 'Every sale is kept as an append-only log that anyone can download and verify offline.',
  'footer-times': 'Times are shown in {zone}',
  'footer-api': 'API reference',
  'zone-shanghai': 'Beijing time',
  'zone-local': 'your time zone ({zone})',

  loading: 'Loading…',
  retry: 'Try again',
  cancel: 'Cancel',
  confirm: 'Confirm',
  save: 'Save',
  close: 'Close',
  back: 'Back',
  'show-more': 'Show more',
  'next-page': 'Next page',
  none: 'None',
  required: 'required',
  optional: 'optional',
  copy: 'Copy',
  copied: 'Copied',

  'amount-hint': 'As 1,250,000 or 125万',
  'amount-empty': 'Please enter an amount.',
  'amount-unreadable': 'This is not an amount. Write it as 1,250,000 or 125万.',
  'amount-too-precise': 'An amount has at most two decimals.',
  'amount-too-large': 'The amount is too large.',
  'amount-reads': 'That is {amount}',

  'draft-restored': 'What you typed last time and did not save is here again.',
  'draft-stale':
    'What you typed last time is here again; the saved version has changed since, so compare before you save.',
  'draft-discard': 'Discard it and show the saved version',

  'problem-title': 'Not done',
  'problem-asking': 'The asking price is {amount}.',
  'problem-closes': 'The end is {time}.',
  'problem-opens': 'It opens {time}.',
  'problem-request': 'Reference {id}.',

  'not-found-title': 'There is no such page',
  'not-found-text':
    'The address may be wrong, or what was here has been taken down. The list of lots is a good place to start again.',
  'forbidden-title': 'You cannot see this page',
  'failed-title': 'The page cannot be shown just now',
  'failed-text': 'The fault is ours and has been recorded. Please reload the page in a moment.',
  'to-lots': 'See all lots',
  'to-home': 'To the home page',

  'problem-page-lead': 'The API gives this code as the reason of a refusal.',
  'problem-page-code': 'Code',
  'problem-page-status': 'HTTP status',
} as const satisfies Same<typeof zh>;
