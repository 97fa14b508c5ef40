import { CNY } from '@reassign/shared/kernel/currency.ts';
import { describe, expect, it } from 'vitest';
import { type DepositChange, isWithCourt, postingOf } from '@reassign/shared/deposits/postings.ts';
import type { DepositId, RegistrationId } from '@reassign/shared/kernel/ids.ts';
import { accountCode } from '@reassign/shared/ledger/account.ts';
import { lotId, yuan } from '../../support/lot.ts';

const registration = '019cd000-0000-7000-8100-000000000001' as RegistrationId;
const id = '019cd000-0000-7000-8200-000000000001' as DepositId;
const deposit = { id, registration, lot: lotId, reference: 'BZJ', amount: yuan(10_000) };

const held = `deposit/${registration}/CNY`;
const due = `refund-due/${registration}/CNY`;
const escrow = `escrow/${lotId}/CNY`;
const court = `court/${lotId}/CNY`;
const forfeit = `forfeit/${lotId}/CNY`;

const moves: [DepositChange, string, string][] = [
  [
    { from: 'requested', to: 'held', lies: { kind: 'cash', channel: 'bank', currency: CNY } },
    'cash/bank/CNY',
    held,
  ],
  [
    { from: 'requested', to: 'held', lies: { kind: 'unmatched', channel: 'bank', currency: CNY } },
    'unmatched/bank/CNY',
    held,
  ],
  [
    { from: 'requested', to: 'held', lies: { kind: 'cash', channel: 'stripe', currency: CNY } },
    'cash/stripe/CNY',
    held,
  ],
  [{ from: 'held', to: 'applied', priceGoesTo: 'escrow' }, held, escrow],
  [{ from: 'held', to: 'applied', priceGoesTo: 'house-or-escrow' }, held, escrow],
  [{ from: 'held', to: 'applied', priceGoesTo: 'court' }, held, court],
  [{ from: 'held', to: 'released' }, held, due],
  [{ from: 'held', to: 'forfeited' }, held, forfeit],
  [{ from: 'applied', to: 'released', priceGoesTo: 'escrow' }, escrow, due],
  [{ from: 'applied', to: 'forfeited', priceGoesTo: 'escrow' }, escrow, forfeit],
];

describe('A move of a deposit', () => {
  it.each(moves)('%o takes it from %s to %s', (change, debit, credit) => {
    const { key, entries = [] } = postingOf(deposit, change, 'platform') ?? {};
    expect(key).toBe(`deposit:${id}:${change.to}`);
    expect(entries.map(({ side, account, amount }) => [side, accountCode(account), amount])).toEqual([
      ['debit', debit, yuan(10_000)],
      ['credit', credit, yuan(10_000)],
    ]);
  });

  it('is booked under the registration: no account of a deposit names a lot before the hammer', () => {
    const before = moves.filter(([{ to }]) => to === 'held' || to === 'released').slice(0, 2);
    for (const [change] of before)
      expect(JSON.stringify(postingOf(deposit, change, 'x'))).not.toContain(lotId);
  });

  it.each(['released', 'forfeited'] as const)(
    'out of a court’s price moves none when it is %s: the court has it (法释〔2016〕18号 24, 31)',
    (to) => {
      const change = { from: 'applied', to, priceGoesTo: 'court' } as const;
      expect(isWithCourt(change)).toBe(true);
      expect(postingOf(deposit, change, 'x')).toBeNull();
      for (const priceGoesTo of ['escrow', 'house-or-escrow'] as const)
        expect(isWithCourt({ ...change, priceGoesTo })).toBe(false);
      // Before the hammer it is nobody's but the bidder's.
      expect(isWithCourt({ from: 'held', to: 'applied', priceGoesTo: 'court' })).toBe(false);
      expect(isWithCourt({ from: 'held', to })).toBe(false);
    },
  );

  it('of no money moves none (法释〔2016〕18号 art. 17)', () => {
    const nothing = { ...deposit, amount: yuan(0) };
    expect(postingOf(nothing, { from: 'held', to: 'released' }, 'platform')).toBeNull();
  });
});
