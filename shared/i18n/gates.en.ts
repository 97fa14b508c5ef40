import type { GateMessages } from './gates.zh.ts';

export const en = {
  'no-rights': 'No pledged right is chosen yet: choose at least one.',
  'default-not-proven': 'No default or agreed event has occurred: the pledge may not be realised yet.',
  'sale-not-agreed': 'The pledgor’s written agreement to the sale is missing: add its date.',
  'pledge-missing': 'The pledge is not registered, and it exists from registration: add the registration.',
  'pledge-not-of-seller': 'The registered pledgee is not the selling bank: check the registration.',
  'right-expired': 'The right ends before the bidding does: check its term.',
  'right-on-sale': 'The right is in another lot: it can be listed again once that lot ended without a sale.',
  'appraisal-missing': 'There is no appraisal: add the valuer, the value and its date.',
  'appraisal-expired':
    'The appraisal is no longer valid, or the bidding ends more than six months after the notice: renew it or move the dates.',
  'currency-mixed': 'Appraisal, start price, increment and deposit must be in one currency.',
  'amount-too-large':
    'The appraisals together, or the start price plus one increment, are above the highest amount: split the lot or change the amounts.',
  'start-out-of-range': 'The start price is below 70 % of the appraised value: raise it.',
  'deposit-out-of-range': 'The deposit must be 5 % to 20 % of the start price: change it.',
  'increment-missing': 'Set an increment above zero.',
  'notice-too-short': 'The notice is too short, and the day of publication does not count: open later.',
  'bidding-too-short': 'The bidding lasts less than 24 hours: close later.',
} as const satisfies GateMessages;
