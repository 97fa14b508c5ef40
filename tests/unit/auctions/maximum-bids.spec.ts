import { describe, expect, it } from 'vitest';
import type { Currency } from '@reassign/shared/kernel/currency.ts';
import { MAX_AMOUNT_MINOR, money } from '@reassign/shared/kernel/money.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { given, givenUnder } from '../../support/given.ts';
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
  notice,
  onLastDay,
  open,
  opensAt,
  sold,
  yuan,
} from '../../support/lot.ts';

const opened = given(notice(), open([A, B, C]));
/** A leads at the start, 100,000, and goes up to 120,000. */
const ledByA = opened.when(bid(A, yuan(100_000), undefined, { upTo: yuan(120_000) })).and;

describe('a maximum bid', () => {
  it('bids what it says, and leaves its commitment alone in public', () => {
    opened
      .when(bid(A, yuan(100_000), undefined, { upTo: yuan(120_000) }))
      .then(accepted(A, yuan(100_000)), maximumSet(A, yuan(120_000)));
    expect(ledByA.state).toMatchObject({ leader: { amount: yuan(100_000) }, asking: yuan(101_000) });
  });
  it('adds nothing where it is not above the bid', () => {
    for (const upTo of [yuan(99_000), yuan(100_000)])
      opened.when(bid(A, yuan(100_000), undefined, { upTo })).then(accepted(A, yuan(100_000)));
  });
  it('stays closed at the hammer: what is left opens to its owner only', () => {
    ledByA.when(close()).then(closed(), sold(A, yuan(100_000)));
  });
});

describe('a bid over a hidden maximum', () => {
  it('below it is answered by one increment', () => {
    ledByA.when(bid(B, yuan(110_000))).then(accepted(B, yuan(110_000)), automatic(A, yuan(111_000)));
  });
  it('less than an increment below it is answered by the maximum itself, which is opened', () => {
    ledByA
      .when(bid(B, yuan(119_000.01)))
      .then(accepted(B, yuan(119_000.01)), maximumOpened(A, yuan(120_000)), automatic(A, yuan(120_000)));
  });
  it('exactly an increment below it reaches it', () => {
    ledByA
      .when(bid(B, yuan(119_000)))
      .then(accepted(B, yuan(119_000)), maximumOpened(A, yuan(120_000)), automatic(A, yuan(120_000)));
  });
  it('one fen more than an increment below it leaves it hidden', () => {
    const answered = ledByA.when(bid(B, yuan(118_999.99)));
    answered.then(accepted(B, yuan(118_999.99)), automatic(A, yuan(119_999.99)));
    expect(answered.and.state).toMatchObject({ course: { maximum: expect.any(String) as string } });
  });
  it('equal to it loses: the maximum was there before', () => {
    ledByA
      .when(bid(B, yuan(120_000)))
      .then(accepted(B, yuan(120_000)), maximumOpened(A, yuan(120_000)), automatic(A, yuan(120_000)));
  });
  it('above it by a fen wins at its own amount, and the maximum is opened', () => {
    const beaten = ledByA.when(bid(B, yuan(120_000.01)));
    beaten.then(accepted(B, yuan(120_000.01)), maximumOpened(A, yuan(120_000)));
    expect(beaten.and.state).toMatchObject({ leader: { bidderNumber: B }, course: { maximum: null } });
  });
  it('is not answered by one that was reached before', () => {
    ledByA
      .when(bid(B, yuan(119_000)))
      .and.when(bid(B, yuan(121_000)))
      .then(accepted(B, yuan(121_000)));
  });
});

