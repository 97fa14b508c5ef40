import { describe, expect, it } from 'vitest';
import { instant, later } from '@reassign/shared/kernel/instant.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { testClock } from '../../support/test-clock.ts';

/** A probe whose round trip took `roundTrip` ms and found the database `ahead` ms before this server. */
function probe(clock: ReturnType<typeof systemClock>, roundTrip: number, ahead: number) {
  const sentAt = clock.monotonic();
  const here = clock.now() - (clock.monotonic() - sentAt);
  return { sentAt, receivedAt: sentAt + roundTrip, databaseTime: here + roundTrip / 2 + ahead };
}

describe('the server clock', () => {
  it('takes the database time over, from the shortest round trip', () => {
    const clock = systemClock();
    const before = clock.now();
    clock.adjust([probe(clock, 90, 0), probe(clock, 2, 3_600_000), probe(clock, 60, 0)]);
    expect(clock.now() - before).toBeGreaterThanOrEqual(3_599_998);
    expect(clock.certain()).toBe(true);
  });

  it('is certain up to 50 ms of uncertainty, half a round trip, and not beyond', () => {
    const clock = systemClock();
    clock.adjust([probe(clock, 99.9, 0)]);
    expect(clock.certain()).toBe(true);
    clock.adjust([probe(clock, 100.1, 0)]);
    expect(clock.certain()).toBe(false);
  });

  it('is uncertain after a jump until the next measurement agrees', () => {
    const clock = systemClock();
    clock.adjust([probe(clock, 2, 0)]);
    clock.adjust([probe(clock, 2, 60)]);
    expect(clock.certain()).toBe(false);
    clock.adjust([probe(clock, 2, 0)]);
    expect(clock.certain()).toBe(true);
  });

  it('is uncertain when the database could not be asked', () => {
    const clock = systemClock();
    clock.adjust([]);
    expect(clock.certain()).toBe(false);
  });

  it('runs what was scheduled not before its instant', async () => {
    const clock = systemClock();
    const due = later(clock.now(), 5);
    const ranAt = await new Promise<number>((done) => {
      clock.schedule(due, () => {
        done(clock.now());
      });
    });
    expect(ranAt).toBeGreaterThanOrEqual(due);
  });
});

describe('the test clock', () => {
  it('runs what is due in the order of its instants, each at its own time', async () => {
    const clock = testClock(instant(0));
    const ran: [string, number][] = [];
    const note = (name: string) => () => void ran.push([name, clock.now()]);
    clock.schedule(instant(20), note('second'));
    clock.schedule(instant(10), note('first'));
    clock.schedule(instant(21), note('not yet'));
    clock.schedule(instant(15), note('cancelled')).cancel();
    await clock.advanceTo(instant(20));
    expect(ran).toEqual([
      ['first', 10],
      ['second', 20],
    ]);
    expect(clock.pending()).toBe(1);
  });
});
