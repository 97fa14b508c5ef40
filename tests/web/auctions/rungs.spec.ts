import { describe, expect, it } from 'vitest';
import { rungsOf } from '../../../web/auctions/lot/rungs.ts';
import { lotView } from '../../support/lot-views.ts';

const rung = (start: number, day: string) => ({
  format: 'english' as const,
  start: { amount: start, currency: 'CNY' },
  opensAt: `2026-${day}T02:00:00.000Z`,
  closesAt: `2026-${day}T12:00:00.000Z`,
});
const ladder = [rung(65_600_000, '12-20'), rung(52_480_000, '12-28')];
const planned = lotView({ nextRounds: ladder });
const notice = { ...planned.notice, ladder };
const resultsOf = (change: Parameters<typeof lotView>[0]) =>
  rungsOf({ ...planned, notice, ...change }).map(({ round, result }) => `${String(round)} ${result}`);
const failed = { round: 1, start: planned.start, reason: 'no-bid', at: '2026-11-24T02:00:00.000Z' } as const;

describe('the rounds on the page', () => {
  it('say which runs and which would follow', () => {
    expect(resultsOf({})).toEqual(['1 now', '2 ahead', '3 ahead']);
  });
  it('say what became of a round, at its own start, and show the next as it was announced', () => {
    const second = { ...planned, notice, round: 2, failedRounds: [failed], nextRounds: ladder.slice(1) };
    const announced = { start: ladder[0]?.start ?? planned.start, opensAt: '2026-12-21T02:00:00.000Z' };
    expect(rungsOf({ ...second, ...announced })).toMatchObject([
      { round: 1, result: 'failed', reason: 'no-bid', start: planned.start, at: failed.at },
      { round: 2, result: 'now', start: { amount: 65_600_000 }, at: '2026-12-21T02:00:00.000Z' },
      { round: 3, result: 'ahead', start: { amount: 52_480_000 }, at: '2026-12-28T02:00:00.000Z' },
    ]);
  });
  it('say that the later ones were called off', () => {
    expect(resultsOf({ nextRounds: [] })).toEqual(['1 now', '2 called-off', '3 called-off']);
    expect(resultsOf({ nextRounds: [], phase: 'unsold', failedRounds: [failed] })).toEqual([
      '1 failed',
      '2 called-off',
      '3 called-off',
    ]);
  });
  it('wait for a decision where they do not go on by themselves', () => {
    expect(resultsOf({ phase: 'unsold', failedRounds: [failed] })).toEqual([
      '1 failed',
      '2 ahead',
      '3 ahead',
    ]);
  });
});
