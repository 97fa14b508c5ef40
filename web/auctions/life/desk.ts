import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { LotView } from '@reassign/shared/auctions/api.ts';

export type Desk = 'operator' | 'seller';

/** From which desk this person sees a lot, if any: the server asks again. */
export function deskOf({ organisation, roles }: MeView, lot: Pick<LotView, 'bank'>): Desk | null {
  if (organisation?.kind === 'operator' && roles.includes('officer')) return 'operator';
  const isSeller = organisation?.kind === 'bank' && organisation.name === lot.bank;
  return isSeller && roles.includes('checker') ? 'seller' : null;
}
