import { describe, expect, it } from 'vitest';
import { wakesAt } from '@reassign/shared/auctions/decide.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { ExplainFault } from '@reassign/shared/auctions/explain-faults.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { reserveCommitment } from '@reassign/shared/listings/reserve.ts';
import { instant, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { refundsDue } from '@reassign/shared/verify/refunds.ts';
import { type Given, given } from '../../support/given.ts';
import * as formats from '../../support/formats.ts';
import * as life from '../../support/life.ts';
import { A, B, bid, C, close, closesAt, lotId, march, notice, open, salt, yuan } from '../../support/lot.ts';

/*
 * A buyer who does not pay (3-trading-rules §3.1): the sale is annulled by the platform, the runner-up is offered the right
 * where the notice said so, else the next round follows. Hammer on 18 March to A at 103,000.00; C bid 102,000.00, B 100,000.00.
 */

const noon = march('17T12:00:00.000');
const defaulted = march('29T11:00:00.000');
/** Three days, the day of the offer not counted. */
const until = march('31T00:00:00.000');
const hour = later(defaulted, 3_600_000);

const bids = [
  bid(B, yuan(100_000), noon),
  bid(A, yuan(101_000), noon),
  bid(C, yuan(102_000), noon),
  bid(A, yuan(103_000), noon),
];
const sale = (terms: Parameters<typeof notice>[0] = {}): Given =>
  given(notice({ runnerUpDays: 1, ...terms }), open([A, B, C]), ...bids, close());
const offer = (bidderNumber = C, amount = yuan(102_000)) =>
  ({
    type: 'RunnerUpOffered',
    body: { actor: life.platform, bidderNumber, amount, until: toRfc3339(until) },
  }) as const;
const annulled = {
  type: 'LotAnnulled',
  body: { actor: life.platform, reason: life.reason, cause: 'buyer-default' },
} as const;
const offered = sale({ ladder: life.ladder }).when(life.annulDefaulted(defaulted)).and;
const secondRound = {
  type: 'RoundAnnounced',
  body: {
    ...{ actor: life.platform, round: 2, increments: fixedStep(yuan(1_000)) },
    format: 'english',
    ...{ start: yuan(80_000), deposit: yuan(10_000) },
    ...{ opensAt: '2026-04-13T16:00:00.000Z', closesAt: '2026-04-14T16:00:00.000Z' },
  },
} as const;

describe('a sale whose buyer defaulted', () => {
  it('is annulled by the platform alone, and by it for nothing else', () => {
    sale()
      .when(life.annul(defaulted, life.operator, 'buyer-default'))
      .thenRefused('cause-not-allowed');
    sale()
      .when(life.annul(defaulted, life.platform, 'other'))
      .thenRefused('cause-not-allowed');
    sale().when(life.annulDefaulted(defaulted)).then(annulled, offer());
  });
  it('also where a court sells: its own people confirmed the default', () => {
    const end = later(life.courtOpens, 24 * 3_600_000);
    const sold = given(
      life.courtLot,
      open([A], life.courtOpens),
      bid(A, yuan(100_000), later(life.courtOpens, 1)),
      close(end),
    );
    sold.when(life.annulDefaulted(later(end, 1))).then(annulled);
  });
  it('is that of the buyer who was named, and of no other', () => {
    sale().when(life.annulDefaulted(defaulted, B)).thenRefused('wrong-state');
    sale().when(life.annulDefaulted(defaulted, A)).then(annulled, offer());
  });
  it('keeps its buyer out of every round, where the profile says so', () => {
    const { state } = offered;
    expect(state.phase !== 'unborn' && state.barred.get(A)).toBe('defaulter');
    const house = given(
      { ...life.houseLot, body: { ...life.houseLot.body } },
      open([A, B]),
      bid(A, yuan(100_000), noon),
      close(),
      life.confirmSale(later(closesAt, 1)),
    );
    const after = house.when(life.annulDefaulted(defaulted)).and.state;
    expect(after.phase !== 'unborn' && after.barred.size).toBe(0);
  });
});

describe('the runner-up', () => {
  it('is whoever bid highest beside the buyer, at its own highest bid', () => {
    sale().when(life.annulDefaulted(defaulted)).then(annulled, offer(C));
  });
  it('bid as far as a maximum that was beaten', () => {
    const contested = given(
      notice({ runnerUpDays: 1 }),
      open([A, B]),
      bid(A, yuan(100_000), noon, { upTo: yuan(200_000) }),
      bid(B, yuan(110_000), noon, { upTo: yuan(150_000) }),
      close(),
    );
    contested.when(life.annulDefaulted(defaulted)).then(annulled, offer(B, yuan(150_000)));
  });
  it('is not one who was barred since', () => {
    const barred = given(notice({ runnerUpDays: 1 }), open([A, B, C]), ...bids, life.bar(C, noon), close());
    barred.when(life.annulDefaulted(defaulted)).then(annulled, offer(B, yuan(100_000)));
  });
  it('is nobody where one bid alone, nor below a reserve', () => {
    const alone = given(notice({ runnerUpDays: 1 }), open([A]), bid(A, yuan(100_000), noon), close());
    alone.when(life.annulDefaulted(defaulted)).then(annulled);
    for (const [least, offers] of [
      [yuan(102_000), true],
      [yuan(102_000.01), false],
    ] as const) {
      const reserve = { amount: least, salt };
      const first = notice({ runnerUpDays: 1, reserve: reserveCommitment(lotId, reserve) });
      const sold = given({ ...first, sealed: { reserve } }, open([A, B, C]), ...bids, close());
      sold.when(life.annulDefaulted(defaulted)).then(annulled, ...(offers ? [offer()] : []));
    }
  });
  it('is offered nothing that the notice did not say, nor outside the rules', () => {
    given(notice(), open([A, B, C]), ...bids, close())
      .when(life.annulDefaulted(defaulted))
      .then(annulled);
    const wrong = explain([{ ...life.courtLot, body: { ...life.courtLot.body, runnerUpDays: 3 } }]);
    expect(wrong).toMatchObject({ ok: false, seq: 1, fault: 'terms-outside-profile' });
    const falling = formats.dutchNotice();
    expect(explain([{ ...falling, body: { ...falling.body, runnerUpDays: 3 } }])).toMatchObject({
      fault: 'terms-outside-profile',
    });
  });
});

describe('an offer', () => {
  it('is taken until its last millisecond, by the runner-up alone, within its mandate', () => {
    offered.when(life.answerOffer(B, true, hour)).thenRefused('not-your-turn');
    offered.when(life.answerOffer(C, true, until)).thenRefused('too-late', { until });
    const standing = {
      kind: 'bidder',
      bidderNumber: C,
      authority: { cap: yuan(101_999.99), until: null },
    } as const;
    offered
      .when({ type: 'AnswerOffer', at: hour, accepts: true, standing })
      .thenRefused('authority-exceeded');
    offered
      .when({ type: 'AnswerOffer', at: hour, accepts: true, standing: { kind: 'barred', ground: 'court' } })
      .thenRefused('barred', { ground: 'court' });
    offered
      .when({ type: 'AnswerOffer', at: hour, accepts: true, standing: { kind: 'stranger' } })
      .thenRefused('not-registered');
    offered
      .when(life.answerOffer(C, true, later(until, -1)))
      .then({ type: 'RunnerUpAccepted', body: { bidderNumber: C, amount: yuan(102_000) } });
  });
  it('that is taken sells the lot again; the deposits due back are those of the hammer', () => {
    const { state } = offered.when(life.answerOffer(C, true, hour)).and;
    expect(state).toMatchObject({ phase: 'sold', winner: C, hammer: yuan(102_000), confirmedAt: hour });
    expect(refundsDue(state, [A, B, C])?.numbers).toEqual([B, C]);
  });
  it('that is taken and not paid is followed by no other offer, but by the next round', () => {
    const again = offered.when(life.answerOffer(C, true, hour)).and;
    again.when(life.annulDefaulted(hour, C)).then(annulled, secondRound);
  });
  it('that is declined, or answered by nobody, is followed by the next round at once', () => {
    const declined = { type: 'RunnerUpDeclined', body: { bidderNumber: C } } as const;
    offered.when(life.answerOffer(C, false, defaulted)).then(declined, secondRound);
    expect(wakesAt(offered.state)).toBe(until);
    offered.when(life.lapseOffer(later(until, -1))).thenNothing();
    const { state } = offered.when(life.lapseOffer(until)).and;
    expect(state).toMatchObject({ phase: 'notice', terms: { round: 2 } });
  });
  it('keeps the next round waiting', () => {
    offered.when(life.announce(hour, life.platform)).thenRefused('wrong-state');
    offered.when(life.announce(hour, life.seller)).thenRefused('wrong-state');
  });
});

describe('the next round after a default', () => {
  const sold = given(notice({ ladder: life.ladder }), open([A, B]), bid(A, yuan(100_000), noon), close());
  it('begins its notice with the annulment, and takes everybody but the defaulter', () => {
    const next = sold.when(life.annulDefaulted(defaulted));
    next.then(annulled, secondRound);
    const opens = instant(Date.parse(secondRound.body.opensAt));
    const { state } = next.and.when(open([A, B], opens)).and;
    expect(state).toMatchObject({ phase: 'open' });
    expect(state.phase === 'open' && [A, B].map((one) => state.admitted.has(one))).toEqual([false, true]);
  });
  it('does not follow a reserve that everybody knows', () => {
    const reserve = { amount: yuan(100_000), salt };
    const first = notice({ ladder: life.ladder, reserve: reserveCommitment(lotId, reserve) });
    given({ ...first, sealed: { reserve } }, open([A]), bid(A, yuan(100_000), noon), close())
      .when(life.annulDefaulted(defaulted))
      .then(annulled);
  });
  it('is not called after a sale that was annulled for another cause', () => {
    sold
      .when(life.annul(defaulted))
      .and.when(life.announce(defaulted, life.platform))
      .thenRefused('wrong-state');
  });
  it('is not called any more once the seller has stopped the ladder', () => {
    const stopped = offered.when(life.stopLadder(hour)).and;
    stopped
      .when(life.answerOffer(C, false, hour))
      .then({ type: 'RunnerUpDeclined', body: { bidderNumber: C } });
  });
});

describe('the public log of a default', () => {
  const entries = offered.entries;
  const taken = offered.when(life.answerOffer(C, true, hour)).and.entries;
  const lapsed = offered.when(life.lapseOffer(until)).and.entries;
  const faultOf = (log: typeof entries): ExplainFault | null => {
    const result = explain(log);
    return result.ok ? null : result.fault;
  };
  it('explains itself', () => {
    for (const log of [entries, taken, lapsed]) expect(faultOf(log)).toBeNull();
  });
  it('is broken where the promised offer is missing, or another round comes in its place', () => {
    expect(faultOf(entries.slice(0, -1))).toBe('missing-offer');
    expect(faultOf(lapsed.slice(0, -1))).toBe('missing-round');
  });
  it('is broken where the offer is another’s, at another price, or taken by somebody else', () => {
    const last = entries.at(-1);
    const changed = (body: object) =>
      [...entries.slice(0, -1), { ...last, body: { ...last?.body, ...body } }] as typeof entries;
    expect(faultOf(changed({ bidderNumber: B }))).toBe('wrong-move');
    expect(faultOf(changed({ amount: yuan(101_000) }))).toBe('wrong-move');
    expect(faultOf(changed({ until: toRfc3339(later(until, 1)) }))).toBe('wrong-move');
    const yes = taken.at(-1);
    const by = (body: object, at = yes?.at) =>
      [...entries, { ...yes, at, body: { ...yes?.body, ...body } }] as typeof entries;
    expect(faultOf(by({ bidderNumber: B }))).toBe('not-its-turn');
    expect(faultOf(by({ amount: yuan(1) }))).toBe('wrong-move');
    expect(faultOf(by({}, until))).toBe('move-too-late');
  });
  it('is broken where a person annuls for it', () => {
    const nth = entries.length - 2;
    const forged = entries.with(nth, {
      ...entries[nth],
      body: { ...entries[nth]?.body, actor: life.operator },
    } as never);
    expect(faultOf(forged.slice(0, nth + 1))).toBe('wrong-cause');
  });
});
