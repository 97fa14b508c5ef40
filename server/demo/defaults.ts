import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { Modules } from '../modules.ts';
import { demoCast } from './people.ts';

/** The sale of the past whose buyer does not pay: the one whose notice promised the runner-up an offer. */
export async function unpaidSale({ listings, sales }: Modules): Promise<LotId | null> {
  for (const { lot } of await sales.balances.overdue())
    if ((await listings.notice(lot))?.runnerUpDays !== undefined) return lot;
  return null;
}

/**
 * Two officers find that the buyer defaulted. The running server annuls the sale a moment after it has started, and the
 * runner-up has a letter in the mailbox.
 */
export async function findDefault({ accounts, sales }: Modules, lot: LotId): Promise<void> {
  const { operator, 'operator-b': second } = await demoCast(accounts);
  await sales.balances.missOverdue();
  const sale = (await sales.reviews.queue(operator)).find((one) => one.lot === lot);
  assert(sale, 'a missed deadline waits for two people');
  const none = money(0, CNY);
  const outcome = { kind: 'buyer-default', losses: { costs: none, commissions: none } } as const;
  const seen = sale.events.length;
  const reason = '催告后仍未付款（演示）。';
  const proposed = await sales.reviews.propose(lot, operator, { seen, outcome, reason });
  const confirmed = await sales.reviews.confirm(lot, second, seen + 1);
  assert(proposed.ok && confirmed.ok, 'two people found the default');
}
