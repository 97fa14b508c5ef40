import { describe, expect, it } from 'vitest';
import { toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { instantIn, readWallTime, writeWallTime } from '../../../web/ui/wall-time.ts';

const at = (typed: string, zone: string): string | null => {
  const instant = instantIn(typed, zone);
  return instant === null ? null : toRfc3339(instant);
};

describe('a clock on the wall', () => {
  it.each(['', '2026-11-23', '2026-11-23T14', '2026-13-01T00:00', '2026-02-30T00:00', '2026-11-23T24:00'])(
    'shows no time at "%s"',
    (typed) => {
      expect(readWallTime(typed)).toBeNull();
    },
  );

  it('is written to the minute, as it was read', () => {
    expect(writeWallTime(readWallTime('2026-11-23T14:05') ?? undefined)).toBe('2026-11-23T14:05');
    expect(writeWallTime(readWallTime('2026-11-23T14:05:59') ?? undefined)).toBe('2026-11-23T14:05');
    expect(writeWallTime(undefined)).toBe('');
  });

  it.each([
    ['2026-11-23T14:05', 'Asia/Shanghai', '2026-11-23T06:05:00.000Z'],
    ['2026-07-01T00:30', 'Europe/Berlin', '2026-06-30T22:30:00.000Z'],
    ['2026-12-01T00:30', 'Europe/Berlin', '2026-11-30T23:30:00.000Z'],
    // Skipped in spring: the hour after; twice in autumn: the first of the two.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ])('at %s in %s is %s', (typed, zone, instant) => {
    expect(at(typed, zone)).toBe(instant);
  });

  it('that shows nothing is no instant', () => {
    expect(instantIn('', 'Asia/Shanghai')).toBeNull();
  });
});
