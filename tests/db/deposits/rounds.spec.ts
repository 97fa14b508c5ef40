import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { HOUR } from '@reassign/shared/kernel/instant.ts';
import { agency, endedOnTime, type OpenDeposits, openDeposits } from '../../support/deposits.ts';
import { closesAt } from '../../support/lot.ts';

/* One registration and one number per lot; a deposit for each of its rounds. */

let house: OpenDeposits;
beforeAll(async () => {
  house = await openDeposits();
});
afterAll(() => house.close());

describe('a lot with a second round', () => {
  it('asks for conditions and a deposit again, and keeps registration and number', async () => {
    const { deposits, clock } = house;
    const lotId = house.newLot();
    const number = await house.admit(lotId, 1);
    const standing = () => deposits.standing(lotId, agency(1).organisation.id);
    expect(await deposits.register(lotId, agency(1), conditions)).toMatchObject({
      refusal: { code: 'already-registered' },
    });

    await clock.advanceTo(closesAt);
    await house.endLot(lotId, null);
    expect(await standing()).toEqual({ kind: 'conditions-open' });
    expect(await deposits.heldIn(lotId)).toEqual([]);

    house.nextRound();
    await clock.advance(HOUR);
    const again = await house.register(lotId, 1);
    expect(await standing()).toEqual({ kind: 'deposit-open' });
    expect(await deposits.register(lotId, agency(1), conditions)).toMatchObject({
      refusal: { code: 'already-registered' },
    });
    expect(await house.confirm(again)).toEqual({ ok: true, status: 'held' });
    expect(await standing()).toEqual({ kind: 'bidder', bidderNumber: number });
    expect(await deposits.heldIn(lotId)).toMatchObject([{ bidderNumber: number }]);
  });

  it('sends money for the round before straight back', async () => {
    const { clock } = house;
    const lotId = house.newLot();
    const late = await house.register(lotId, 2);
    await clock.advance(HOUR);
    await house.app.db.transaction((tx) =>
      house.deposits.endLot(tx, lotId, null, { ...endedOnTime, at: clock.now() }),
    );
    expect(await house.confirm(late)).toEqual({ ok: true, status: 'released' });
  });

  it('keeps identities closed between the rounds', async () => {
    const lotId = house.newLot();
    const number = await house.admit(lotId, 3);
    await house.endLot(lotId, null);
    await expect(house.app.db.transaction((tx) => house.deposits.reveal(tx, lotId, number))).rejects.toThrow(
      'identities stay sealed',
    );
  });
});
