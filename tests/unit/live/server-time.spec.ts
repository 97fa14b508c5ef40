import { describe, expect, it } from 'vitest';
import { offsetOf } from '@reassign/shared/live/server-time.ts';

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
