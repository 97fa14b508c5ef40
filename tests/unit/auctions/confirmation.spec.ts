import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { stageOf } from '@reassign/shared/auctions/stages.ts';
import { later } from '@reassign/shared/kernel/instant.ts';
import { given } from '../../support/given.ts';
import {
  annul,
  auctioneer,
  confirmSale,
  courtLot,
  courtOpens,
  houseLot,
  operator,
  reason,
  seller,
} from '../../support/life.ts';
import { A, bid, close, closesAt, notice, open, opensAt, yuan } from '../../support/lot.ts';

/* Who confirms the hammer (3-trading-rules §3.1): the profile says. */

const after = later(closesAt, 1);
const bids = [open([A]), bid(A, yuan(100_000), opensAt), close()];
const sold = given(notice(), ...bids);
const knockedDown = given(houseLot, ...bids);

describe('a hammer', () => {
  it('is confirmed with its fall where the system confirms', () => {
    expect(stageOf(sold.state)).toBe('confirmed');
    expect(sold.state).toMatchObject({ confirmedAt: closesAt });
    sold.when(confirmSale(after)).thenRefused('nothing-changes');
    const bySystem = given(
      courtLot,
      open([A], courtOpens),
      bid(A, yuan(100_000), courtOpens),
      close(later(courtOpens, 24 * 3_600_000)),
    );
    expect(stageOf(bySystem.state)).toBe('confirmed');
  });
  it('waits for the auctioneer where a house conducts the sale (A 51)', () => {
    expect(stageOf(knockedDown.state)).toBe('awaiting-confirmation');
    const confirmed = knockedDown.when(confirmSale(after));
    confirmed.then({ type: 'SaleConfirmed', body: { actor: auctioneer, reason } });
    expect(stageOf(confirmed.and.state)).toBe('confirmed');
    confirmed.and.when(confirmSale(after)).thenRefused('nothing-changes');
    expect(explain(confirmed.and.entries)).toMatchObject({ ok: true });
  });
  it('is confirmed by nobody else', () => {
    for (const actor of [operator, seller])
      knockedDown.when(confirmSale(after, actor)).thenRefused('not-your-move');
  });
  it('may be annulled before and after', () => {
    expect(stageOf(knockedDown.when(annul(after)).and.state)).toBeNull();
    const annulled = knockedDown.when(confirmSale(after)).and.when(annul(after)).and;
    expect(annulled.state.phase).toBe('annulled');
    annulled.when(confirmSale(after)).thenRefused('wrong-state');
  });
});
