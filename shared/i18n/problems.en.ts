import { type zh } from './problems.zh.ts';

export const en = {
  malformed: 'The request is malformed. Please check the fields that are marked.',
  unauthenticated: 'Please sign in first.',
  'rate-limited': 'Too many requests. Please wait a moment and try again.',
  busy: 'Many people are bidding on this lot. Please try again; the same bid is never recorded twice.',
  'clock-uncertain':
    'The server is checking its clock and takes no bids until then. Please try again shortly.',
  unavailable: 'The service is temporarily unavailable. Please try again shortly.',
  'outcome-unknown':
    'The outcome is not known yet. Please try again; the same command is never carried out twice.',
  'idempotency-mismatch':
    'This command number was used for something else. Please reload the page and start again.',

  forbidden: 'You are not allowed to do this.',
  'two-factor-required': 'This needs two-factor authentication. Please set it up and confirm it first.',
  'foreign-origin': 'The request came from another website and was refused.',
  'not-found': 'There is nothing here.',
  'method-not-allowed': 'This address does not offer that action.',
  'too-large': 'What you sent is too large.',
  'unsupported-media-type': 'This kind of file or content is not supported.',
  'precondition-failed': 'Somebody changed this in the meantime. Please reload and try again.',
  'precondition-required': 'Please read the latest version before you change it.',
  internal: 'Something went wrong on our side. It has been recorded; please try again later.',

  'unknown-lot': 'There is no such lot.',
  'lot-not-open': 'The lot is not open for bidding.',
  'lot-closed': 'Bidding on this lot has ended.',
  'not-registered': 'Your organisation has not registered for this lot.',
  'conditions-not-accepted': 'Please read and accept the conditions of sale first.',
  barred: 'The rules bar you from bidding on this lot.',
  'deposit-required': 'The deposit for this round has not arrived, so you cannot bid yet.',
  'authority-exceeded': 'The bid is beyond the amount or the term that your client authorised.',
  'wrong-currency': 'The lot is sold in another currency.',
  'maximum-not-offered': 'This lot takes no maximum bids: bid the amount itself.',
  'not-a-multiple': 'A bid must rise by whole increments.',
  'below-start': 'The bid is below the starting price.',
  'below-asking': 'The bid is below the asking price. Please bid again at the latest price.',
  'above-limit':
    'The bid is over ten times the asking price, or above the highest amount there is. Please check it.',
  'already-leading': 'Your bid is leading already; there is no need to bid again.',

  'already-saved': 'This search is saved already.',
  'too-many-saved': 'At most 50 searches can be saved. Please remove one that is no longer needed.',
  'stale-checkpoint': 'This is not the checkpoint as it is now: fetch the newest and sign that.',
  'bad-cosignature': 'It has no valid cosignature by a witness that the platform knows.',
  'not-your-move': 'Under the rules of this lot somebody else decides that.',
  'cause-not-allowed': 'The rules do not allow this for that cause.',
  'too-late': 'The time that the rules allow for this has passed.',
  'material-change': 'The correction touches what the rules read. Withdraw the lot and list it anew.',
  'nothing-changes': 'This would change nothing.',
  'unknown-bidder': 'This lot has no such bidder number.',

  'bad-credit-code': 'The unified social credit code is wrong. Please check it.',
  'not-accredited': 'Your organisation has not been accredited yet.',
  'wrong-credentials':
    'The address or the password is wrong, or the address is not confirmed yet: check both, and your mail.',
  'wrong-password': 'The password is wrong.',
  'wrong-code': 'The code is wrong or was used already: enter the next one.',
  'challenge-expired': 'This sign-in has expired. Please sign in again.',
  'link-expired': 'The link has been used, has expired, or was not sent to you.',
  'organisation-exists':
    'An organisation with this credit code is registered: ask one of its owners to invite you.',
  'role-not-for-kind': 'This kind of organisation has no such role.',
  'already-member': 'This person is a member already.',
  'last-owner': 'An organisation keeps at least one owner.',

  'bad-identifier': 'The number of the right is wrong. Please check its check digit.',
  'unknown-format': 'The format of this file is not known.',
  'takes-too-long': 'Reading this file took too long and was stopped. Please split it and try again.',
  'unsafe-xml': 'The XML declares a document type or entities, and is not read for safety.',
  'bad-encoding': 'The encoding is unknown or mixed. Please save the file as UTF-8 or GB18030.',
  'bad-header': 'The CSV header differs from the template. Please use the latest template.',
  'import-faults': 'Some rows have faults. Please correct them, or import only the good rows.',
  'wrong-state': 'This is not possible in the present state.',
  'stale-profile':
    'This is not the version that comes next: another was published meanwhile. Propose anew from the newest one.',
  'unchanged-profile': 'Nothing differs from the version in force.',
  'own-approval': 'Whoever submitted a listing cannot approve it. Please ask a second person.',
  'gates-closed':
    'The listing does not meet every condition yet. Please complete the points that are marked.',

  'statement-too-long': 'There are too many entries in this period. Please ask for a shorter one.',

  'already-registered': 'Your organisation has registered for this lot already.',
  'stale-conditions': 'The conditions of sale have changed. Please read and accept them again.',
  'own-deposit': 'Nobody confirms the money of an organisation they belong to. Please ask a colleague.',
  'amount-differs': 'The amount received differs from the amount due.',
  'registration-closed': 'Registration has closed.',
  'bad-reference': 'The payment reference is wrong. Please check it.',
} as const satisfies Record<keyof typeof zh, string>;
