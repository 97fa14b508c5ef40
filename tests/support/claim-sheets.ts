import type { ClaimSheetInput } from '@reassign/shared/listings/claim-sheet-api.ts';
import { cny } from './listings.ts';

/** As of 1 February 2026: the seller's own claim, registered in 2024, behind one of another bank with a maximum. */
export const claimSheetOf = (rightIds: string[], change: Partial<ClaimSheetInput> = {}): ClaimSheetInput => ({
  asOf: '2026-02-01',
  claims: [
    {
      ...{ holder: { name: '晋阳银行股份有限公司' }, isOwn: true },
      ...{ principal: cny(800_000_00), interest: cny(42_345_67), penalty: cny(0), costs: cny(0) },
      accrual: { daysOfYear: 360, interestBps: 435, penaltyBps: 218 },
      penaltyPlace: 'with-interest',
      registrations: [{ number: 'Y2024980001234', registeredOn: '2024-03-15', rightIds }],
    },
    {
      ...{ holder: { name: '渤海示范银行股份有限公司' }, isOwn: false },
      ...{ principal: cny(300_000_00), interest: cny(10_000_00), penalty: cny(0), costs: cny(0) },
      penaltyPlace: 'after-principal',
      registrations: [
        {
          ...{ number: 'Y2023980000777', registeredOn: '2023-05-04', rightIds },
          maximum: { cap: cny(200_000_00), covers: 'everything' },
        },
      ],
    },
  ],
  costs: [{ kind: 'appraisal', amount: cny(12_000_00), payee: '太原示范评估所', voucher: 'PG-2026-17' }],
  ...change,
});
