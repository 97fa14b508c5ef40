import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import {
  agency,
  endedOnTime,
  openDeposits,
  type OpenDeposits,
  operator,
  otherOperator,
} from '../../support/deposits.ts';
import { closesAt } from '../../support/lot.ts';

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
});
afterAll(() => open.close());

const statuses = async (lotId: LotId): Promise<string[]> =>
  (await open.movesOf(lotId)).map(({ status }) => status);

describe('registering many times at once', () => {
  it('makes one registration and one deposit', async () => {
    const lotId = open.newLot();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => open.deposits.register(lotId, agency(1), conditions)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    expect(new Set(refused)).toEqual(new Set(['already-registered']));
    expect(await statuses(lotId)).toEqual(['requested']);
  });
});

describe('a receipt that two operators confirm at the same time', () => {
  it('has one effect: one number, one line in the history', async () => {
    const lotId = open.newLot();
    const reference = await open.register(lotId, 1);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, nth) =>
        open.confirm(reference, nth % 2 === 0 ? operator : otherOperator),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toEqual([{ ok: true, status: 'held' }]);
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(refused).toEqual(Array<string>(11).fill('wrong-state'));
    expect(await statuses(lotId)).toEqual(['requested', 'held']);
    expect(await open.deposits.heldIn(lotId)).toHaveLength(1);
  });

  it('gives everybody of a lot another number, however many at once', async () => {
    const lotId = open.newLot();
    const references = await Promise.all(Array.from({ length: 20 }, (_, nth) => open.register(lotId, nth)));
    await Promise.all(references.map((reference) => open.confirm(reference)));
    const numbers = (await open.deposits.heldIn(lotId)).map(({ bidderNumber }) => bidderNumber);
    expect(new Set(numbers).size).toBe(20);
    expect(numbers.every((number) => /^[1-9]\d{5}$/.test(number))).toBe(true);
  });
});

describe('a receipt that races the end of its lot', () => {
  it('and comes second goes straight back and buys no number', async () => {
    const lotId = open.newLot();
    const reference = await open.register(lotId, 1);
    const { receipt } = await open.app.db.transaction(async (tx) => {
      await open.deposits.endLot(tx, lotId, null, endedOnTime);
      const racing = open.confirm(reference);
      await open.untilWaiting(1);
      return { receipt: racing };
    });
    expect(await receipt).toEqual({ ok: true, status: 'released' });
    expect(await statuses(lotId)).toEqual(['requested', 'held', 'released']);
    expect(await open.deposits.standing(lotId, agency(1).organisation.id)).toEqual({ kind: 'deposit-open' });
  });

  it('and comes first is held and released with the others', async () => {
    const lotId = open.newLot();
    const reference = await open.register(lotId, 1);
    const answers = await open.admin.sql.begin(async (sql) => {
      // The receipt gets as far as its number, and holds the lot meanwhile.
      await sql`select from registration where lot_id = ${lotId} for update`;
      const receipt = open.confirm(reference);
      await open.untilWaiting(1);
      const end = open.endLot(lotId, null);
      await open.untilWaiting(2);
      return { receipt, end };
    });
    await answers.end;
    expect(await answers.receipt).toEqual({ ok: true, status: 'held' });
    expect(await statuses(lotId)).toEqual(['requested', 'held', 'released']);
  });

  it('is never held afterwards, whoever wins', async () => {
    const lots = Array.from({ length: 20 }, () => open.newLot());
    await Promise.all(
      lots.map(async (lotId, nth) => {
        const reference = await open.register(lotId, 1);
        const end = () => open.endLot(lotId, null);
        const receipt = () => open.confirm(reference);
        await Promise.all(nth % 2 === 0 ? [end(), receipt()] : [receipt(), end()]);
      }),
    );
    for (const lotId of lots) expect(await statuses(lotId)).toEqual(['requested', 'held', 'released']);
  });
});

describe('the end of a lot', () => {
  it('applies the deposit of the winner and releases the others, once, however often it is told', async () => {
    const lotId = open.newLot();
    const winner = await open.admit(lotId, 1);
    await open.admit(lotId, 2);
    await open.register(lotId, 3);
    await Promise.all([open.endLot(lotId, winner), open.endLot(lotId, winner)]);
    const ends = (await open.movesOf(lotId)).filter(({ actor }) => actor === 'platform');
    expect(ends.map(({ status }) => status).sort()).toEqual(['applied', 'released']);
    expect(await open.deposits.heldIn(lotId)).toEqual([]);
  });

  it('is due when the version of the rules says, from the effective end on', async () => {
    const lotId = open.newLot();
    await open.admit(lotId, 1);
    await open.admit(lotId, 2);
    const end = {
      at: later(closesAt, 7),
      endedAt: closesAt,
      rules: { ...bidding, losersRefundMs: 36 * HOUR },
    };
    const winner = (await open.deposits.heldIn(lotId))[0]?.bidderNumber ?? '';
    await open.app.db.transaction((tx) => open.deposits.endLot(tx, lotId, winner, end));
    const ends = (await open.movesOf(lotId)).filter(({ actor }) => actor === 'platform');
    expect(ends.map(({ status, dueAt }) => ({ status, dueAt }))).toEqual([
      { status: 'applied', dueAt: null },
      { status: 'released', dueAt: later(closesAt, 36 * HOUR) },
    ]);
  });

  it('is written with the time of our instruction, not with that of the end', async () => {
    const lotId = open.newLot();
    await open.admit(lotId, 1);
    await open.clock.advanceTo(later(closesAt, 3 * HOUR));
    await open.endLot(lotId, null);
    expect((await open.movesOf(lotId)).at(-1)).toMatchObject({
      status: 'released',
      at: later(closesAt, 3 * HOUR),
    });
  });
});

describe('who stands behind a number', () => {
  it('is opened after the end only, and only for the winner', async () => {
    const lotId = open.newLot();
    const reading = () => open.app.db.transaction((tx) => open.deposits.reveal(tx, lotId, '100001'));
    await expect(reading()).rejects.toThrow('identities stay sealed until the end');
    await open.endLot(lotId, null);
    await expect(reading()).rejects.toThrow('identities stay sealed until the end');
    await open.app.db.transaction((tx) =>
      open.deposits.endLot(tx, lotId, '100001', { ...endedOnTime, at: later(closesAt, 1) }),
    );
    await expect(reading()).rejects.toThrow('the winner of a lot is registered for it');
  });
});
