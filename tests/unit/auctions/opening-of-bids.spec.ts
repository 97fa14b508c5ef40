import { describe, expect, it } from 'vitest';
import { DAY, later } from '@reassign/shared/kernel/instant.ts';
import { createOpening } from '../../../server/auctions/keeping/opening.ts';
import { giveShare, openBids, reads, seal, sealedNotice } from '../../support/formats.ts';
import { type Given, given } from '../../support/given.ts';
import { A, B, close, closesAt, lotId, march, open, yuan } from '../../support/lot.ts';
import { testClock } from '../../support/test-clock.ts';

const noon = march('17T12:00:00.000');
const bids = given(sealedNotice(), open([A, B]), seal(A, 'Y', noon), seal(B, 'Y', noon));
const seqOf = (bidderNumber: typeof A) =>
  bids.entries.find(({ type, body }) => type === 'SealedBidPlaced' && body.bidderNumber === bidderNumber)
    ?.seq ?? 0;

/** The log as somebody faster has left it: there is nothing to read any more and nothing to send. */
const areOpened = ({ state, sealed, entries }: Given): Promise<boolean> =>
  createOpening({
    sequencer: {
      view: () =>
        Promise.resolve({
          lotId,
          state: { lot: state, sealed },
          seq: entries.length,
          hash: '',
          checkpoint: '',
        }),
      submit: () => expect.unreachable('nothing is sent'),
    },
    store: { read: () => expect.unreachable('nothing is read') },
    clock: testClock(closesAt),
    authorityBehind: () => Promise.resolve(null),
    report: (error) => expect.unreachable(String(error)),
  }).open(lotId);

describe('whoever asks for the opening is told', () => {
  it('that the bids are not opened: with one share, and without a key in time', async () => {
    const oneShare = bids.when(giveShare(0, closesAt)).and;
    expect(await areOpened(oneShare)).toBe(false);
    expect(await areOpened(oneShare.when(close(later(closesAt, DAY))).and)).toBe(false);
  });

  it('that they are, when somebody else was faster and the lot is sold', async () => {
    const sold = bids
      .when(giveShare(0, closesAt))
      .and.when(giveShare(1, closesAt))
      .and.when(openBids(closesAt, reads(seqOf(A), A, yuan(100_000)), reads(seqOf(B), B, yuan(120_000)))).and;
    expect(sold.state).toMatchObject({ phase: 'sold' });
    expect(await areOpened(sold)).toBe(true);
  });
});
