import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { PayInView } from '@reassign/shared/deposits/portable/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../../support/bank-desk.ts';
import { type House, opensAt } from '../../support/house.ts';
import { cny } from '../../support/listings.ts';
import { leaksIn, Onlookers, type Seen } from '../../support/onlookers.ts';
import {
  balancesIn,
  dump,
  findIn,
  OF_NAMES,
  OF_PEOPLE,
  rowsWith,
  saysWho,
  whoIs,
} from '../../support/planted.ts';
import { openVisitors, type VisitorName } from '../../support/visitors.ts';
import { openWatchedHouse } from '../../support/watched-house.ts';

/* An agency that takes the deposits of two lots from its balance, while everything that anybody gets to see is kept. */

const ACCOUNT = '6222020100112233445';
let house: House;
let logLines: readonly string[];
let onlookers: Onlookers;
let answers: Seen[];
let lots: LotId[];
let secrets: string[];
let registrations: RegistrationView[];
const copies: Map<string, string>[] = [];

beforeAll(async () => {
  ({ house, logLines } = await openWatchedHouse());
  lots = [await house.publishLot(), await house.publishLot()];
  const visitors = await openVisitors(house);
  const [agency, other] = house.agencies;
  secrets = [ACCOUNT, ...(await whoIs(house, agency)), ...(await saysWho(agency, 710))];
  onlookers = new Onlookers(house, visitors, lots);
  ({ answers } = onlookers);
  await onlookers.watch(await house.app.listen({ port: 0, host: '127.0.0.1' }));
  const { browser, organisation } = agency;
  const post = <Body>(path: string, body: object) =>
    yes<Body>(browser.send('POST', path, body, { headers: { 'idempotency-key': randomUUID() } }));
  const wanted = { way: 'transfer', amount: cny(345_678_00), account: ACCOUNT };
  const { reference, amount } = await post<PayInView>('/api/v1/portable-deposit/pay-ins', wanted);
  const receivedAt = new Date(house.clock.now()).toISOString();
  const receipt = { amount, payer: organisation.name, receivedAt };
  await yes(house.operator.browser.post(`/api/v1/deposits/${reference}/receipts`, receipt));
  const accepted = { conditionsVersion: conditions.version, conditionsHash: conditions.hash };
  for (const lot of lots) {
    const { id } = await post<RegistrationView>(`/api/v1/lots/${lot}/registrations`, accepted);
    await post(`/api/v1/registrations/${id}/earmark`, {});
    await house.admit(other, lot);
  }
  copies.push(await dump(house));
  await house.moveTo(opensAt);
  ({ items: registrations } = await yes<{ items: RegistrationView[] }>(browser.get('/api/v1/registrations')));
  const bid = { commandId: randomUUID(), amount: cny(700_000_00) };
  await yes(browser.post(`/api/v1/lots/${lots[0] ?? ''}/bids`, bid));
  await onlookers.read();
  copies.push(await dump(house));
}, 400_000);
afterAll(async () => {
  onlookers.leave();
  expect(house.faults).toEqual([]);
  await house.close();
});

/** What would tie somebody to a lot. */
const ties = () => [
  ...[...lots, 'SX-2026-00000'],
  ...registrations.flatMap(({ id, bidderNumber }) => [id, bidderNumber ?? '']),
];
const secretsFor = (visitor: VisitorName): string[] => (visitor === 'broker' ? [] : secrets);

describe('an earmark, before the end', () => {
  it('the test sees what there is: the balance and its lots on the own page, the payer at the operator’s desk', () => {
    const own = answers.filter(
      ({ visitor, what }) => visitor === 'broker' && what.includes('/portable-deposit'),
    );
    expect(own.some(({ text }) => findIn(text, lots).length === 2)).toBe(true);
    expect(registrations.map(({ deposit }) => deposit.isEarmarked)).toEqual([true, true]);
    const desk = answers.filter(({ visitor, what }) => visitor === 'officer' && OF_NAMES.test(what));
    expect(leaksIn(desk, () => secrets).length).toBeGreaterThan(0);
  });

  it('names the agency to nobody else, and its account to nobody at all', () => {
    expect(
      leaksIn(
        answers.filter(({ what }) => !OF_NAMES.test(what)),
        secretsFor,
      ),
    ).toEqual([]);
    expect(leaksIn(answers, () => [ACCOUNT])).toEqual([]);
    expect(findIn(logLines.join(''), secrets)).toEqual([]);
  });

  it('leaves no lot, number or registration where the operator reads names', () => {
    expect(
      leaksIn(
        answers.filter(({ what }) => OF_NAMES.test(what)),
        ties,
      ),
    ).toEqual([]);
  });

  it('shows in no statement of a lot, to nobody', () => {
    const statements = answers.filter(({ what }) => /\/lots\/[^/]+\/statement/.test(what));
    expect(statements.length).toBeGreaterThan(0);
    expect(leaksIn(statements, () => ['portable', 'earmark'])).toEqual([]);
  });
});

describe('a copy of the database without the key', () => {
  it('has the name of whoever paid in only where people are kept', () => {
    const named = copies
      .flatMap((copy) => [...copy])
      .filter(([table]) => !OF_PEOPLE.includes(table))
      .flatMap(([table, text]) => findIn(text, secrets).map((secret) => `${table}: ${secret}`));
    expect(named).toEqual([]);
  });

  it('joins no balance to a lot, a number, a registration or a deposit, in no row and in no transaction', async () => {
    const { balances, deposits, mixed } = await balancesIn(house);
    expect([balances.length, deposits.length]).toEqual([3, 4]);
    const named = rowsWith(copies, balances);
    expect(new Set(named.map(({ table }) => table))).toContain('ledger_posting');
    expect(named.filter(({ row }) => findIn(row, [...ties(), ...deposits]).length > 0)).toEqual([]);
    expect(mixed).toEqual([]);
  });
});
