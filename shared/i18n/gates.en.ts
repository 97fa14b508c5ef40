import type { GateMessages } from './gates.zh.ts';

export const en = {
  'no-rights': 'No pledged right is chosen yet: choose at least one.',
  'default-not-proven': 'No default or agreed event has occurred: the pledge may not be realised yet.',
  'sale-not-agreed': 'The pledgor’s written agreement to the sale is missing: add its date.',
  'claim-time-barred':
    'The claim is time-barred and the pledge can no longer be exercised: add the last demand or acknowledgement, if there was one.',
  'forfeiture-relied-on':
    'A forfeiture clause cannot be relied on: it gives only priority in the proceeds. Sell the right instead.',
  'auction-house-missing':
    'This route is conducted by a licensed house: add licence, presiding auctioneer and written consignment contract.',
  'court-papers-missing':
    'This route needs the executing court’s ruling, and this platform chosen for the case: add the court’s papers.',
  'parties-not-told':
    'Parties and holders of priorities were not all told in time: add when they were told, or since when it is posted.',
  'pledge-missing': 'The pledge is not registered, and it exists from registration: add the registration.',
  'seller-not-of-route':
    'This way of sale is a court’s, or a bank’s, and your organisation is the other. Choose another way.',
  'platform-not-listed':
    'The platform is not on the Supreme Court’s list, so no court can sell here by itself.',
  'sell-off-too-early': 'A sell-off follows rounds in which nobody bought. Plan enough rounds before it.',
  'pledge-not-of-seller': 'The registered pledgee is not the selling bank: check the registration.',
  'pledge-above-cap': 'More is claimed than the registered maximum: change the amount.',
  'right-unchecked': 'The register has not been consulted about this right: add what it says.',
  'right-ended':
    'The right has lapsed, expired, been surrendered or declared invalid: there is nothing to sell.',
  'right-expired': 'The right ends before the last round does: check its term.',
  'right-frozen': 'Another court has frozen the right: wait for its release.',
  'fee-overdue': 'The annual fee is overdue: pay it and record the payment.',
  'similar-marks-left-out':
    'Identical or similar marks on the same or similar goods go together: look for them and include them.',
  'co-owner-consent-missing': 'The consent of all co-owners is missing: add its date.',
  'approval-missing': 'The transfer needs an approval by law: add its date.',
  'right-on-sale': 'The right is in another lot: it can be listed again once that lot ended without a sale.',
  'appraisal-missing': 'There is no appraisal: add the valuer, the value and its date.',
  'state-asset-not-appraised': 'A state asset has to be appraised by a lawful valuer first.',
  'appraisal-expired':
    'The appraisal is no longer valid, or the last round ends more than six months after the notice: renew it or move the dates.',
  'currency-mixed': 'Appraisal, start price, increment and deposit must be in one currency.',
  'amount-too-large':
    'The appraisals together, or the start price plus one increment, are above the highest amount: split the lot or change the amounts.',
  'start-out-of-range': 'The start price is outside what the rules allow: change it.',
  'reserve-not-offered': 'This way of selling has no hidden reserve: remove it.',
  'reserve-out-of-range': 'The reserve is not below the starting price: change it.',
  'runner-up-not-offered': 'This way of selling makes no offer to the runner-up: remove it.',
  'instalments-not-offered': 'This way of selling asks for the whole price at once: remove the instalments.',
  'payment-unlawful': 'The days for payment or the instalments are outside the rules; adjust them.',
  'deposit-out-of-range': 'The deposit is outside what the rules allow: change it.',
  'increment-missing': 'Set an increment above zero.',
  'fall-unlawful': 'Levels, times or the floor of the fall are outside the rules: change them.',
  'sealed-unlawful': 'Time for the opening or keepers of the key are outside the rules: change them.',
  'notice-too-short': 'The notice is too short, and the day of publication does not count: open later.',
  'viewing-too-short': 'There is too little viewing within the notice: set days for it.',
  'bidding-too-short': 'The bidding is too short: close later.',
  'ladder-unlawful': 'The later rounds do not keep to the rules: change prices or dates.',
  'notice-content-missing': 'The notice does not say everything; where there is nothing, say “none”.',
  'public-item-missing': 'Not every public item is stated; where there is nothing, say “none”.',
  'warning-missing': 'Not every warning is given: confirm each.',
  'no-warranty-missing': 'Confirm the statement that no warranty is given.',
} as const satisfies GateMessages;
