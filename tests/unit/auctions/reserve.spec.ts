import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { type Given, given, givenUnder } from '../../support/given.ts';
import * as life from '../../support/life.ts';
import {
  A,
  accepted,
  automatic,
  B,
  bid,
  C,
  close,
  closed,
  extended,
  maximumOpened,
  maximumSet,
  onLastDay,
  open,
  opensAt,
  sold,
  unsold,
  yuan,
} from '../../support/lot.ts';
import { reservedNotice, reserveMet, reserveNotMet, reserveOpened, soldOver } from '../../support/reserve.ts';

/* The reserve is 110,000; bidding starts at 100,000 and rises by 1,000. */

const opened = given(reservedNotice(), open([A, B, C]));
const upTo = (amount: number) => ({ upTo: yuan(amount) });

describe('a hidden reserve', () => {
  it('stands in the notice as a commitment, and nothing of it in what the public folds', () => {
    const { body } = reservedNotice();
    expect(body.reserve).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(body)).not.toContain('11000000');
    expect(JSON.stringify(opened.state)).not.toContain('11000000');
  });
  it('a fen below it nothing is said', () => {
    opened.when(bid(A, yuan(109_999.99))).then(accepted(A, yuan(109_999.99)));
  });
  it('at it an event says so, right after the bid, without the amount', () => {
    opened.when(bid(A, yuan(110_000))).then(accepted(A, yuan(110_000)), reserveMet);
    expect(reserveMet.body).toEqual({});
  });
  it('is said before the end moves', () => {
    const at = onLastDay('09:58:00.000');
    opened
      .when(bid(A, yuan(120_000), at))
      .then(accepted(A, yuan(120_000)), reserveMet, extended(onLastDay('10:03:00.000')));
  });
  it('is said once', () => {
    opened
      .when(bid(A, yuan(110_000)))
      .and.when(bid(B, yuan(111_000)))
      .then(accepted(B, yuan(111_000)));
  });
  it('does not change the asking price', () => {
    expect(opened.when(bid(A, yuan(100_000))).and.state).toMatchObject({ asking: yuan(101_000) });
  });
});

describe('at the hammer', () => {
  it('a fen below the reserve nobody buys, and the reserve of the last round opens', () => {
    opened
      .when(bid(A, yuan(109_999.99)))
      .and.when(close())
      .then(closed(), reserveNotMet, reserveOpened);
  });
  it('at the reserve the leader buys, and the reserve opens with the sale', () => {
    opened
      .when(bid(A, yuan(110_000)))
      .and.when(close())
      .then(closed(), soldOver(A, yuan(110_000)));
  });
  it('without a bid it is unsold for that reason, and opens too', () => {
    opened.when(close()).then(closed(), unsold, reserveOpened);
  });
  it('a lot without a reserve is sold as ever', () => {
    given(life.laddered, open([A]), bid(A, yuan(100_000)))
      .when(close())
      .then(closed(), sold(A, yuan(100_000)));
  });
});

describe('a maximum and the reserve', () => {
  const ledBy = (maximum: number): Given => opened.when(bid(A, yuan(100_000), undefined, upTo(maximum))).and;

  it('does not raise the price to it before the end: that would tell the amount', () => {
    opened
      .when(bid(A, yuan(100_000), undefined, upTo(120_000)))
      .then(accepted(A, yuan(100_000)), maximumSet(A, yuan(120_000)));
  });
  it('above it bids the reserve at the close, and stays closed', () => {
    ledBy(110_000.01)
      .when(close())
      .then(automatic(A, yuan(110_000)), reserveMet, closed(), soldOver(A, yuan(110_000)));
  });
  it('equal to it is opened: it was reached', () => {
    ledBy(110_000)
      .when(close())
      .then(
        maximumOpened(A, yuan(110_000)),
        automatic(A, yuan(110_000)),
        reserveMet,
        closed(),
        soldOver(A, yuan(110_000)),
      );
  });
  it('a fen below it does not sell', () => {
    ledBy(109_999.99).when(close()).then(closed(), reserveNotMet, reserveOpened);
  });
  it('that answers over it meets it, after the answer', () => {
    ledBy(120_000)
      .when(bid(B, yuan(109_500)))
      .then(accepted(B, yuan(109_500)), automatic(A, yuan(110_500)), reserveMet);
  });
  it('is met by the bid that it answers, if that came to it', () => {
    ledBy(120_000)
      .when(bid(B, yuan(112_000)))
      .then(accepted(B, yuan(112_000)), reserveMet, automatic(A, yuan(113_000)));
  });
  it('pays one step over the next bid where that is more than the reserve', () => {
    ledBy(120_000)
      .when(bid(B, yuan(112_000)))
      .and.when(close())
      .then(closed(), soldOver(A, yuan(113_000)));
  });
});

