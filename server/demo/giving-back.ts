import { createHash } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Modules } from '../modules.ts';
import type { DemoCast } from './people.ts';

/**
 * What the platform's people do after an end: one states to which account a deposit goes back, another confirms it, and the
 * payouts are released in a batch. All of it at the moment that the clock shows.
 */
export async function giveBack(
  { transfers: { refunds, payouts } }: Pick<Modules, 'transfers'>,
  { operator, 'operator-b': second }: DemoCast,
): Promise<void> {
  for (const { id, payer } of await refunds.list(operator.userId)) {
    const account = { holder: payer, account: accountOf(payer), bank: '演示银行（虚构）', bankCode: '' };
    const stated = await refunds.state(id, { ...account, reason: '与付款回单一致（演示）' }, operator.userId);
    assert(typeof stated !== 'string', 'an account of the payer is stated');
    const confirmed = await refunds.answer(id, true, second.userId);
    assert(typeof confirmed !== 'string', 'another person confirms it');
  }
  const batch = await payouts.collect(operator.userId);
  if (!batch) return;
  const file = await payouts.releaseBatch(batch.id, second.userId);
  assert(typeof file !== 'string', 'another person releases the batch');
}

/** An invented account, the same for the same payer. */
const accountOf = (payer: string): string =>
  `6222${(createHash('sha256').update(payer).digest().readUInt32BE() % 1e9).toString().padStart(15, '0')}`;
