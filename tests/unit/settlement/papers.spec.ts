import { describe, expect, it } from 'vitest';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { feeSchedules } from '@reassign/shared/listings/fee-schedule.ts';
import { feeTermsOf } from '@reassign/shared/listings/fees.ts';
import { vatRates } from '@reassign/shared/listings/vat.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { Route } from '@reassign/shared/listings/route-rules.ts';
import { type ConfirmedSale, saleConfirmation } from '@reassign/shared/settlement/sale-confirmation.ts';
import { closesAt, lotId, yuan } from '../../support/lot.ts';

const termsOf = (route: Route) => feeTermsOf(newestProfile(route), feeSchedules[0] ?? null, vatRates[0]);
const sale = (given: Partial<ConfirmedSale> = {}): ConfirmedSale => ({
  lotId,
  lotNumber: 'SX-2026-000123',
  title: '一种负极材料',
  seller: '晋源示范银行',
  buyer: { name: '北方示范代理有限公司', creditCode: '91140100MA0000000X' },
  bidderNumber: '101',
  hammer: yuan(1_250_000),
  deposit: yuan(100_000),
  closedAt: closesAt,
  dueAt: later(closesAt, 10 * 24 * 60 * MINUTE),
  log: { size: 17, hash: 'ab'.repeat(32) },
  terms: termsOf('bidding'),
  ...given,
});

describe('a sale confirmation', () => {
  const paper = saleConfirmation(sale(), 'https://reassign.test');

  it('has the sum in figures and in capitals', () => {
    expect(paper.number).toBe('CJ-SX-2026-000123');
    expect(paper.hammer).toEqual(yuan(1_250_000));
    expect(paper.hammerInCapitals).toBe('人民币壹佰贰拾伍万元整');
  });

  it('says what is paid, what the deposit pays of it, and what is left, to the fen', () => {
    expect(paper.charges.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['premium', yuan(25_000)],
      ['stamp-duty', yuan(375)],
    ]);
    expect([paper.total, paper.deposit, paper.balance]).toEqual([
      yuan(1_275_375),
      yuan(100_000),
      yuan(1_175_375),
    ]);
    expect(paper.balanceInCapitals).toBe('人民币壹佰壹拾柒万伍仟叁佰柒拾伍元整');
    expect(paper.isAtMost).toBe(false);
  });

  it('calls the sale what its route may', () => {
    expect(paper.word).toBe('bidding');
    expect(saleConfirmation(sale({ terms: termsOf('judicial') }), '').word).toBe('court-auction');
  });

  it('leads to the log that decided it', () => {
    expect(paper.verificationUrl).toBe(`https://reassign.test/verify?lot=${lotId}`);
    const odd = saleConfirmation(sale({ lotId: 'a&b' as LotId }), 'https://reassign.test');
    expect(odd.verificationUrl).toBe('https://reassign.test/verify?lot=a%26b');
  });

  it('says where a commission is known by its maximum only', () => {
    expect(saleConfirmation(sale({ terms: termsOf('auction') }), '').isAtMost).toBe(true);
  });

  it('writes only renminbi in capitals', () => {
    const dollars = money(100, currency('USD'));
    const foreign = sale({ hammer: dollars, deposit: dollars, terms: termsOf('judicial') });
    expect(saleConfirmation(foreign, '').hammerInCapitals).toBeNull();
  });
});
