import { toMoney } from '../../kernel/codecs.ts';
import { toIncrements } from '../../listings/increments.ts';
import { accept, refuse } from '../../kernel/decision.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import { toRfc3339 } from '../../kernel/instant.ts';
import { isLess } from '../../kernel/money.ts';
import { extensionAfter } from '../end.ts';
import type { AuctionEvent } from '../events.ts';
import type { BidRefusal } from '../types.ts';
import { askingAfter, isWholeSteps, limitOf } from './english-prices.ts';
import { englishTerms } from './english-terms.ts';
import type { Format, LawfulBid, LotDecision } from './format.ts';

type EnglishLot = Parameters<Format<'english'>['placeBid']>[0];

export const english: Format<'english'> = {
  terms: ({ increments }) => englishTerms(toIncrements(increments)),
  begin: () => ({}),
  placeBid,
  evolve(lot, { body, at, seq }) {
    const leader = { bidderNumber: body.bidderNumber as BidderNumber, amount: toMoney(body.amount), at, seq };
    return { ...lot, leader, asking: askingAfter(leader, lot.terms), bidCount: lot.bidCount + 1 };
  },
  wakesAt: ({ closesAt }) => closesAt,
  wake: ({ closesAt, leader }) => [
    { type: 'LotClosed', body: { closesAt: toRfc3339(closesAt) } },
    leader === null
      ? { type: 'LotUnsold', body: { reason: 'no-bid' } }
      : { type: 'LotSold', body: { bidderNumber: leader.bidderNumber, hammer: leader.amount } },
  ],
};

function placeBid(lot: EnglishLot, { at, bidderNumber, amount, confirmed }: LawfulBid): LotDecision {
  const { asking, closesAt, leader, terms } = lot;
  const no = (code: BidRefusal): LotDecision => refuse({ code, asking, closesAt });

  if (terms.rules.wholeSteps && !isWholeSteps(amount, leader, terms)) return no('not-a-multiple');
  if (leader === null && isLess(amount, asking)) return no('below-start');
  if (isLess(amount, asking)) return no('below-asking');
  if (isLess(limitOf(asking, terms, confirmed), amount)) return no('above-limit');
  if (leader?.bidderNumber === bidderNumber) return no('already-leading');

  return accept<AuctionEvent>(
    { type: 'BidAccepted', body: { bidderNumber, amount } },
    ...extensionAfter(lot, at),
  );
}
