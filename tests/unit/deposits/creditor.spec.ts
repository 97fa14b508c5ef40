import { describe, expect, it } from 'vitest';
import { depositFor, sparesCreditor } from '@reassign/shared/deposits/creditor.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';

const court = newestProfile('judicial');
const fen = (amount: number) => money(amount, CNY);

describe('the deposit of an executing creditor', () => {
  it.each([
    ['no claim to speak of', 0, 7_000_000],
    ['a fen less for a fen of claim', 1, 6_999_999],
    ['a fen where a fen is missing', 6_999_999, 1],
    ['nothing where the claim reaches it', 7_000_000, 0],
    ['nothing, and never less, where the claim exceeds it', 7_000_001, 0],
  ])('is %s', (_, claim, owed) => {
    expect(depositFor(fen(7_000_000), fen(claim), court)).toEqual(fen(owed));
  });

  it('is the whole for everybody else, and for a claim in another currency', () => {
    expect(depositFor(fen(7_000_000), null, court)).toEqual(fen(7_000_000));
    expect(depositFor(fen(7_000_000), money(9_000_000, currency('USD')), court)).toEqual(fen(7_000_000));
  });

  it('is the whole where the bank or a house sells', () => {
    for (const route of ['bidding', 'auction'] as const) {
      expect(sparesCreditor(newestProfile(route))).toBe(false);
      expect(depositFor(fen(7_000_000), fen(7_000_000), newestProfile(route))).toEqual(fen(7_000_000));
    }
  });
});
