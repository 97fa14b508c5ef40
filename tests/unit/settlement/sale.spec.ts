import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { scheduleOn } from '@reassign/shared/listings/fee-schedule.ts';
import { feeTermsOf } from '@reassign/shared/listings/fees.ts';
import { vatRates } from '@reassign/shared/listings/vat.ts';
import { newestProfile, type Profile } from '@reassign/shared/listings/profile.ts';
import { bidding } from '@reassign/shared/listings/profiles/bidding.ts';
import { balanceDue, premiumOf, type SettlementStage } from '@reassign/shared/settlement/sale.ts';
import { yuan } from '../../support/lot.ts';

describe('the balance', () => {
  const due = (stage: SettlementStage, hammer: number, deposit: number) =>
    balanceDue(stage, { hammer: yuan(hammer), premium: yuan(16_000), deposit: yuan(deposit) });

  it('is price and premium without the deposit, never less than nothing', () => {
    expect(due('confirmed', 800_000, 100_000)).toEqual(yuan(716_000));
    expect(due('confirmed', 83_999, 100_000)).toEqual(yuan(0));
    expect(due('confirmed', 84_001, 100_000)).toEqual(yuan(1));
  });
  it('is due once the sale is confirmed, and while it stands', () => {
    expect(due('awaiting-confirmation', 800_000, 1)).toBeNull();
    expect(due('void', 800_000, 1)).toBeNull();
  });
});

describe('the buyer’s premium', () => {
  const schedule = scheduleOn('2026-03-01' as CalendarDay);
  const premium = (profile: Profile, yuanHammer: number) =>
    premiumOf(yuan(yuanHammer), feeTermsOf(profile, schedule, vatRates[0]));

  it('follows the schedule of the platform where the profile says so', () => {
    expect(premium(bidding, 720_000)).toEqual(yuan(14_400));
  });
  it('is none where a court sells, or where it is agreed with the house', () => {
    for (const route of ['judicial', 'auction'] as const)
      expect(premium(newestProfile(route), 720_000)).toEqual(yuan(0));
  });
  it('is none by a notice from before the first schedule', () => {
    const terms = feeTermsOf(bidding, scheduleOn('2025-12-31' as CalendarDay), vatRates[0]);
    expect(premiumOf(yuan(720_000), terms)).toEqual(yuan(0));
  });
});
