import { describe, expect, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { DAY, instant, later } from '@reassign/shared/kernel/instant.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { exportLog } from '../../support/exported-log.ts';
import { given } from '../../support/given.ts';
import {
  A,
  admit,
  B,
  bid,
  C,
  close,
  closesAt,
  lotId,
  march,
  neverOpen,
  notice,
  onLastDay,
  open,
  yuan,
} from '../../support/lot.ts';

/** As the verifier computes it from the public log alone. */
function refundsOf(entries: readonly LotEntry[]) {
  const report = verifyLog(exportLog(entries).lines);
  return report.ok ? report.refunds : report;
}

describe('deposits due back (3-trading-rules §3.1: the losers’ within 24 hours of the end)', () => {
  const bidding = [open([A, B, C]), bid(B, yuan(100_000))] as const;

  it('of a lot that is sold: every registered number but the winner’s, whether it bid or not', () => {
    expect(refundsOf(given(notice(), ...bidding, close()).entries)).toEqual({
      amount: yuan(10_000),
      due: later(closesAt, DAY),
      numbers: [A, C],
    });
  });
  it('also of who registered while bidding went on', () => {
    const late = admit(['404'] as never, march('17T15:00:00.000'));
    expect(refundsOf(given(notice(), ...bidding, late, close()).entries)).toMatchObject({
      numbers: [A, C, '404'],
    });
  });
  it('are counted from the effective end, to the millisecond', () => {
    const lateBid = bid(A, yuan(101_000), onLastDay('09:59:59.999'));
    const end = onLastDay('10:04:59.999');
    expect(refundsOf(given(notice(), ...bidding, lateBid, close(end)).entries)).toMatchObject({
      due: instant(end + DAY),
      numbers: [B, C],
    });
  });
  it('of a lot that is unsold: everybody’s', () => {
    expect(refundsOf(given(notice(), open([A, B]), close()).entries)).toMatchObject({ numbers: [A, B] });
  });
  it('of a lot that never opened: nobody’s, for nobody had a number', () => {
    const entry = { ...neverOpen, lot: lotId, seq: 2, at: closesAt };
    expect(refundsOf([notice(), entry])).toMatchObject({ numbers: [] });
  });
  it('are not due before there is an outcome', () => {
    expect(refundsOf(given(notice(), ...bidding).entries)).toBeNull();
  });
});
