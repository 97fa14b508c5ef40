import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { BillView } from '@reassign/shared/settlement/bills/api.ts';
import { BALANCE, officers, type Sales, type SoldLot } from './sales.ts';

/* The platform's bills of sales over the real modules. */

export const officer = officers[0] as Principal;

/** Of one sale, as somebody sees them, in the order of their numbers. */
export async function billsOf(sales: Sales, { lot }: SoldLot, who: Principal = officer): Promise<BillView[]> {
  const { items } = await sales.money.bills.list(who, {});
  return items.filter(({ lotId }) => lotId === lot).toReversed();
}

/** Hammered, and paid by one transfer. */
export async function sellPaid(sales: Sales): Promise<SoldLot> {
  const sale = await sales.sell();
  await sales.transfer(sale, BALANCE);
  return sale;
}
