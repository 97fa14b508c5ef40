import { toInstant } from '../../kernel/codecs.ts';
import { selloffLimits } from '../../listings/limits.ts';
import { explainEnglish } from './english-explain.ts';
import type { Explainer } from './format.ts';
import { faultOfClosing } from './outcome.ts';
import { asEnglish, endOfBidding } from './selloff.ts';

export const explainSelloff: Explainer<'selloff'> = {
  isBeyond: (terms, publishedAt) =>
    Object.values(selloffLimits).some((isBeyond) => isBeyond(terms)) ||
    explainEnglish.isBeyond({ ...terms, format: 'english' }, publishedAt),
  faultOf(lot, entry) {
    const isStarting = lot.course.stage === 'starting';
    if (entry.type !== 'BiddingStarted')
      return isStarting ? 'missing-start' : explainEnglish.faultOf(asEnglish(lot), entry);
    const isRight = isStarting && toInstant(entry.body.closesAt) === endOfBidding(lot, entry.at);
    return isRight ? null : 'wrong-start';
  },
  owes: (lot) => (lot.course.stage === 'starting' ? 'missing-start' : explainEnglish.owes(asEnglish(lot))),
  byClock: ['BiddingStarted'],
  extends: (entry, before) =>
    before.course.stage === 'bidding' &&
    entry.type !== 'BiddingStarted' &&
    explainEnglish.extends(entry, asEnglish(before)),
  faultOfOutcome: faultOfClosing,
};
