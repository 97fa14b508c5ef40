import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { closesAt } from '../../support/lot.ts';

/* Whether losers get their deposits back in time: told to everybody, and to the operator before it is too late. */

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
});
afterAll(() => open.close());

const figures = () => open.deposits.punctuality.figures();
const watch = () => open.deposits.punctuality.watch();

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
    expect(await figures()).toEqual({ total: 2, onTime: 2 });
    expect(await watch()).toEqual([]);

    const dueAt = later(closesAt, DAY);
    await open.clock.advanceTo(later(dueAt, -5 * HOUR));
    expect(await watch()).toEqual([{ lotId: forgotten, deposits: 2, dueAt, alarm: 'soon' }]);
    expect(await figures()).toEqual({ total: 2, onTime: 2 });

    await open.clock.advanceTo(later(dueAt, MINUTE));
    expect(await watch()).toEqual([{ lotId: forgotten, deposits: 2, dueAt, alarm: 'late' }]);
    expect(await figures()).toEqual({ total: 4, onTime: 2 });

    // Late is late: the instruction does not mend it.
    await open.endLot(forgotten, null);
    await open.clock.advance(2 * MINUTE);
    expect(await watch()).toEqual([]);
    expect(await figures()).toEqual({ total: 4, onTime: 2 });
  });
});