describe('over the rounds of a ladder', () => {
  const laddered = given(reservedNotice({ ladder: life.laddered.body.ladder }), open([A, B]));
  const failed = laddered.when(bid(A, yuan(109_999.99))).and.when(close());

  it('stays sealed after one failed round, and stands for the next', () => {
    expect(failed.and.entries.map(({ type }) => type)).not.toContain('ReserveOpened');
    expect(failed.and.entries.at(-1)?.type).toBe('RoundAnnounced');
    expect(failed.and.state).toMatchObject({
      phase: 'notice',
      reserve: { below: yuan(109_999.99), reached: null, opened: null },
    });
    expect(failed.and.sealed).toMatchObject({ reserve: { amount: yuan(110_000) } });
  });
  it('opens when the later rounds are called off in the notice of one', () => {
    const stopped = failed.and.when(life.stopLadder(failed.and.entries.at(-1)?.at ?? opensAt));
    expect(stopped.and.entries.slice(-2).map(({ type }) => type)).toEqual(['LadderStopped', 'ReserveOpened']);
    expect(explain(stopped.and.entries)).toMatchObject({ ok: true });
  });
});

describe('after a voided leader', () => {
  it('is met again where it was not any more', () => {
    const voided = opened
      .when(bid(A, yuan(105_000)))
      .and.when(bid(B, yuan(115_000)))
      .and.when(life.bar(B, onLastDay('08:00:00.000')))
      .and.when(life.reconfirm(A, onLastDay('08:10:00.000')))
      .and.when(life.resume(onLastDay('08:20:00.000'))).and;
    expect(voided.state).toMatchObject({ leader: { amount: yuan(105_000) } });
    const again = voided.when(bid(C, yuan(112_000), onLastDay('08:30:00.000')));
    again.then(accepted(C, yuan(112_000)), reserveMet);
    expect(explain(again.and.entries)).toMatchObject({ ok: true });
    // At a price that is known to meet it nothing is new.
    voided.when(bid(C, yuan(115_000), onLastDay('08:30:00.000'))).then(accepted(C, yuan(115_000)));
  });
});

const ledgers: [string, Given][] = [
  ['a sale', opened.when(bid(A, yuan(110_000))).and.when(close()).and],
  ['a sale by a maximum', opened.when(bid(A, yuan(100_000), undefined, upTo(120_000))).and.when(close()).and],
  ['a maximum as high', opened.when(bid(A, yuan(100_000), undefined, upTo(110_000))).and.when(close()).and],
  ['no sale', opened.when(bid(A, yuan(105_000))).and.when(close()).and],
];

const numbered = (entries: readonly LotEntry[]): LotEntry[] =>
  entries.map((entry, index) => ({ ...entry, seq: index + 1 }));
const [sale, byMaximum, asHigh, none] = ledgers.map(([, { entries }]) => entries) as [
  LotEntry[],
  LotEntry[],
  LotEntry[],
  LotEntry[],
];
const without = (entries: LotEntry[], type: LotEntry['type']) =>
  numbered(entries.filter((entry) => entry.type !== type));
const after = (entries: LotEntry[], type: LotEntry['type'], ...more: object[]) =>
  numbered(
    entries.flatMap((entry) =>
      entry.type === type
        ? [entry, ...more.map((one) => ({ ...one, lot: entry.lot, at: entry.at }) as LotEntry)]
        : [entry],
    ),
  );
