import type { Unknown } from '../auctions/explain.ts';
import type { ExplainFault } from '../auctions/explain-faults.ts';

/** Why a log does not verify, in words: every fault has a sentence. */
export const logFaults = {
  // The file.
  empty: 'the file is empty',
  'not-a-log': 'this is not a log of Reassign: line 1 is not its header',
  'unknown-version': 'the log has a version that this verifier does not know',
  'malformed-header': 'the header has members that are missing, unknown or wrong',
  'malformed-entry': 'the line is not exactly one entry',
  'unused-profile': 'the header holds a profile that the log does not refer to',
  // Keys and signatures.
  'malformed-key': 'the key is not a C2SP verifier key',
  'another-key': 'the log is signed by another key than the given one',
  'malformed-key-list': 'the list of keys is not one, or contradicts itself',
  'forged-rotation': 'the list of keys has a rotation that the old and the new key did not both sign',
  'forged-revocation': 'the list of keys has a revocation that no later key signed',
  'revoked-key': 'the checkpoint is signed by a key that was revoked',
  'key-out-of-time': 'the checkpoint covers an entry later than the time until which its key was in use',
  'malformed-witness-key': 'the witness’s key is not a C2SP verifier key for cosignatures',
  'missing-cosignature': 'the checkpoint lacks the cosignatures of as many witnesses as were asked for',
  'forged-cosignature': 'the cosignature of a witness is forged',
  'malformed-checkpoint': 'the checkpoint is not a signed note',
  'checkpoint-of-another-key': 'the checkpoint has no signature by the key',
  'bad-signature': 'the signature of the checkpoint is wrong',
  'checkpoint-of-another-lot': 'the checkpoint is about another lot',
  'forged-receipt': 'the receipt is forged: its checkpoint does not stand for it under the key',
  // The chain.
  'foreign-lot': 'the entry belongs to another lot',
  gap: 'the entry is missing, repeated or out of order',
  'broken-chain': 'prev is not the hash of the entry before',
  'wrong-hash': 'the hash does not fit the entry: it was changed',
  'dropped-tail': 'the entry is missing: the signed checkpoint covers more entries than the file holds',
  'beyond-checkpoint': 'the entry is not covered by the signed checkpoint',
  'wrong-root': 'the entries up to here are not those that the checkpoint signed',
  'receipt-not-in-log': 'the log holds another entry than the receipt acknowledged',
  'forked-checkpoint': 'two signed checkpoints contradict each other: the log was forked',
  // The rules.
  'unknown-event': 'the event has an unknown type or body',
  'no-notice': 'a log begins with its notice',
  'second-notice': 'there is a second notice',
  'unknown-profile': 'the notice refers to a profile that the header does not hold',
  'wrong-profile':
    'the profile in the header is not the one that the notice committed to, or not the one this verifier knows by that version',
  'terms-outside-profile': 'the published terms are outside the profile',
  'time-goes-back': 'its time lies before that of the entry before',
  'after-the-outcome': 'nothing follows the outcome',
  'registered-out-of-time': 'a bidder was registered before the opening or after the end',
  'registered-twice': 'the bidder number was registered before',
  'opened-early': 'the lot opened before its hour',
  'opened-after-end': 'the lot opened at or after its end',
  'opened-twice': 'the lot was open already',
  'missing-opening': 'registrations before the opening are not followed by it',
  'bid-before-opening': 'a bid before the opening',
  'bid-after-end': 'a bid at or after the end',
  'bid-unregistered': 'a bid by a number that is not registered',
  'bid-wrong-currency': 'a bid in another currency',
  'bid-not-a-multiple': 'a bid that is not whole steps above the price',
  'bid-below-asking': 'a bid below the asking price',
  'bid-above-limit': 'a bid so high that the asking price after it would be beyond the highest amount',
  'bid-against-itself': 'a bid of the leader against itself',
  'match-without-priority': 'a bid at the leader’s own price by somebody whose rank is not higher',
  'maximum-not-offered': 'a hidden maximum where the profile offers none',
  'maximum-out-of-place': 'a hidden maximum of somebody who neither leads nor has just bid',
  'wrong-maximum':
    'an opened maximum that does not fit its commitment, or was overtaken before it was opened',
  'unopened-maximum': 'a maximum that was reached or beaten was not opened',
  'opened-needlessly': 'a maximum was opened that was neither reached nor beaten, or that nobody had set',
  'missing-answer': 'a bid over a hidden maximum is not followed by what that maximum makes of it',
  'wrong-automatic-bid': 'an automatic bid that is not the lowest one to win',
  'foreign-event': 'an event of another format',
  'wrong-level': 'the level accepted is not the one of that moment, or not at its price',
  'not-its-turn': 'it comes in a phase in which it, or its bidder, has no place',
  'nothing-to-withdraw': 'a withdrawal without a sealed bid that counts',
  'wrong-opening': 'an opened bid that does not fit its commitment, or out of order',
  'unopened-bid': 'a sealed bid that counts was not opened, or one that does not count was',
  'wrong-share': 'a share of the key that does not fit its commitment, or is repeated',
  'missing-key': 'sealed bids were opened, or given up, before two shares came or their time was over',
  'wrong-judgement': 'an opened bid is said to count, or not to, against the rules',
  'missing-start': 'the first bid of a sell-off is not followed by the end that it sets',
  'wrong-start': 'the ascending bidding of a sell-off starts without a first bid, or ends at another time',
  'missing-extension': 'a late bid did not extend the end',
  'wrong-extension': 'the end was not moved as the rule says',
  'closed-early': 'the lot was closed before its end',
  'wrong-end': 'the close names another end than the effective one',
  'missing-outcome': 'the close is not followed by its outcome',
  'outcome-without-close': 'an outcome without a close',
  'wrong-outcome': 'sold without a bid, unsold in spite of one, or unsold for a reason that is not so',
  'wrong-winner': 'the winner is not the leader at the end',
  'wrong-hammer': 'the hammer price is not the amount of the last bid',
  // The hidden reserve.
  'reserve-met-out-of-place':
    'the reserve is said to be met where no bid came just before, or again, or at a price known to be below it',
  'reserve-met-early': 'the reserve, opened, is higher than a bid that was said to meet it',
  'reserve-met-late': 'the reserve, opened, was met by a bid of which nothing was said',
  'wrong-reserve': 'an opened reserve that does not fit its commitment, or lies below the start',
  'sold-below-reserve': 'sold for less than the reserve',
  'unopened-reserve': 'the lot was sold, or its ladder ended, and the reserve was not opened',
  'reserve-opened-early':
    'the reserve was opened before the lot was sold or its ladder ended, or there is none',
  // The life of the lot.
  'bid-barred': 'a bid, or an admission, of a number that was barred',
  'move-out-of-place': 'the lot was in no state in which this can happen',
  'wrong-actor': 'whoever did this has no power to',
  'wrong-cause': 'the rules do not allow this for that cause',
  'move-too-late': 'this came after the rules allow it',
  'wrong-correction': 'a correction does not begin with what the correction before it said',
  'material-change': 'a correction changes what the rules read',
  'wrong-move': 'times, amount or round are not those that the rules make of it',
  'missing-pause': 'the leader was voided and the lot was not paused',
  'missing-round': 'the next round of the published ladder does not follow',
  'missing-offer': 'the offer that the notice promised the runner-up does not follow the default',
  // The sealed bids, decrypted again.
  'wrong-lot-key': 'the key that opened the sealed bids is not the one that they were encrypted to',
  'wrong-reading': 'the bid, decrypted, is not what the opening says of it',
} as const satisfies Record<ExplainFault, string> & Record<string, string>;

export type LogFault = keyof typeof logFaults;

/** What a public log cannot show: what its rules leave open, and what follows after its end. */
export type Unproven = Unknown | 'refunds-made';

/** Said with every result. */
export const unknowns: Readonly<Record<Unproven, string>> = {
  'who-was-admitted':
    'who stands behind the bidder numbers, and whether everybody with a right to one got it',
  'caps-of-mandates': 'whether bids kept within the mandates behind them',
  'confirmed-high-bids': 'whether a bid over ten times the asking price was confirmed by its sender',
  'refused-bids': 'which bids were refused, or never arrived',
  'appraisal-behind-start': 'whether the start price is at least its share of the appraised value',
  'time-of-arrival': 'whether the times are those at which bids arrived',
  'refunds-made': 'whether the deposits that are due back were paid back',
  'sealed-reserve':
    'how high the reserve is, which is still sealed, and so whether it was met where the log says so and only there',
  'rounds-before-sell-off':
    'whether enough rounds failed before this sell-off: of those of earlier lots only their own logs tell',
  'maxima-at-reserve': 'whether a maximum that was never opened went as far as the reserve',
  'rules-of-profile':
    'profile unknown to this verifier: its rules are those that the header brings, and may be anybody’s',
};