describe('two maxima', () => {
  const over = (upTo: number) => ledByA.when(bid(B, yuan(101_000), undefined, { upTo: yuan(upTo) }));

  it('the lower is opened, the higher leads one increment above it', () => {
    over(115_000).then(
      accepted(B, yuan(101_000)),
      maximumSet(B, yuan(115_000)),
      maximumOpened(B, yuan(115_000)),
      automatic(A, yuan(116_000)),
    );
  });
  it('the newer wins when it is higher', () => {
    over(130_000).then(
      accepted(B, yuan(101_000)),
      maximumSet(B, yuan(130_000)),
      maximumOpened(A, yuan(120_000)),
      automatic(B, yuan(121_000)),
    );
  });
  it('the newer wins at its own maximum when an increment is too much', () => {
    over(120_000.01).then(
      accepted(B, yuan(101_000)),
      maximumSet(B, yuan(120_000.01)),
      maximumOpened(B, yuan(120_000.01)),
      maximumOpened(A, yuan(120_000)),
      automatic(B, yuan(120_000.01)),
    );
  });
  it('of equal ones the earlier leads, at that amount; both are opened', () => {
    over(120_000).then(
      accepted(B, yuan(101_000)),
      maximumSet(B, yuan(120_000)),
      maximumOpened(B, yuan(120_000)),
      maximumOpened(A, yuan(120_000)),
      automatic(A, yuan(120_000)),
    );
  });
  it('a bid that beats the other maximum by itself stays as it is, with its own maximum hidden', () => {
    const wins = ledByA.when(bid(B, yuan(125_000), undefined, { upTo: yuan(130_000) }));
    wins.then(accepted(B, yuan(125_000)), maximumSet(B, yuan(130_000)), maximumOpened(A, yuan(120_000)));
    wins.and.when(bid(A, yuan(127_000))).then(accepted(A, yuan(127_000)), automatic(B, yuan(128_000)));
  });
});

describe('the table as eBay’s (§3.9 case 8): start 100, increment 2.50', () => {
  const small = given(
    notice({
      start: yuan(100),
      deposit: yuan(10),
      increments: [
        { from: yuan(0), step: yuan(1) },
        { from: yuan(100), step: yuan(2.5) },
        { from: yuan(250), step: yuan(5) },
      ],
    }),
    open([A, B, C]),
  );
  const first = small.when(bid(A, yuan(100), undefined, { upTo: yuan(200) }));
  const second = first.and.when(bid(B, yuan(102.5), undefined, { upTo: yuan(150) }));
  const third = second.and.when(bid(C, yuan(155), undefined, { upTo: yuan(200) }));

  it('A up to 200 leads at 100', () => {
    expect(first.and.state).toMatchObject({ leader: { bidderNumber: A, amount: yuan(100) } });
  });
  it('B up to 150: A leads at 152.50', () => {
    expect(second.and.state).toMatchObject({ leader: { bidderNumber: A, amount: yuan(152.5) } });
  });
  it('C up to 200: A leads at 200, and C is outbid', () => {
    expect(third.and.state).toMatchObject({ leader: { bidderNumber: A, amount: yuan(200) } });
  });
});

describe('the increment of an automatic bid', () => {
  it('is that of the price it beats, not of the one before', () => {
    const tiers = [
      { from: yuan(0), step: yuan(1_000) },
      { from: yuan(110_000), step: yuan(5_000) },
    ];
    given(
      notice({ increments: tiers }),
      open([A, B]),
      bid(A, yuan(100_000), undefined, { upTo: yuan(130_000) }),
    )
      .when(bid(B, yuan(110_000)))
      .then(accepted(B, yuan(110_000)), automatic(A, yuan(115_000)));
  });
});

