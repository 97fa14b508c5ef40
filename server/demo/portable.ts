import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { DepositReference } from '@reassign/shared/deposits/reference.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { RegistrationId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { Modules } from '../modules.ts';

/** What the demo's agency pays in at once: a round sum, several deposits long. */
const ONCE_MINOR = 1_000_000_00;
const ACCOUNT = '6222020412009900008';

interface People {
  readonly broker: Principal;
  readonly operator: Principal;
}

/** Takes the deposit of a registration from its agency's balance, which is paid in before when too little is free. */
export async function payFromBalance(
  { deposits }: Pick<Modules, 'deposits'>,
  { broker, operator }: People,
  registration: RegistrationId,
  at: Instant,
): Promise<void> {
  const { organisation } = broker;
  assert(organisation, 'a broker acts for an agency');
  const owners = [organisation.id];
  const first = await deposits.earmark(registration, owners);
  if (typeof first === 'string') return;
  assert(first.code === 'balance-too-low', `the demo's deposit is earmarked: ${first.code}`);
  const { amount: missing, currency } = first.missing;
  await payIn(money(Math.ceil(missing / ONCE_MINOR) * ONCE_MINOR, currency));
  assert(typeof (await deposits.earmark(registration, owners)) === 'string', 'what was paid in is free');

  async function payIn(amount: Money): Promise<void> {
    const asked = await deposits.portable.ask(broker, { way: 'transfer', amount, account: ACCOUNT });
    assert(typeof asked !== 'string', 'the demo pays in');
    const receipt = { amount, payer: organisation?.name ?? '', receivedAt: at };
    const { ok } = await deposits.confirmReceipt(
      asked.reference as DepositReference,
      receipt,
      operator.userId,
    );
    assert(ok, 'what was paid in is confirmed');
  }
}