const changed = (entries: LotEntry[], type: LotEntry['type'], body: object) =>
  entries.map((entry) =>
    entry.type === type ? ({ ...entry, body: { ...entry.body, ...body } } as LotEntry) : entry,
  );
const unlawful: [string, LotEntry[], string][] = [
  ['met without being said', without(sale, 'ReserveMet'), 'reserve-met-late'],
  [
    'said to be met too early',
    numbered(
      opened
        .when(bid(A, yuan(105_000)))
        .and.when(bid(B, yuan(111_000)))
        .and.when(close())
        .and.entries.flatMap((entry): LotEntry[] =>
          entry.type === 'ReserveMet'
            ? []
            : entry.type === 'BidAccepted' && entry.body.bidderNumber === A
              ? [entry, { ...entry, type: 'ReserveMet', body: {} }]
              : [entry],
        ),
    ),
    'reserve-met-early',
  ],
  ['said to be met twice', after(sale, 'ReserveMet', reserveMet), 'reserve-met-out-of-place'],
  ['said to be met by nobody', after(sale, 'LotOpened', reserveMet), 'reserve-met-out-of-place'],
  [
    'sold below it',
    after(
      none.filter(({ type }) => type !== 'LotUnsold' && type !== 'ReserveOpened'),
      'LotClosed',
      soldOver(A, yuan(105_000)),
    ),
    'sold-below-reserve',
  ],
  ['sold, and not opened', changed(sale, 'LotSold', { reserve: undefined }), 'unopened-reserve'],
  [
    'opened as another amount',
    changed(sale, 'LotSold', { reserve: { ...reserveOpened.body, amount: yuan(109_000) } }),
    'wrong-reserve',
  ],
  ['unsold although it was met', changed(sale, 'LotSold', {}).map(asUnsold), 'wrong-outcome'],
  ['the ladder over, and not opened', without(none, 'ReserveOpened'), 'unopened-reserve'],
  ['unsold for another reason', changed(none, 'LotUnsold', { reason: 'no-bid' }), 'wrong-outcome'],
  [
    'a maximum that bids more than the reserve at the close',
    changed(changed(byMaximum, 'AutomaticBid', { amount: yuan(111_000) }), 'LotSold', {
      hammer: yuan(111_000),
    }),
    'wrong-automatic-bid',
  ],
  [
    'a maximum of nobody at the close',
    numbered(byMaximum.filter(({ type }) => type !== 'MaximumSet')),
    'wrong-automatic-bid',
  ],
  [
    'a maximum opened at the close without a bid',
    without(without(asHigh, 'AutomaticBid'), 'ReserveMet'),
    'missing-answer',
  ],
  ['opened while nothing is over', after(sale, 'LotOpened', reserveOpened), 'reserve-opened-early'],
  [
    'opened after a failed round',
    after(
      given(reservedNotice({ ladder: life.laddered.body.ladder }), open([A, B]))
        .when(bid(A, yuan(105_000)))
        .and.when(close()).and.entries as LotEntry[],
      'LotUnsold',
      reserveOpened,
    ),
    'after-the-outcome',
  ],
];

function asUnsold(entry: LotEntry): LotEntry {
  return entry.type === 'LotSold'
    ? { ...entry, type: 'LotUnsold', body: { reason: 'reserve-not-met' } }
    : entry;
}

describe('whoever reads the log finds', () => {
  it.each(ledgers)('%s lawful', (_what, { entries }) => {
    expect(explain(entries)).toMatchObject({ ok: true });
  });
  it.each(unlawful)('unlawful: %s', (_what, entries, fault) => {
    expect(explain(entries)).toMatchObject({ ok: false, fault });
  });
});

describe('a profile without hidden reserves', () => {
  it('publishes none', () => {
    const rules = { ...bidding, version: 2, hiddenReserve: false };
    const { reserve = '' } = reservedNotice().body;
    const { entries } = givenUnder(rules, { reserve });
    expect(explain(entries, [rules])).toMatchObject({ ok: false, fault: 'terms-outside-profile' });
  });
});
