import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { offsetName } from '../../web/shell/readers-zone.ts';

describe("the reader's zone is named by how far it is ahead of UTC", () => {
  it.each([
    [8 * HOUR, 'UTC+08:00'],
    [0, 'UTC+00:00'],
    [-(3 * HOUR + 30 * MINUTE), 'UTC-03:30'],
    [5 * HOUR + 45 * MINUTE, 'UTC+05:45'],
    [-11 * HOUR, 'UTC-11:00'],
    [14 * HOUR, 'UTC+14:00'],
  ])('%d ms is %s', (aheadMs, name) => {
    expect(offsetName(aheadMs)).toBe(name);
  });
});
