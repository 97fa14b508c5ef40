import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { type Money, money, subtract } from '@reassign/shared/kernel/money.ts';
import type { PayInInput } from '@reassign/shared/deposits/portable/api.ts';
import type { PortableRefusal } from '@reassign/shared/deposits/portable/balance.ts';
import { booksOf } from '@reassign/shared/deposits/portable/postings.ts';
import { ownerFor, type PortableOwner } from './owner.ts';
import { createPayIns, type PayInsDeps } from './pay-ins.ts';
import { createStatement, type StatementDeps } from './statement.ts';
import { createWithdrawals, type WithdrawalsDeps } from './withdrawals.ts';

export interface PortableDeps {
  readonly personOf: (user: UserId) => Promise<{ readonly name: string } | null>;
}

export type Portable = ReturnType<typeof createPortable>;

/** Deposits for any lot, as their own side uses them. Whose it is not, learns nothing of it. */
export function createPortable(deps: PortableDeps & PayInsDeps & StatementDeps & WithdrawalsDeps) {
  const payIns = createPayIns(deps);
  const statement = createStatement(deps);
  const { withdraw } = createWithdrawals(deps);
  const ownerOf = (principal: Principal): Promise<PortableOwner | null> => ownerFor(principal, deps.personOf);
  const foundOf = (owner: PortableOwner | null) =>
    owner === null ? Promise.resolve(null) : payIns.findOwn(deps.db, owner.id);

  return {
    payIns,
    payInViewOf: statement.payInViewOf,

    async seenBy(principal: Principal) {
      const owner = await ownerOf(principal);
      return statement.of(owner, await foundOf(owner));
    },

    async ask(principal: Principal, input: PayInInput) {
      const owner = await ownerOf(principal);
      return owner === null ? ('identity-required' as const) : payIns.ask(owner, input);
    },

    async cancel(principal: Principal, id: string) {
      const owner = await ownerOf(principal);
      return owner === null ? ('not-found' as const) : payIns.cancel(id, owner.id);
    },

    async pay(principal: Principal, id: string, language: 'zh' | 'en') {
      const owner = await ownerOf(principal);
      return owner === null ? ('not-found' as const) : payIns.pay(id, owner.id, language);
    },

    async withdraw(principal: Principal, amount: Money): Promise<PortableRefusal | { readonly id: string }> {
      const owner = await ownerOf(principal);
      const found = await foundOf(owner);
      if (owner && found) return withdraw(found, amount, principal.userId);
      if (amount.currency !== CNY) return { code: 'wrong-currency' };
      const free = money(0, CNY);
      return { code: 'balance-too-low', free, missing: subtract(amount, free) };
    },

    /** Under what ids an organisation's own accounts stand in the books, beside those of its registrations. */
    async booksOf(organisation: OrganisationId) {
      const found = await payIns.findOwn(deps.db, organisation);
      return found ? [booksOf(found.id)] : [];
    },
  };
}
