import { describe, expect, it } from 'vitest';
import { MAX_AMOUNT_MINOR } from '@reassign/shared/kernel/money.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { isWithin, reserveRange } from '@reassign/shared/listings/limits.ts';
import { auction } from '@reassign/shared/listings/profiles/auction.ts';
import { bidding } from '@reassign/shared/listings/profiles/bidding.ts';
import { civil2020 } from '@reassign/shared/listings/profiles/civil-2020.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { yuan } from '../../support/lot.ts';

const offer = { start: yuan(100_000), increments: fixedStep(yuan(1_000)) };

describe('a hidden reserve', () => {
  it.each([bidding, auction])('is offered by $route, from the start on', (profile) => {
    const range = reserveRange(offer, profile);
    expect(range).not.toBeNull();
    if (range === null) return;
    expect(isWithin(yuan(99_999.99), range)).toBe(false);
    expect(isWithin(yuan(100_000), range)).toBe(true);
  });
  it('leaves room for the step over it', () => {
    const range = reserveRange(offer, bidding);
    const highest = MAX_AMOUNT_MINOR - 1_000_00;
    if (range === null) return expect.unreachable();
    expect(isWithin({ ...offer.start, amount: highest }, range)).toBe(true);
    expect(isWithin({ ...offer.start, amount: highest + 1 }, range)).toBe(false);
  });
  it.each([judicial, civil2020])('is not offered by $route', (profile) => {
    expect(reserveRange(offer, profile)).toBeNull();
  });
});
