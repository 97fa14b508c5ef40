import { toMoney } from '../../kernel/codecs.ts';
import { isSame } from '../../kernel/money.ts';
import { englishLimits } from '../../listings/limits.ts';
import { isWholeSteps } from './english-prices.ts';
import type { Explainer } from './format.ts';

export const explainEnglish: Explainer<'english'> = {
  isBeyond: (terms) => Object.values(englishLimits).some((isBeyond) => isBeyond(terms)),
  faultOf({ asking, terms, leader }, { body }) {
    const amount = toMoney(body.amount);
    if (terms.rules.wholeSteps && !isWholeSteps(amount, leader, terms)) return 'bid-not-a-multiple';
    if (amount.amount < asking.amount) return 'bid-below-asking';
    if (amount.amount > terms.highestBid) return 'bid-above-limit';
    return leader?.bidderNumber === body.bidderNumber ? 'bid-against-itself' : null;
  },
  extends: () => true,
  faultOfOutcome({ leader }, outcome) {
    if (outcome.type === 'LotUnsold')
      return leader === null && outcome.body.reason === 'no-bid' ? null : 'wrong-outcome';
    if (leader === null) return 'wrong-outcome';
    if (outcome.body.bidderNumber !== leader.bidderNumber) return 'wrong-winner';
    return isSame(toMoney(outcome.body.hammer), leader.amount) ? null : 'wrong-hammer';
  },
};
