import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LotSummary, lotSummary } from '@reassign/shared/auctions/api.ts';
import { evolve, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import { type Lot, summaryOf } from '../../../server/auctions/catalogue/summary.ts';
import { dutchLived, sealedLived, selloffLived } from '../../support/format-histories.ts';
import { history } from '../../support/history.ts';
import {
  applyEvent,
  bidsOf,
  fillIn,
  follow,
  type Followed,
  missingAfter,
  refresh,
} from '@reassign/shared/live/follow.ts';
import { toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { bidEntry, CLOSES, entry, lotView } from '../../support/lot-views.ts';

const open = lotView({ phase: 'open', seq: 2 });
const opened = entry(2, 'LotOpened', {});
const start: Followed = { lot: open, entries: [entry(1, 'ListingPublished', {}), opened] };
const first = bidEntry(3, '204417', 820_000);
const second = bidEntry(4, '582013', 850_000);

const step = (known: Followed, next: typeof first): Followed => {
  const followed = follow(known, next);
  if (followed === 'gap') throw new Error('gap');
  return followed;
};

describe('following a lot', () => {
  it('takes the next entry, and asks for what is missing before a later one', () => {
    expect(follow(start, second)).toBe('gap');
    expect(step(step(start, first), second).lot.seq).toBe(4);
  });

  it('passes over what it has seen', () => {
    const known = step(start, first);
    expect(follow(known, first)).toBe(known);
    expect(follow(known, opened)).toBe(known);
  });

  it('believes the newer of two snapshots', () => {
    const known = step(start, first);
    expect(refresh(known, open)).toBe(known);
    expect(refresh(known, lotView({ seq: 9 })).lot.seq).toBe(9);
  });

  it('knows which entries a snapshot left out, and fills them in from the log', () => {
    const behind = refresh(start, step(step(start, first), second).lot);
    expect(missingAfter(behind)).toBe(2);
    const whole = fillIn(behind, [opened, first, second]);
    expect(missingAfter(whole)).toBeNull();
    expect(bidsOf(whole.entries).map(({ seq }) => seq)).toEqual([4, 3]);
  });

  it('closes the gap behind a snapshot although the feed went on before the page came', () => {
    const third = bidEntry(5, '204417', 860_000);
    const snapshot = step(step(start, first), second).lot;
    const wentOn = step(refresh(start, snapshot), third);
    expect(missingAfter(wentOn)).toBe(2);
    const partly = fillIn(wentOn, [first]);
    expect(missingAfter(partly)).toBe(3);
    const whole = fillIn(partly, [second, third]);
    expect(missingAfter(whole)).toBeNull();
    expect(whole.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(whole.lot).toEqual(wentOn.lot);
  });

  it('begins with the entries it was given, which need not be the first of the log', () => {
    const newest = { lot: step(start, first).lot, entries: [opened, first] };
    expect(missingAfter(newest)).toBeNull();
    expect(missingAfter({ ...newest, entries: [] })).toBe(0);
  });

  it('lets a page of the log that is ahead of the feed bring the lot along', () => {
    const ahead = fillIn(start, [first, second]);
    expect(ahead.lot).toMatchObject({ seq: 4, leader: '582013', bidCount: 2 });
    expect(follow(ahead, first)).toBe(ahead);
  });
});

describe('a lot after one more entry', () => {
  it('opens at its start', () => {
    expect(applyEvent(lotView(), opened)).toMatchObject({ phase: 'open', asking: open.start, price: null });
  });

  it('has the bid as its price and one increment more as asking price', () => {
    expect(applyEvent(open, bidEntry(3, '204417', 900_000))).toMatchObject({
      price: { amount: 90_000_000 },
      asking: { amount: 91_000_000 },
      leader: '204417',
      bidCount: 1,
      seq: 3,
      hash: first.hash,
    });
  });

  it('stays a row of a list where it was one: no hash comes in', () => {
    const names = Object.keys(lotSummary.shape) as (keyof LotSummary)[];
    const row = lotSummary.parse(Object.fromEntries(names.map((name) => [name, open[name]])));
    expect(applyEvent(row, first)).toEqual({
      ...row,
      seq: 3,
      price: { amount: 82_000_000, currency: 'CNY' },
      asking: { amount: 83_000_000, currency: 'CNY' },
      leader: '204417',
      bidCount: 1,
    });
  });

  it('ends later when it was extended', () => {
    const closesAt = toRfc3339(CLOSES);
    expect(applyEvent(open, entry(3, 'LotExtended', { closesAt })).closesAt).toBe(closesAt);
  });

  it('is sold at the hammer', () => {
    const closed = applyEvent(
      applyEvent(open, first),
      entry(4, 'LotClosed', { closesAt: toRfc3339(CLOSES) }),
    );
    expect(closed).toMatchObject({ phase: 'closed', asking: { amount: 82_000_000 } });
    const sold = applyEvent(closed, entry(5, 'LotSold', { bidderNumber: '204417', hammer: closed.asking }));
    expect(sold).toMatchObject({
      phase: 'sold',
      stage: 'confirmed',
      price: { amount: 82_000_000 },
      leader: '204417',
    });
  });

  it('is unsold without a bid', () => {
    const unsold = applyEvent({ ...open, phase: 'closed' }, entry(3, 'LotUnsold', { reason: 'no-bid' }));
    expect(unsold).toMatchObject({ phase: 'unsold', unsoldReason: 'no-bid' });
  });

  it('is unsold without an opening, and says why', () => {
    const missed = applyEvent(lotView(), entry(2, 'LotUnsold', { reason: 'never-open' }));
    expect(missed).toMatchObject({ phase: 'unsold', unsoldReason: 'never-open' });
  });

  it('keeps its place in the log when an event is of a later version', () => {
    expect(applyEvent(open, entry(3, 'LotBlessed', {}))).toMatchObject({
      seq: 3,
      phase: 'open',
      price: null,
    });
  });
});

describe('the browser and the server', () => {
  const histories = {
    english: history,
    dutch: dutchLived.map(({ log }) => log),
    sealed: sealedLived.map(({ log }) => log),
    selloff: selloffLived.map(({ log }) => log),
  };
  it.each(Object.entries(histories))('show the same lot after every entry of any history: %s', (_, logs) => {
    const { notice } = lotView();
    fc.assert(
      fc.property(logs, ([first, ...rest]) => {
        if (!first) return;
        let state: LotState = evolve(unborn, first);
        let shown = lotView(summaryOf(state as Lot, notice));
        for (const next of rest) {
          state = evolve(state, next);
          shown = applyEvent(shown, { ...next, at: toRfc3339(next.at), body: { ...next.body }, hash: '' });
          expect(shown).toMatchObject(summaryOf(state as Lot, notice));
        }
      }),
      { numRuns: 300 },
    );
  });
});