describe('the leader', () => {
  it('raises its maximum without moving price or end', () => {
    const late = onLastDay('09:59:00.000');
    ledByA.when(bid(A, yuan(101_000), late, { upTo: yuan(150_000) })).then(maximumSet(A, yuan(150_000)));
  });
  it('has the new maximum from then on', () => {
    ledByA
      .when(bid(A, yuan(100_000), undefined, { upTo: yuan(150_000) }))
      .and.when(bid(B, yuan(130_000)))
      .then(accepted(B, yuan(130_000)), automatic(A, yuan(131_000)));
  });
  it('may set its first one after its bid', () => {
    opened
      .when(bid(A, yuan(100_000)))
      .and.when(bid(A, yuan(100_000), undefined, { upTo: yuan(100_000.01) }))
      .then(maximumSet(A, yuan(100_000.01)));
  });
  it('cannot lower or repeat it, nor raise its bid', () => {
    for (const upTo of [yuan(119_999.99), yuan(120_000)])
      ledByA.when(bid(A, yuan(101_000), undefined, { upTo })).thenRefused('already-leading');
    ledByA.when(bid(A, yuan(101_000))).thenRefused('already-leading');
    opened
      .when(bid(A, yuan(100_000)))
      .and.when(bid(A, yuan(101_000), undefined, { upTo: yuan(100_000) }))
      .thenRefused('already-leading');
  });
});

describe('a late bid', () => {
  const late = onLastDay('09:59:59.999');
  it('extends the end once, also when it loses to a maximum', () => {
    ledByA
      .when(bid(B, yuan(110_000), late))
      .then(accepted(B, yuan(110_000)), extended(onLastDay('10:04:59.999')), automatic(A, yuan(111_000)));
  });
});

describe('a maximum is refused', () => {
  const upTo = (amount: number) => ({ upTo: yuan(amount) });

  it('where the profile offers none', () => {
    const plain = givenUnder({ ...bidding, version: 99, maximumBids: false }, {}, open([A, B]));
    plain.when(bid(A, yuan(100_000), undefined, upTo(120_000))).thenRefused('maximum-not-offered');
    plain.when(bid(A, yuan(100_000))).then(accepted(A, yuan(100_000)));
  });
  it('in another currency, before anything else about it', () => {
    const dollars = money(12_000_000, 'USD' as Currency);
    opened.when(bid(A, yuan(1), undefined, { upTo: dollars })).thenRefused('wrong-currency');
  });
  it('with a bid below the asking price', () => {
    opened.when(bid(A, yuan(99_999.99), undefined, upTo(120_000))).thenRefused('below-start');
    ledByA.when(bid(B, yuan(100_999.99), undefined, upTo(150_000))).thenRefused('below-asking');
  });
  it('over ten times the asking price, until it is confirmed', () => {
    opened
      .when(bid(A, yuan(100_000), undefined, upTo(1_000_000)))
      .then(accepted(A, yuan(100_000)), maximumSet(A, yuan(1_000_000)));
    opened.when(bid(A, yuan(100_000), undefined, upTo(1_000_000.01))).thenRefused('above-limit');
    opened
      .when(bid(A, yuan(100_000), undefined, { ...upTo(1_000_000.01), confirmed: true }))
      .then(accepted(A, yuan(100_000)), maximumSet(A, yuan(1_000_000.01)));
  });
  it('above the highest bid of all, confirmed or not', () => {
    const highest = money(MAX_AMOUNT_MINOR - yuan(1_000).amount, yuan(0).currency);
    const above = { ...highest, amount: highest.amount + 1 };
    for (const [amount, code] of [
      [highest, null],
      [above, 'above-limit'],
    ] as const) {
      const sent = opened.when(bid(A, yuan(100_000), undefined, { upTo: amount, confirmed: true }));
      if (code === null) sent.then(accepted(A, yuan(100_000)), maximumSet(A, amount));
      else sent.thenRefused(code);
    }
  });
  it('off the steps where the profile demands whole ones', () => {
    const whole = givenUnder({ ...bidding, version: 99, wholeSteps: true }, {}, open([A, B]));
    whole.when(bid(A, yuan(100_000), undefined, upTo(120_000.5))).thenRefused('not-a-multiple');
    whole
      .when(bid(A, yuan(100_000), undefined, upTo(120_000)))
      .then(accepted(A, yuan(100_000)), maximumSet(A, yuan(120_000)));
  });
  it('of somebody who is not registered', () => {
    given(notice(), open([A], opensAt))
      .when(bid(B, yuan(100_000), undefined, upTo(120_000)))
      .thenRefused('not-registered');
  });
});
