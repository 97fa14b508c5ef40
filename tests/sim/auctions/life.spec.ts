import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf } from '@reassign/shared/auctions/end.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, unborn } from '@reassign/shared/auctions/evolve.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { LEAST_LEFT } from '@reassign/shared/auctions/pauses.ts';
import type { Born, LotState } from '@reassign/shared/auctions/types.ts';
import { defaulted, lived } from '../../support/history.ts';
import { ladder } from '../../support/life.ts';

/* Random lives of a lot: bids, pauses, voided leaders, corrections, rounds. TEST_SEED repeats a run. */
const testSeed = process.env['TEST_SEED'];
const parameters = { numRuns: 1_500, ...(testSeed !== undefined && { seed: Number(testSeed) }) };

/** Every entry with the lot before and after it. */
function steps(log: readonly LotEntry[]): { before: Born; entry: LotEntry; after: Born }[] {
  const found: { before: Born; entry: LotEntry; after: Born }[] = [];
  let state: LotState = unborn;
  for (const entry of log) {
    const next: LotState = evolve(state, entry);
    if (state.phase !== 'unborn' && next.phase !== 'unborn')
      found.push({ before: state, entry, after: next });
    state = next;
  }
  return found;
}

const inEveryLife = (check: (step: ReturnType<typeof steps>[number]) => void): void => {
  fc.assert(
    fc.property(lived, ({ log }) => {
      steps(log).forEach(check);
    }),
    parameters,
  );
};

describe('in every life of a lot', () => {
  it('the public log explains itself', () => {
    fc.assert(
      fc.property(lived, ({ log }) => {
        expect(explain(log)).toMatchObject({ ok: true });
      }),
      parameters,
    );
  });
  it('every kind of event happens', () => {
    const seen = new Set(
      fc.sample(lived, { ...parameters, numRuns: 1_500 }).flatMap(({ log }) => log.map(({ type }) => type)),
    );
    for (const type of [
      'LotPaused',
      'PauseCauseEnded',
      'LotResumed',
      'BidderBarred',
      'BidReconfirmed',
      'NoticeCorrected',
      'LadderStopped',
      'RoundAnnounced',
      'LotWithdrawn',
      'LotSettledBeforeSale',
      'LotAnnulled',
    ])
      expect(seen, type).toContain(type);
  });
  it('the log of a default explains itself, with an offer at no more than the price that was not paid', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(defaulted, ({ log }) => {
        expect(explain(log)).toMatchObject({ ok: true });
        for (const { before, entry } of steps(log)) {
          seen.add(entry.type);
          if (entry.type !== 'RunnerUpOffered' || before.phase !== 'annulled') continue;
          expect(entry.body.bidderNumber).not.toBe(before.winner);
          expect(entry.body.amount.amount).toBeLessThanOrEqual(before.hammer.amount);
        }
      }),
      parameters,
    );
    for (const type of ['RunnerUpOffered', 'RunnerUpAccepted', 'RunnerUpDeclined', 'RunnerUpLapsed'])
      expect(seen, type).toContain(type);
  });
  it('the end of a round never comes nearer', () => {
    inEveryLife(({ before, after }) => {
      if (before.terms.round === after.terms.round)
        expect(endOf(after)).toBeGreaterThanOrEqual(endOf(before));
    });
  });
  it('a pause keeps the time left, and at least five minutes', () => {
    inEveryLife(({ before, entry, after }) => {
      if (entry.type !== 'LotResumed' || before.phase !== 'paused' || after.phase !== 'open') return;
      const left = before.closesAt - before.pause.at;
      expect(after.closesAt - entry.at).toBe(Math.max(left, LEAST_LEFT));
    });
  });
  it('a barred number never leads', () => {
    inEveryLife(({ after }) => {
      const leader = after.phase === 'notice' ? null : after.leader;
      if (leader !== null) expect(after.barred.has(leader.bidderNumber)).toBe(false);
    });
  });
  it('rounds start as published, each below the one before, never below the floor', () => {
    const floor = ladder.at(-1)?.start.amount ?? 0;
    inEveryLife(({ before, entry, after }) => {
      if (entry.type !== 'RoundAnnounced') return;
      expect(after.terms.start).toEqual(ladder[after.terms.round - 2]?.start);
      expect(after.terms.start.amount).toBeLessThan(before.terms.start.amount);
      expect(after.terms.start.amount).toBeGreaterThanOrEqual(floor);
    });
  });
  it('while a lot is paused nothing is bid and it does not end by its clock', () => {
    inEveryLife(({ before, entry }) => {
      if (before.phase === 'paused')
        expect(['BidAccepted', 'AutomaticBid', 'LotClosed', 'LotExtended']).not.toContain(entry.type);
    });
  });
});
