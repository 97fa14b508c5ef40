import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { binds, type Registrant } from '@reassign/shared/deposits/admission.ts';
import { isLess, type Money, subtract } from '@reassign/shared/kernel/money.ts';

/** What is missing for a deposit; `null` when enough is free. Of another currency nothing is. */
export function freeMissing(free: Money, amount: Money): Money | null {
  if (free.currency !== amount.currency) return amount;
  return isLess(free, amount) ? subtract(amount, free) : null;
}

/** Whose portable deposit this person acts on: the organisation's that it binds, or its own. */
const ownerOf = (me: Pick<MeView, 'organisation' | 'roles'>): Registrant =>
  binds(me) ? 'organisation' : 'person';

/** Whether the deposit of a registration may come from the portable one that this person sees. */
export const mayEarmark = (
  me: Pick<MeView, 'organisation' | 'roles'>,
  { as, deposit }: Pick<RegistrationView, 'as' | 'deposit'>,
): boolean => deposit.status === 'requested' && as === ownerOf(me);
