import type { OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { StatedPayment } from '@reassign/shared/listings/payment-plan.ts';
import { march } from './listings.ts';
import type { SettlementDeps } from '../../server/settlement/service.ts';

export const sellerId = '019cd000-0000-7000-9000-0000000000b1' as OrganisationId;

/** Every round ended when its outcome was written, under the rules of a bank's sale unless others are named. */
export const roundEndUnder =
  (rules: Profile): SettlementDeps['roundEnd'] =>
  ({ at }) =>
    Promise.resolve({ at, endedAt: at, rules, format: 'english' });

/** Every lot is this bank's, under a number of its own; of the days for payment its notice says this. */
export const sellerUnder =
  (payment: StatedPayment): SettlementDeps['seller'] =>
  (lotId) =>
    Promise.resolve({
      number: `SX-2026-${lotId.slice(-6)}`,
      title: '一种滚子链条',
      publishedAt: march('01T10:00:00.000'),
      payment,
      organisation: { id: sellerId, name: '晋阳银行股份有限公司' },
    });

export const seller = sellerUnder({});
