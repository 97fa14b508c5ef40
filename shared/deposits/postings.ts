import type { LotId, RegistrationId } from '../kernel/ids.ts';
import type { Account } from '../ledger/account.ts';
import { transfer } from '../ledger/entries.ts';
import type { Reason } from '../ledger/reasons.ts';
import type { Post } from '../ledger/types.ts';
import type { Profile } from '../listings/profile.ts';
import type { Deposit, DepositStatus } from './types.ts';

/** A deposit as the books know it: by its registration, never by a number or a name. */
export interface BookedDeposit extends Pick<Deposit, 'id' | 'reference' | 'amount'> {
  readonly registration: RegistrationId;
  readonly lot: LotId;
}

type PriceGoesTo = Profile['priceGoesTo'];

/** What happens to a deposit. `lies`: where its money is, in cash or brought by a statement and unmatched; a sale whose deposit was applied may still be undone, or its buyer default. */
export type DepositChange =
  | { readonly from: 'requested'; readonly to: 'held'; readonly lies: Account }
  | { readonly from: 'held'; readonly to: 'applied'; readonly priceGoesTo: PriceGoesTo }
  | { readonly from: 'held'; readonly to: 'released' | 'forfeited' }
  | { readonly from: 'applied'; readonly to: 'released' | 'forfeited'; readonly priceGoesTo: PriceGoesTo };

/**
 * Whether the court has the deposit, or is about to get it: that nobody here settles or gives back, whatever becomes of the
 * sale (法释〔2016〕18号 24, 25, 31).
 */
export const isWithCourt = (change: DepositChange): boolean =>
  change.from === 'applied' && change.priceGoesTo === 'court';

/** One move has one transaction, whoever asks for it and however often. */
export const postingKey = (deposit: Pick<Deposit, 'id'>, to: DepositStatus): string =>
  `deposit:${deposit.id}:${to}`;

/** The transaction of a move; `null` when no money is asked for (法释〔2016〕18号 art. 17), or when it is the court's already. */
export function postingOf(
  deposit: BookedDeposit,
  change: DepositChange,
  actor: string,
): Omit<Post, 'type'> | null {
  const { amount, reference } = deposit;
  if (amount.amount === 0 || isWithCourt(change)) return null;
  const [debit, credit] = accountsOf(deposit, change);
  const isEarmarked = change.to === 'held' && change.lies.kind === 'earmark';
  return {
    key: postingKey(deposit, change.to),
    reason: isEarmarked ? 'deposit-earmarked' : reasonOf[change.to],
    ...{ reference, actor, entries: transfer(debit, credit, amount) },
  };
}

const reasonOf = {
  held: 'deposit-received',
  applied: 'deposit-applied',
  released: 'deposit-released',
  forfeited: 'deposit-forfeited',
} as const satisfies Record<DepositChange['to'], Reason>;

function accountsOf(
  { registration, lot, amount: { currency } }: BookedDeposit,
  change: DepositChange,
): readonly [debit: Account, credit: Account] {
  const held: Account = { kind: 'deposit', registration, currency };
  if (change.to === 'held') return [change.lies, held];
  const price = (to: PriceGoesTo): Account => ({ kind: to === 'court' ? 'court' : 'escrow', lot, currency });
  if (change.to === 'applied') return [held, price(change.priceGoesTo)];
  const from = change.from === 'applied' ? price(change.priceGoesTo) : held;
  return change.to === 'released'
    ? [from, { kind: 'refund-due', registration, currency }]
    : [from, { kind: 'forfeit', lot, currency }];
}
