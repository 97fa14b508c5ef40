import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUuid, lotNumber } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import {
  addDays,
  type CalendarDay,
  DAY,
  dayOf,
  instant,
  later,
  parseDay,
  parseInstant,
  startOfDay,
  toRfc3339,
} from '@reassign/shared/kernel/instant.ts';

const utc = (text: string) => instant(Date.parse(text));
const day = (text: string) => text as CalendarDay;
const anyInstant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) }).map(instant);

describe('an instant', () => {
  it('is whole milliseconds', () => {
    expect(() => instant(0.5)).toThrow();
    expect(() => instant(Number.NaN)).toThrow();
  });
  it.each([
    ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T08:00:00+08:00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T00:00:00.5Z', '2026-03-01T00:00:00.500Z'],
    ['2026-03-01T00:00:00.123-01:30', '2026-03-01T01:30:00.123Z'],
  ])('reads %s', (text, expected) => {
    const at = parseInstant(text);
    expect(at === null ? null : toRfc3339(at)).toBe(expected);
  });
  it.each([
    '2026-03-01',
    '2026-03-01T00:00:00',
    '2026-03-01 00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-03-01T24:00:01Z',
    '2026-03-01T00:60:00Z',
    '2026-03-01T00:00:00.0001Z',
    '2026-03-01T00:00:00z',
    '2026-03-01T00:00:00+25:00',
    '1772323200000',
    '',
  ])('does not guess at %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
  it('is read back from what it is written as', () => {
    fc.assert(fc.property(anyInstant, (at) => parseInstant(toRfc3339(at)) === at));
  });
});

describe('a calendar day in Asia/Shanghai', () => {
  it('begins at 16:00 UTC of the day before', () => {
    expect(toRfc3339(startOfDay(day('2026-03-01')))).toBe('2026-02-28T16:00:00.000Z');
    expect(dayOf(utc('2026-02-28T15:59:59.999Z'))).toBe('2026-02-28');
    expect(dayOf(utc('2026-02-28T16:00:00.000Z'))).toBe('2026-03-01');
  });
  it('contains its first and its last millisecond, and no more', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const start = startOfDay(dayOf(at));
        expect(start <= at && at < start + DAY).toBe(true);
        expect(dayOf(later(start, DAY - 1))).toBe(dayOf(at));
        expect(dayOf(later(start, DAY))).not.toBe(dayOf(at));
      }),
    );
  });
  it.each([
    ['2026-03-01', 31, '2026-04-01'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to);
  });
  it.each(['2026-02-29', '2026-13-01', '2026-00-01', '2026-1-1', '2026-01-01T00:00:00Z', ''])(
    'is never %j',
    (text) => {
      expect(parseDay(text)).toBeNull();
    },
  );
  it.each(['2028-02-29', '2026-01-01', '2026-12-31'])('may be %s', (text) => {
    expect(parseDay(text)).toBe(text);
  });
});

describe('ids', () => {
  const dice = Uint8Array.from({ length: 10 }, (_, index) => 255 - index);

  it('are UUIDs of version 7, as in RFC 9562 A.6', () => {
    const random = Uint8Array.from(Buffer.from('0cc318c4dc0c0c07398f', 'hex'));
    const id = uuidv7(instant(0x017f22e279b0), random);
    expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
    expect(isUuid(id)).toBe(true);
  });
  it('sort by time', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, (a, b) => a === b || uuidv7(a, dice) < uuidv7(b, dice) === a < b),
    );
  });
  it('need ten bytes of chance', () => {
    expect(() => uuidv7(instant(0), dice.subarray(1))).toThrow();
  });
  it.each([
    '019CD000-0000-7000-8000-000000000001',
    '019cd000-0000-7000-c000-000000000001',
    '019cd000-0000-0000-8000-000000000001',
    '019cd00000007000800000000000000001',
    '',
  ])('have one spelling, not %j', (text) => {
    expect(isUuid(text)).toBe(false);
  });
  it('of lots are shown with province, year and serial', () => {
    expect(lotNumber('SX', 2026, 123)).toBe('SX-2026-000123');
    expect(lotNumber('SX', 2026, 1_234_567)).toBe('SX-2026-1234567');
  });
});
