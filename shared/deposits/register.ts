import type { Organisation } from '../accounts/types.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { isSame } from '../kernel/money.ts';
import { barOf, type LotForBars, type PersonTag } from './bars.ts';
import { conditions } from './conditions.ts';
import type { BarGround, DepositStatus } from './types.ts';

/** What a registration is checked against: the lot's end and the people of its case. */
export interface LotForRegistration {
  /** The effective end: there is only one (3-trading-rules §3.2). */
  readonly closesAt: Instant;
  /** Who may not bid, and what the rules of the lot make of it (3-trading-rules §3.6). */
  readonly bars: LotForBars;
}

type Affiliation = Pick<Organisation, 'kind' | 'creditCode'>;

export type RegistrationRefusal =
  | { readonly code: 'stale-conditions' | 'registration-closed' }
  | { readonly code: 'barred'; readonly ground: BarGround };

/** Why an organisation may not register for a lot through this person, or `null`. */
export function refuseRegistration(
  lot: LotForRegistration,
  wish: {
    readonly organisation: Affiliation;
    /** Every organisation that the person is a member of, whichever they act for now. */
    readonly memberships: readonly Affiliation[];
    readonly person: PersonTag;
    readonly conditionsVersion: number;
    readonly conditionsHash: string;
    readonly at: Instant;
  },
): RegistrationRefusal | null {
  if (wish.at >= lot.closesAt) return { code: 'registration-closed' };
  if (wish.conditionsVersion !== conditions.version || wish.conditionsHash !== conditions.hash)
    return { code: 'stale-conditions' };
  const ground = barOf(lot.bars, {
    creditCode: wish.organisation.creditCode,
    memberCreditCodes: wish.memberships.map(({ creditCode }) => creditCode),
    isOfPlatform: wish.memberships.some(({ kind }) => kind === 'operator'),
    person: wish.person,
    relatives: [],
    mandates: [],
    bidsForItself: true,
  });
  return ground === null ? null : { code: 'barred', ground };
}

export type ReceiptRefusal = 'wrong-state' | 'amount-differs';

/** Why a receipt of money cannot be booked on a deposit, or `null`. Too little and too much are both looked at by a person. */
export function refuseReceipt(
  deposit: { readonly status: DepositStatus; readonly amount: Money },
  received: Money,
): ReceiptRefusal | null {
  if (deposit.status !== 'requested') return 'wrong-state';
  if (!isSame(deposit.amount, received)) return 'amount-differs';
  return null;
}

/** What happens to a held deposit when its lot ends: the winner's is applied to the price, the others go back. */
export const outcomeOf = (
  bidderNumber: string,
  winner: string | null,
): Extract<DepositStatus, 'applied' | 'released'> => (bidderNumber === winner ? 'applied' : 'released');
