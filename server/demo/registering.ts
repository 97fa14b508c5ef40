import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { readDepositReference } from '@reassign/shared/deposits/reference.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, type Instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { Modules } from '../modules.ts';
import type { Deposits } from '../deposits/index.ts';
import { appraisedValue } from './drafting.ts';
import type { PastClock } from './past-clock.ts';
import type { DemoCast, DemoKey } from './people.ts';
import type { PlannedLot } from './plan.ts';
import { payFromBalance } from './portable.ts';

interface Told {
  readonly modules: Modules;
  readonly cast: DemoCast;
  readonly clock: PastClock;
}

/** Conditions accepted and, but for those who wait, the deposit confirmed: all during the notice. */
export async function registerDemo(told: Told, lot: LotId, planned: PlannedLot, now: Instant): Promise<void> {
  const { registered, waiting = [], publishedAt } = planned;
  for (const [index, key] of [...registered, ...waiting].entries()) {
    told.clock.set(later(publishedAt, (index + 1) * HOUR));
    await registerOne(told, lot, planned, key, now);
  }
}

async function registerOne(
  { modules, cast, clock }: Told,
  lot: LotId,
  { waiting = [], closesAt, mandate, asset }: PlannedLot,
  key: DemoKey,
  now: Instant,
): Promise<void> {
  const { deposits } = modules;
  const { organisation } = cast[key];
  assert(organisation, 'a broker acts for an agency');
  const asked = mandate?.by === key ? mandate : null;
  const wish = asked ? mandateOf(cast[asked.of], asset) : conditions;
  const result = await deposits.register(lot, cast[key], wish);
  assert(result.ok, `${key} registers`);
  const { id, deposit } = result.registration;
  if (asked?.isConfirmed) {
    const answer = await deposits.answerAgent(id, cast[asked.of], true);
    assert(typeof answer !== 'string', 'the principal confirms its agent');
  }
  if (waiting.includes(key as 'agency-a')) return;
  // One agency has a balance, and earmarks what is still to end.
  if (key === 'agency-b' && closesAt > now) {
    await payFromBalance(modules, { broker: cast[key], operator: cast.operator }, id, clock.now());
    return;
  }
  const reading = readDepositReference(deposit.reference);
  assert(reading.ok, 'our own reference reads');
  clock.set(later(clock.now(), 20 * MINUTE));
  const receipt = { amount: deposit.amount, payer: organisation.name, receivedAt: clock.now() };
  const confirmed = await deposits.confirmReceipt(reading.value, receipt, cast.operator.userId);
  assert(confirmed.ok, 'the deposit is confirmed');
}

/** For a buyer, who lets its agent go up to the appraisal. */
function mandateOf(
  { organisation }: DemoCast[DemoKey],
  asset: PlannedLot['asset'],
): Parameters<Deposits['register']>[2] {
  assert(organisation, 'a buyer is an organisation');
  const { name, creditCode } = organisation;
  return {
    ...conditions,
    principal: { name, creditCode, person: null, country: 'CN' },
    authority: { cap: appraisedValue(asset) },
  };
}
