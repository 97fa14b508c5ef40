import { toMoney } from '../../kernel/codecs.ts';
import { toRfc3339 } from '../../kernel/instant.ts';
import { isSame } from '../../kernel/money.ts';
import type { LotClosed, LotOutcome, UnsoldReason } from '../events.ts';
import type { ExplainFault } from '../explain-faults.ts';
import type { Bid, ClosedLot, OpenLot } from '../types.ts';

/** The close, and the leader buys at its price; without one the lot is unsold. */
export const closing = (
  { closesAt, leader }: Pick<OpenLot, 'closesAt' | 'leader'>,
  unsold: UnsoldReason = 'no-bid',
): readonly [LotClosed, LotOutcome] => [
  { type: 'LotClosed', body: { closesAt: toRfc3339(closesAt) } },
  leader === null
    ? { type: 'LotUnsold', body: { reason: unsold } }
    : { type: 'LotSold', body: { bidderNumber: leader.bidderNumber, hammer: leader.amount } },
];

/** What is wrong with an outcome where whoever leads at the close buys. */
export function faultOfClosing(
  { leader }: { readonly leader: Bid | null } & Pick<ClosedLot, 'phase'>,
  outcome: LotOutcome,
  unsold: UnsoldReason = 'no-bid',
): ExplainFault | null {
  if (outcome.type === 'LotUnsold')
    return leader === null && outcome.body.reason === unsold ? null : 'wrong-outcome';
  if (leader === null) return 'wrong-outcome';
  if (outcome.body.bidderNumber !== leader.bidderNumber) return 'wrong-winner';
  return isSame(toMoney(outcome.body.hammer), leader.amount) ? null : 'wrong-hammer';
}
