import { toMoney } from '../../kernel/codecs.ts';
import { isLess } from '../../kernel/money.ts';
import { sealedBounds, sealedLimits } from '../../listings/limits.ts';
import type { Placed } from '../events.ts';
import type { ExplainFault } from '../explain-faults.ts';
import type { Explainer } from './format.ts';
import { faultOfClosing } from './outcome.ts';
import { endOfOpening, isOpeningDue, payingReserve, reasonWithoutWinner, type SealedLot } from './sealed.ts';
import type { KeyShareGiven, OpenedBid, SealedBidsOpened } from './sealed-events.ts';
import { shareCommitment } from './sealed-opening.ts';
import { boundsOfReserve, faultOfAmount } from './sealed-prices.ts';

/** Whether the key opens what is said to have been bid is found out with the key (`verify/sealed-bids.ts`). */
export const explainSealed: Explainer<'sealed'> = {
  isBeyond: (terms) => Object.values(sealedLimits).some((isBeyond) => isBeyond(terms)),
  byClock: ['KeyShareGiven', 'SealedBidsOpened'],
  faultOf(lot, entry) {
    switch (entry.type) {
      case 'SealedBidPlaced':
        return null;
      case 'KeyShareGiven':
        return faultOfShare(lot, entry);
      case 'SealedBidsOpened':
        return faultOfOpening(lot, entry);
    }
  },
  owes: () => null,
  extends: () => false,
  faultOfOutcome(lot, outcome) {
    const reason = reasonWithoutWinner(lot);
    if (reason === 'not-opened' && lot.lastAt < endOfOpening(lot)) return 'missing-key';
    const reserve = outcome.type === 'LotSold' ? outcome.body.reserve : undefined;
    const leader = payingReserve(lot, reserve ? toMoney(reserve.amount) : null);
    return faultOfClosing({ ...lot, leader }, outcome, reason);
  },
};

function faultOfShare(lot: SealedLot, { body, at }: Placed<KeyShareGiven>): ExplainFault | null {
  if (!isOpeningDue(lot, at)) return 'not-its-turn';
  if (lot.course.keepers.includes(body.keeper)) return 'wrong-share';
  return shareCommitment(body.share) === lot.terms.shares[body.keeper] ? null : 'wrong-share';
}

/** Every bid that counts and no other, each with what its amount makes of it. */
function faultOfOpening(lot: SealedLot, { body, at }: Placed<SealedBidsOpened>): ExplainFault | null {
  const { course, terms } = lot;
  if (!isOpeningDue(lot, at)) return 'not-its-turn';
  if (course.keepers.length < sealedBounds.needed) return 'missing-key';
  const due = [...course.bids].sort(([, a], [, b]) => a - b);
  const isDue = ({ seq, bidderNumber }: OpenedBid, nth: number): boolean =>
    due[nth]?.[0] === bidderNumber && due[nth][1] === seq;
  if (due.length !== body.bids.length || !body.bids.every(isDue)) return 'unopened-bid';
  if (!body.bids.every((bid) => isJudgedRight(bid, terms, lot.reserve))) return 'wrong-judgement';
  const { below, reached } = boundsOfReserve(body.bids);
  // Whatever the reserve is, no bid below it is higher than one that reaches it.
  return below === null || reached === null || isLess(below, reached) ? null : 'wrong-judgement';
}

function isJudgedRight(
  { amount, fault }: OpenedBid,
  { start }: SealedLot['terms'],
  reserve: SealedLot['reserve'],
): boolean {
  if (fault === 'unreadable' || fault === 'foreign') return amount === null;
  // What a mandate allows is not public.
  if (fault === 'authority-exceeded') return amount !== null;
  const isBelowReserve = reserve !== null && fault === 'below-reserve';
  return amount !== null && faultOfAmount(amount, start) === (isBelowReserve ? null : fault);
}
