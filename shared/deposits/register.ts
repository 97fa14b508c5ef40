import type { Organisation } from '../accounts/types.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { isSame } from '../kernel/money.ts';
import type { Profile } from '../listings/profile.ts';
import { type Actor, agentConfirmedBefore, refuseRegistrant } from './admission.ts';
import { barOf, type LotForBars, type PersonTag, type Principal } from './bars.ts';
import { conditions } from './conditions.ts';
import type { BarGround, DepositStatus } from './types.ts';

/** What the rules of a lot say of who may bid. */
export type BidderRules = Pick<
  Profile,
  'seller' | 'admission' | 'agentConfirmedBeforeOpening' | 'sellerMayBid' | 'creditorMayBid' | 'debtorMayBid'
>;

/** What a registration is checked against: the round and the people of its case. */
export interface LotForRegistration {
  readonly opensAt: Instant;
  /** The effective end: there is only one (3-trading-rules §3.2). */
  readonly closesAt: Instant;
  readonly rules: BidderRules;
  /** Who may not bid, and what the rules of the lot make of it (3-trading-rules §3.6). */
  readonly bars: LotForBars;
}

type Affiliation = Pick<Organisation, 'kind' | 'creditCode'>;

export type RegistrationRefusal =
  | {
      readonly code:
        | 'stale-conditions'
        | 'registration-closed'
        | 'forbidden'
        | 'not-accredited'
        | 'identity-required'
        | 'agent-too-late';
    }
  | { readonly code: 'barred'; readonly ground: BarGround };

/** Somebody who wants to bid, and for whom. */
export interface Wish {
  /** Of the organisation in whose name it is; `null`: the person that acts registers in its own. */
  readonly creditCode: string | null;
  /** Every organisation that the person is a member of, whichever they act for now. */
  readonly memberships: readonly Affiliation[];
  /** Who acts, and from where; `null` for somebody who never said who it is. */
  readonly person: { readonly tag: PersonTag; readonly country: string } | null;
  /** Whom the registrant bids for, when not for itself. */
  readonly principal: Principal | null;
}

/** Why somebody may not register for a lot, or `null`. */
export function refuseRegistration(
  lot: LotForRegistration,
  wish: Wish & {
    readonly actor: Actor;
    readonly conditionsVersion: number;
    readonly conditionsHash: string;
    readonly at: Instant;
  },
): RegistrationRefusal | null {
  if (wish.at >= lot.closesAt) return { code: 'registration-closed' };
  if (wish.conditionsVersion !== conditions.version || wish.conditionsHash !== conditions.hash)
    return { code: 'stale-conditions' };
  const as = wish.creditCode === null ? 'person' : 'organisation';
  const code = refuseRegistrant(lot.rules, wish.actor, as, wish.person !== null);
  if (code !== null) return { code };
  if (wish.principal !== null && wish.at >= agentConfirmedBefore(lot.rules, lot))
    return { code: 'agent-too-late' };
  const ground = groundFor(lot.bars, wish);
  return ground === null ? null : { code: 'barred', ground };
}

/** What bars a wish from a lot: asked at the registration, and again when somebody new is declared. */
export function groundFor(
  bars: LotForBars,
  { creditCode, memberships, person, principal }: Wish,
): BarGround | null {
  return barOf(bars, {
    creditCode,
    memberCreditCodes: memberships.map((one) => one.creditCode),
    isOfPlatform: memberships.some(({ kind }) => kind === 'operator'),
    person: person?.tag ?? null,
    // An organisation with a credit code is one of the mainland.
    country: creditCode === null ? (person?.country ?? 'CN') : 'CN',
    principal,
  });
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
