import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { BidAccepted } from '@reassign/shared/auctions/formats/english-events.ts';
import { evolve, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import { instant, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { type Change, dearer, expectRefused } from '../../support/forge.ts';
import { history, lived, played, reserved } from '../../support/history.ts';

/*
 * What the rules decide, the public verifier explains; and no wrong outcome gets past it. TEST_SEED repeats a run.
 */
const testSeed = process.env['TEST_SEED'];
const parameters = { numRuns: 2_000, ...(testSeed !== undefined && { seed: Number(testSeed) }) };

describe('explain(public(decide(random history)))', () => {
  it('is ok', () => {
    fc.assert(
      fc.property(history, (entries) => {
        expect(explain(entries)).toMatchObject({ ok: true });
      }),
      parameters,
    );
  });
  it.each([
    ['English', played],
    ['English with rounds, pauses and voided leaders', lived],
    ['English with a hidden reserve', reserved],
  ])('folds to the state that decided: %s', (_, games) => {
    fc.assert(
      fc.property(games, ({ log, state }) => {
        const whole = explain(log);
        expect(whole.ok && whole.story.state).toMatchObject({ ...state(), admitted: {} });
        const folded = log.reduce<LotState>((before, entry) => evolve(before, entry), unborn);
        expect(folded).toMatchObject({ ...state(), admitted: {} });
      }),
      { ...parameters, numRuns: 300 },
    );
  });
  it('reaches every phase and extends the end', () => {
    const seen = new Set(
      fc
        .sample(history, { ...parameters, numRuns: 500 })
        .flat()
        .map(({ type }) => type),
    );
    expect([...seen].toSorted()).toEqual([
      'AutomaticBid',
      'BidAccepted',
      'BidMatched',
      'ListingPublished',
      'LotClosed',
      'LotExtended',
      'LotOpened',
      'LotSold',
      'LotUnsold',
      'MaximumOpened',
      'MaximumSet',
      'Registered',
    ]);
  });
});

const isBid = (entry: LotEntry): entry is LotEntry & BidAccepted => entry.type === 'BidAccepted';

const endBefore = (before: readonly LotEntry[]): string | undefined =>
  before.reduce<string | undefined>(
    (end, { type, body }) => (type === 'ListingPublished' || type === 'LotExtended' ? body.closesAt : end),
    undefined,
  );

const changes: Record<string, Change> = {
  'a price below the asking price': (entry, before) => {
    const price = before.findLast(isBid)?.body.amount;
    return isBid(entry) && price
      ? { ...entry, body: { ...entry.body, amount: dearer(price, 99_999) } }
      : null;
  },
  'an extension that is a millisecond off': (entry) =>
    entry.type === 'LotExtended'
      ? { ...entry, body: { closesAt: toRfc3339(later(toInstant(entry.body.closesAt), 1)) } }
      : null,
  'a missing extension': (entry) => (entry.type === 'LotExtended' ? 'omit' : null),
  'another winner': (entry) =>
    entry.type === 'LotSold' ? { ...entry, body: { ...entry.body, bidderNumber: '505' } } : null,
  'another hammer price': (entry) =>
    entry.type === 'LotSold'
      ? { ...entry, body: { ...entry.body, hammer: dearer(entry.body.hammer, -1) } }
      : null,
  'a bid at the end': (entry, before) => {
    const end = endBefore(before);
    return isBid(entry) && end !== undefined ? { ...entry, at: toInstant(end) } : null;
  },
  'an unregistered bidder': (entry) =>
    isBid(entry) ? { ...entry, body: { ...entry.body, bidderNumber: '909' } } : null,
  'a second close': (entry) => (entry.type === 'LotClosed' ? 'repeat' : null),
  'a repeated bid': (entry) => (isBid(entry) ? 'repeat' : null),
  'an early close': (entry, before) => {
    const end = endBefore(before);
    const last = before.at(-1);
    if (entry.type !== 'LotClosed' || end === undefined || last === undefined) return null;
    const early = Math.max(last.at, toInstant(end) - 1);
    return early < toInstant(end) ? { ...entry, at: instant(early) } : null;
  },
  'unsold in spite of a bid': (entry) =>
    entry.type === 'LotSold' ? { ...entry, type: 'LotUnsold', body: { reason: 'no-bid' } } : null,
  'an automatic bid of one fen more': (entry) =>
    entry.type === 'AutomaticBid'
      ? { ...entry, body: { ...entry.body, amount: dearer(entry.body.amount) } }
      : null,
  'a bid that a maximum does not answer': (entry) => (entry.type === 'AutomaticBid' ? 'omit' : null),
  'an opening of another amount': (entry) =>
    entry.type === 'MaximumOpened'
      ? { ...entry, body: { ...entry.body, amount: dearer(entry.body.amount) } }
      : null,
  'an opening repeated': (entry) => (entry.type === 'MaximumOpened' ? 'repeat' : null),
  'a maximum of somebody else': (entry) =>
    entry.type === 'MaximumSet' ? { ...entry, body: { ...entry.body, bidderNumber: '505' } } : null,
  'a missing registration': (entry, before) =>
    isBid(entry) && !before.some(isBid) ? { ...entry, body: { ...entry.body, bidderNumber: '808' } } : null,
};

describe('every wrong outcome is refused at its seq', () => {
  it.each(Object.entries(changes))('%s', (_, change) => {
    expectRefused(played, change, { ...parameters, numRuns: 500 }, true);
  });
});
