import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { yes } from '../../support/bank-desk.ts';
import { closesAt, type House, opensAt, type Person } from '../../support/house.ts';
import { leaksIn, Onlookers } from '../../support/onlookers.ts';
import { dump, findIn } from '../../support/planted.ts';
import { openVisitors } from '../../support/visitors.ts';
import { openWatchedHouse } from '../../support/watched-house.ts';

/*
 * A lot with a hidden reserve, from its draft to the hammer, while everything that anybody gets to see is kept: answers to
 * every visitor, frames, log lines, metrics, and every row of the database.
 */

/** The second bid, 705,000, meets it. */
const reserve = money(702_345_67, CNY);
const spellings = ['70234567', '702345.67', '702,345.67', '70.234567'];

const copies: string[] = [];
let house: House;
let logLines: readonly string[];
let onlookers: Onlookers;
let lot: LotId;

const bid = ({ browser }: Person, yuan: number) =>
  yes(
    browser.post(`/api/v1/lots/${lot}/bids`, {
      commandId: randomUUID(),
      amount: { amount: yuan * 100, currency: 'CNY' },
    }),
  );
const copy = async (): Promise<void> => {
  copies.push([...(await dump(house)).values()].join(''));
};

beforeAll(async () => {
  ({ house, logLines } = await openWatchedHouse());
  lot = await house.publishLot({}, { reserve });
  onlookers = new Onlookers(house, await openVisitors(house), [lot]);
  await onlookers.watch(await house.app.listen({ port: 0, host: '127.0.0.1' }));
  for (const agency of house.agencies) await house.admit(agency, lot);
  await copy();
  await house.moveTo(opensAt);
  await bid(house.agencies[0], 700_000);
  await bid(house.agencies[1], 705_000);
  await onlookers.read();
  await copy();
}, 240_000);
afterAll(async () => {
  onlookers.leave();
  expect(house.faults).toEqual([]);
  await house.close();
});

const leaks = () => leaksIn([...onlookers.answers, ...onlookers.frames], () => spellings);

describe('before the hammer', () => {
  it('everybody learns that it is met', () => {
    expect(onlookers.frames.some(({ text }) => text.includes('ReserveMet'))).toBe(true);
  });
  it('nobody learns the amount: in no answer, page, frame or line of the log', () => {
    expect(onlookers.answers.length).toBeGreaterThan(100);
    expect(leaks()).toEqual([]);
    expect(findIn(logLines.join(''), spellings)).toEqual([]);
  });
  it('no row of the database has it', () => {
    expect(copies.flatMap((rows) => findIn(rows, spellings))).toEqual([]);
  });
});

describe('after it', () => {
  it('the public log has it', async () => {
    await house.moveTo(closesAt);
    const { body } = await house.app.inject({ url: `/api/v1/lots/${lot}/log` });
    expect(findIn(body, spellings)).not.toEqual([]);
  });
});
