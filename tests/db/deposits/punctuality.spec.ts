import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { openDeposits, type OpenDeposits, operator, otherOperator } from '../../support/deposits.ts';
import { closesAt } from '../../support/lot.ts';

/* Whether losers get their deposits back in time: told to everybody, and to the operator before it is too late. */

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
});
afterAll(() => open.close());

const figures = () => open.deposits.punctuality.figures();
const watch = () => open.deposits.punctuality.watch();

/** What waits for an account gets one, and two people release it. */
async function instruct(): Promise<void> {
  const { refunds, payouts } = open.transfers;
  for (const { id, payer } of await refunds.list(operator)) {
    await refunds.state(
      id,
      { holder: payer, account: '62220000', bank: '', bankCode: '', reason: '来函' },
      operator,
    );
    await refunds.answer(id, true, otherOperator);
  }
  const batch = await payouts.collect(operator);
  await payouts.releaseBatch(batch?.id ?? '', otherOperator);
}

describe('Deposits that go back', () => {
  it('are counted for everybody, on time or late; those that nothing has ended call before they are late', async () => {
    const onTime = open.newLot();
    const forgotten = open.newLot();
    const winner = await open.admit(onTime, 1);
    for (const number of [2, 3]) await open.admit(onTime, number);
    for (const number of [4, 5]) await open.admit(forgotten, number);
    expect(await figures()).toEqual({ total: 0, onTime: 0 });

    open.takesNoBidders();
    await open.clock.advanceTo(later(closesAt, MINUTE));
    await open.endLot(onTime, winner);
    // Released, and on nobody's way yet.
    expect(await figures()).toEqual({ total: 0, onTime: 0 });
    await instruct();
    expect(await figures()).toEqual({ total: 2, onTime: 2 });
    expect(await watch()).toEqual([]);

    const dueAt = later(closesAt, DAY);
    await open.clock.advanceTo(later(dueAt, -5 * HOUR));
    expect(await watch()).toEqual([{ lotId: forgotten, deposits: 2, dueAt, alarm: 'soon' }]);
    expect(await figures()).toEqual({ total: 2, onTime: 2 });

    await open.clock.advanceTo(later(dueAt, MINUTE));
    expect(await watch()).toEqual([{ lotId: forgotten, deposits: 2, dueAt, alarm: 'late' }]);
    expect(await figures()).toEqual({ total: 4, onTime: 2 });

    // Late is late: neither the release nor the instruction mends it.
    await open.endLot(forgotten, null);
    await open.clock.advance(2 * MINUTE);
    expect(await watch()).toEqual([{ lotId: forgotten, deposits: 2, dueAt, alarm: 'late' }]);
    expect(await figures()).toEqual({ total: 4, onTime: 2 });
    await instruct();
    await open.clock.advance(2 * MINUTE);
    expect(await watch()).toEqual([]);
    expect(await figures()).toEqual({ total: 4, onTime: 2 });
  });
});
