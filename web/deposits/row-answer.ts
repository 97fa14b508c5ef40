import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { LotLive } from '../live/lot-live.svelte.ts';
import { entryOf, type KeptBid } from '../live/outbox.ts';
import type { Page } from '../page.svelte.ts';

export interface RowAnswer {
  readonly tone: 'plain' | 'refused' | 'warning';
  readonly text: string;
}

/** What became of the last bid made on this lot, in one line; `null` when there is nothing to say. */
export function rowAnswer(live: LotLive, { t, format }: Pick<Page, 't' | 'format'>): RowAnswer | null {
  const amountOf = (bid: KeptBid): string => format.price(toMoney(bid.amount));
  const { sent, answer, lot, you } = live;
  if (sent) {
    return live.status.kind === 'live'
      ? { tone: 'plain', text: t('live.bid-sending') }
      : { tone: 'warning', text: t('deposits.bid-held-up', { amount: amountOf(sent) }) };
  }
  if (answer === null) return null;
  const amount = amountOf(answer.bid);
  switch (answer.kind) {
    case 'accepted':
      return lot.leader === you.bidderNumber
        ? { tone: 'plain', text: t('deposits.bid-accepted', { amount, seq: answer.receipt.seq }) }
        : null;
    case 'refused':
      return { tone: 'refused', text: t(`problems.${answer.problem.code}`) };
    case 'unanswered': {
      const entry = entryOf(answer.bid, you.bidderNumber, live.bids);
      if (entry) return { tone: 'plain', text: t('deposits.bid-accepted', { amount, seq: entry.seq }) };
      const fate = live.isComplete ? 'deposits.bid-not-counted' : 'deposits.bid-unanswered';
      return { tone: 'warning', text: t(fate, { amount }) };
    }
  }
}
