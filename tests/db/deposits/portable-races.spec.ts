import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf, fen } from '../../support/ledger.ts';
import { brokerOf, earmark, earmarkAgain, inPassing, sumsOf, withBalance } from '../../support/portable.ts';

/* Who wants the same money of one balance at once, over real connections. A lot asks for 10,000.00. */

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
});
afterAll(async () => {
  expect(await inPassing(open)).toBe(0);
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const DEPOSIT = 1_000_000;

describe('Races', () => {
  it('two lots that want the last free fen: one gets it, and the balance is never below nothing', async () => {
    for (let round = 0; round < 5; round++) {
      const number = await withBalance(open, DEPOSIT + DEPOSIT / 2);
      const lots = Array.from({ length: 6 }, () => open.newLot());
      for (const lotId of lots) await open.register(lotId, number);
      const answers = await Promise.all(lots.map((lotId) => earmarkAgain(open, lotId, number)));
      expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
      const refused = answers.filter((answer) => typeof answer !== 'string');
      expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'balance-too-low'));
      expect(await sumsOf(open, number)).toEqual([1_500_000, 500_000, DEPOSIT, 500_000]);
    }
  });

  it('one registration asked for many times at once is earmarked once', async () => {
    const number = await withBalance(open, 5 * DEPOSIT);
    const lotId = open.newLot();
    await open.register(lotId, number);
    const answers = await Promise.all(Array.from({ length: 8 }, () => earmarkAgain(open, lotId, number)));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect((await sumsOf(open, number))[2]).toBe(DEPOSIT);
  });

  it('an earmark and a withdrawal of the same money: one wins', async () => {
    for (let round = 0; round < 5; round++) {
      const number = await withBalance(open, DEPOSIT);
      const lotId = open.newLot();
      await open.register(lotId, number);
      const [held, withdrawn] = await Promise.all([
        earmarkAgain(open, lotId, number),
        open.deposits.portable.withdraw(brokerOf(number), fen(DEPOSIT)),
      ]);
      expect([held === 'held', 'id' in withdrawn].filter(Boolean)).toHaveLength(1);
      expect((await sumsOf(open, number)).slice(1, 2)).toEqual([0]);
    }
  });

  it('an earmark and the end of other lots do not wait for each other for ever', async () => {
    const number = await withBalance(open, 4 * DEPOSIT);
    const over = [open.newLot(), open.newLot(), open.newLot()];
    for (const lotId of over) await earmark(open, lotId, number);
    const next = open.newLot();
    await open.register(next, number);
    await Promise.all([...over.map((lotId) => open.endLot(lotId, null)), earmarkAgain(open, next, number)]);
    expect(await sumsOf(open, number)).toEqual([4 * DEPOSIT, 3 * DEPOSIT, DEPOSIT, 3 * DEPOSIT]);
  });
});
