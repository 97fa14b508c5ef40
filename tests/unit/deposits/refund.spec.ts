import { describe, expect, it } from 'vitest';
import { courtDueAt, refundAlarm, refundDueAt } from '@reassign/shared/deposits/refund.ts';
import { DAY, HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { closesAt } from '../../support/lot.ts';

describe("A loser's deposit that is still held", () => {
  const dueAt = refundDueAt(closesAt, bidding);

  it('is due a day after the end', () => {
    expect(dueAt).toBe(later(closesAt, DAY));
  });

  it.each([
    [-6 * HOUR - 1, null],
    [-6 * HOUR, 'soon'],
    // To the millisecond, inclusive.
    [0, 'soon'],
    [1, 'late'],
  ] as const)('%d ms from then calls for: %s', (ms, alarm) => {
    expect(refundAlarm(dueAt, later(dueAt, ms))).toBe(alarm);
  });
});

it('What is a court’s is due to it a day after the end (法释〔2016〕18号 25)', () => {
  expect(courtDueAt(closesAt)).toBe(later(closesAt, DAY));
});
