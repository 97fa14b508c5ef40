import { describe, expect, it } from 'vitest';
import { keepSample, offsetOf, type Sample } from '@reassign/shared/live/server-time.ts';

describe("the server's time", () => {
  it('is unknown before the first pong', () => {
    expect(offsetOf([])).toBeNull();
  });

  it('is taken from the middle of the way there and back', () => {
    expect(offsetOf([{ sentAt: 1_000, receivedAt: 1_040, serverTime: 6_020 }])).toEqual({
      offsetMs: 5_000,
      errorMs: 20,
    });
  });

  it('believes the quickest pong: a slow one says less', () => {
    const quick = { sentAt: 1_000, receivedAt: 1_010, serverTime: 1_105 };
    const slow = { sentAt: 2_000, receivedAt: 2_900, serverTime: 2_950 };
    expect(offsetOf([slow, quick])).toEqual({ offsetMs: 100, errorMs: 5 });
    expect(offsetOf([quick, slow])).toEqual({ offsetMs: 100, errorMs: 5 });
  });
});

describe('samples of the clock', () => {
  const at = (sentAt: number, offset: number, trip = 10) => ({
    sentAt,
    receivedAt: sentAt + trip,
    serverTime: sentAt + trip / 2 + offset,
  });

  it('are kept while they can be true together, the last eight', () => {
    const samples = Array.from({ length: 10 }, (_, n) => at(n * 1_000, 5_000)).reduce<Sample[]>(
      keepSample,
      [],
    );
    expect(samples).toHaveLength(8);
    expect(samples[0]?.sentAt).toBe(2_000);
  });

  it('are dropped once a newer one contradicts them: the machine slept', () => {
    const awake = at(1_000, 5_000);
    expect(keepSample([awake], at(2_000, 5_035))).toHaveLength(2);
    expect(keepSample([awake], at(2_000, 5_036))).toHaveLength(1);
    expect(keepSample([awake], at(2_000, 65_000))).toEqual([at(2_000, 65_000)]);
  });

  it('contradict nothing while they are slow enough to be wrong by as much', () => {
    expect(keepSample([at(1_000, 5_000)], at(2_000, 5_400, 1_000))).toHaveLength(2);
  });
});
