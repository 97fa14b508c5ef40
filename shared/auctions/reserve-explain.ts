import { toMoney } from '../kernel/codecs.ts';
import { isLess, isSame, type Money } from '../kernel/money.ts';
import type { SaltedAmount } from '../listings/events.ts';
import type { ExplainFault } from './explain-faults.ts';
import { reserveCommitment } from '../listings/reserve.ts';
import type { Reserve } from './reserve-state.ts';
import { isMet, leftBehind } from './reserve.ts';
import type { Born, LotState } from './types.ts';

/**
 * What is wrong with the opening of a reserve that has to be opened now: it fits its commitment, and every price of the
 * log lies on the side of it that the log said.
 */
export function faultOfReserve(lot: LotState, opening: SaltedAmount | undefined): ExplainFault | null {
  if (lot.phase === 'unborn' || lot.reserve === null)
    return opening === undefined ? null : 'reserve-opened-early';
  if (opening === undefined) return 'unopened-reserve';
  const opened = { amount: toMoney(opening.amount), salt: opening.salt };
  const isOwn = reserveCommitment(lot.lotId, opened) === lot.reserve.commitment;
  if (!isOwn || !isLawful(lot, opened.amount)) return 'wrong-reserve';
  return lot.phase === 'closed' && lot.terms.format === 'english'
    ? faultOfSale(lot, lot.reserve, opened.amount)
    : faultOfBounds(lot.reserve, opened.amount);
}

/** In the lot's currency, and not below the first start. */
function isLawful({ failedRounds, terms }: Born, { amount, currency }: Money): boolean {
  const start = failedRounds[0]?.start ?? terms.start;
  return currency === start.currency && amount >= start.amount;
}

function faultOfSale(
  lot: Extract<LotState, { phase: 'closed' }>,
  reserve: Reserve,
  opened: Money,
): ExplainFault | null {
  const { leader, closesAt } = lot;
  if (leader === null || isLess(leader.amount, opened)) return 'sold-below-reserve';
  if (!isMet(reserve, leader.amount)) return 'reserve-met-late';
  // A maximum that bid at the close bid the reserve and no more.
  if (leader.at >= closesAt && !isSame(leader.amount, opened)) return 'wrong-automatic-bid';
  return faultOfBounds(leftBehind(lot) ?? reserve, opened);
}

function faultOfBounds({ below, reached }: Reserve, opened: Money): ExplainFault | null {
  if (reached !== null && isLess(reached, opened)) return 'reserve-met-early';
  return below !== null && !isLess(below, opened) ? 'reserve-met-late' : null;
}
