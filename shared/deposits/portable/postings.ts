import type { PortableId, RegistrationId } from '../../kernel/ids.ts';
import type { Money } from '../../kernel/money.ts';
import type { Account } from '../../ledger/account.ts';
import { transfer } from '../../ledger/entries.ts';
import type { Post } from '../../ledger/types.ts';

type Posting = Omit<Post, 'type'>;

/**
 * Under what id a portable deposit stands in the books: its own, which names nobody, as a registration's does. So refunds and
 * disputes of what was paid in are booked as those of a deposit are.
 */
export const booksOf = (portable: PortableId): RegistrationId => portable as string as RegistrationId;

const freeIn = (portable: PortableId, { currency }: Money): Account => ({
  kind: 'portable-deposit',
  registration: booksOf(portable),
  currency,
});

/** Where the money of an earmark lies on its way between the two: no transaction names a balance and a registration. */
export const earmarkIn = ({ currency }: Pick<Money, 'currency'>): Account => ({ kind: 'earmark', currency });

/** A portable deposit on one side of an earmark. */
export interface Earmarked {
  readonly id: string;
  readonly portable: PortableId;
  readonly amount: Money;
}

/** Money that was paid in; `lies`: where it is until then. */
export const paidInPosting = (
  paid: {
    readonly id: string;
    readonly portable: PortableId;
    readonly reference: string;
    readonly amount: Money;
  },
  lies: Account,
  actor: string,
): Posting => ({
  ...{ key: `pay-in:${paid.id}`, reason: 'deposit-received', reference: paid.reference, actor },
  entries: transfer(lies, freeIn(paid.portable, paid.amount), paid.amount),
});

/** Out of the balance, for some lot; the deposit takes it from there in a transaction of its own. */
export const earmarkPosting = ({ id, portable, amount }: Earmarked): Posting => ({
  ...{ key: `earmark:${id}:held`, reason: 'deposit-earmarked', reference: null, actor: 'deposits' },
  entries: transfer(freeIn(portable, amount), earmarkIn(amount), amount),
});

/** What a released deposit is due goes back where it was earmarked: two transactions, and none names both. */
export const returnPostings = (
  { id, portable, amount }: Earmarked,
  deposit: { readonly id: string; readonly registration: RegistrationId; readonly reference: string },
): readonly [Posting, Posting] => {
  const { registration, reference } = deposit;
  const due: Account = { kind: 'refund-due', registration, currency: amount.currency };
  return [
    {
      ...{ key: `deposit:${deposit.id}:returned`, reason: 'deposit-released', reference, actor: 'deposits' },
      entries: transfer(due, earmarkIn(amount), amount),
    },
    {
      ...{ key: `earmark:${id}:released`, reason: 'deposit-released', reference: null, actor: 'deposits' },
      entries: transfer(earmarkIn(amount), freeIn(portable, amount), amount),
    },
  ];
};

/** Free money on its way back; each of its sources takes its part from there. */
export const withdrawalPosting = (
  { id, portable, amount }: { readonly id: string; readonly portable: PortableId; readonly amount: Money },
  actor: string,
): Posting => ({
  ...{ key: `withdrawal:${id}`, reason: 'deposit-withdrawn', reference: null, actor },
  entries: transfer(
    freeIn(portable, amount),
    { kind: 'refund-due', registration: booksOf(portable), currency: amount.currency },
    amount,
  ),
});
