import { describe, expect, it } from 'vitest';
import { parseInstant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { readShanghai, typedShanghai } from '../../../web/ui/shanghai-time.ts';

describe('A time field', () => {
  it.each([
    ['2026-12-10T10:00', '2026-12-10T02:00:00.000Z'],
    ['2026-12-10T10:00:30', '2026-12-10T02:00:30.000Z'],
    ['2027-01-01T00:00', '2026-12-31T16:00:00.000Z'],
  ])('reads %s as time in Shanghai', (typed, expected) => {
    const at = readShanghai(typed);
    expect(at && toRfc3339(at)).toBe(expected);
  });

  it.each(['', '2026-12-10', '2026-02-30T10:00', '2026-12-10T25:00', 'soon'])('refuses %s', (typed) => {
    expect(readShanghai(typed)).toBeNull();
  });

  it('writes what it reads', () => {
    const at = parseInstant('2026-12-31T16:05:00.000Z');
    expect(at && typedShanghai(at)).toBe('2027-01-01T00:05');
  });
});
