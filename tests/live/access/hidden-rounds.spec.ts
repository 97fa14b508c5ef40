import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { type Instant, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { usualDutch } from '@reassign/shared/listings/dutch.ts';
import { yes } from '../../support/bank-desk.ts';
import { ownFor, registerAs } from '../../support/bidders.ts';
import { closesAt, type House, opensAt, type Person } from '../../support/house.ts';
import { leaksIn, Onlookers, type Seen } from '../../support/onlookers.ts';
import { dump, findIn, OF_NAMES, OF_PEOPLE, saysWho, whoIs } from '../../support/planted.ts';
import { openVisitors, type VisitorName } from '../../support/visitors.ts';
import { openWatchedHouse } from '../../support/watched-house.ts';

/*
 * A lot whose seller names priority purchasers and hides a reserve: nobody meets it in the first round, the next one falls
 * and is under seal, while everything that anybody gets to see is kept. Amounts are not round, so that nothing else says
 * them by chance.
 */

const LEVEL = 5 * MINUTE;
const fallBegins: Instant = later(closesAt, 16 * 24 * 60 * MINUTE);
const fallEnds = later(fallBegins, usualDutch.levels * LEVEL);
const cny = (yuan: number) => money(Math.round(yuan * 100), CNY);

/** What nobody may read, and what only the one who hid it may. */
const reserve = cny(912_345.67);
const OF_RESERVE = ['91234567', '912345.67', '912,345.67', '91.234567'];
/** Said by the seller of the first and the third: only its own people see it again. */
const REASON = '按共有协议第七条';
const hidden: Partial<Record<VisitorName, readonly string[]>> = {
  broker: ['87654321', '876,543.21', '54321987', '543,219.87'],
  'other broker': ['53219876', '532,198.76'],
};

const copies: Map<string, string>[] = [];
let house: House;
let logLines: readonly string[];
let onlookers: Onlookers;
let lot: LotId;
/** A priority purchaser, somebody else, another priority purchaser: of the last one nobody looks on. */
let bidders: readonly Person[];
let identities: readonly string[][];
let registrations: readonly RegistrationView[];

const owners: readonly VisitorName[] = ['broker', 'other broker'];
const sellers: readonly VisitorName[] = ['maker', 'checker', 'reader'];
const secretsFor = (visitor: VisitorName): string[] =>
  identities.filter((_, nth) => owners[nth] !== visitor).flat();

const send = ({ browser }: Person, path: string, body: object) =>
  yes(
    browser.send('POST', `/api/v1/lots/${lot}/${path}`, body, {
      headers: { 'idempotency-key': randomUUID() },
    }),
  );
const bid = (by: Person, yuan: number, maximum?: number) =>
  send(by, 'bids', {
    commandId: randomUUID(),
    amount: cny(yuan),
    ...(maximum !== undefined && { maximum: cny(maximum) }),
  });
const byForm = (by: Person, body: object) => send(by, 'bids/by-form', { commandId: randomUUID(), ...body });

/** Whose money comes in under the name of who sends it. */
async function pay({ browser, organisation }: Person): Promise<void> {
  const { deposit } = await registerAs({ browser }, lot);
  const receipt = {
    amount: deposit.amount,
    payer: organisation.name,
    receivedAt: toRfc3339(house.clock.now()),
  };
  await yes(house.operator.browser.post(`/api/v1/deposits/${deposit.reference}/receipts`, receipt));
}

async function firstRound(): Promise<void> {
  const [first, plain, third] = bidders as [Person, Person, Person];
  for (const [{ organisation }, rank] of [
    [first, 1],
    [third, 2],
  ] as const) {
    const { name, creditCode } = organisation;
    const who = { kind: 'organisation', name, creditCode };
    await send(house.checker, 'priority-purchasers', { who, rank, ground: 'co-owner', reason: REASON });
  }
  for (const one of bidders) await pay(one);
  copies.push(await dump(house));
  await house.moveTo(opensAt);
  await bid(plain, 700_000);
  await bid(third, 700_000);
  await bid(first, 700_000, 876_543.21);
  await bid(plain, 710_000);
  await onlookers.read();
  copies.push(await dump(house));
}

async function secondRound(): Promise<void> {
  const [first, plain, third] = bidders as [Person, Person, Person];
  await house.moveTo(later(closesAt, MINUTE));
  for (const one of bidders) await pay(one);
  await house.moveTo(later(fallBegins, 10 * LEVEL));
  await byForm(third, { form: 'level', level: 10, amount: cny(504_000) });
  await house.moveTo(fallEnds);
  await byForm(first, { form: 'hidden', amount: cny(543_219.87) });
  await byForm(plain, { form: 'hidden', amount: cny(532_198.76) });
  await onlookers.read();
  copies.push(await dump(house));
}

beforeAll(async () => {
  ({ house, logLines } = await openWatchedHouse());
  const round = { format: 'dutch' as const, start: cny(560_000) };
  const ladder = [{ ...round, opensAt: toRfc3339(fallBegins), closesAt: toRfc3339(fallEnds) }];
  lot = await house.publishLot({ ladder, floor: cny(112_000) }, { reserve });
  bidders = [...house.agencies, await house.newcomer('agency', ['broker'])];
  identities = await Promise.all(
    bidders.map(async (one, nth) => [...(await whoIs(house, one)), ...(await saysWho(one, 800 + nth))]),
  );
  onlookers = new Onlookers(house, await openVisitors(house), [lot]);
  await onlookers.watch(await house.app.listen({ port: 0, host: '127.0.0.1' }));
  await firstRound();
  await secondRound();
  const own = await Promise.all(bidders.map((one) => ownFor(one, lot)));
  registrations = own.flatMap((one) => one ?? []);
}, 360_000);
afterAll(async () => {
  onlookers.leave();
  expect(house.faults).toEqual([]);
  await house.close();
});

/** The list of what the seller declared, and its page: they name those whom it named. */
const isDeclared = ({ what }: Seen): boolean =>
  /(?:\/declarations|\/bank\/lots\/[^/]+\/bidders) 200$/.test(what);
const ties = () => registrations.flatMap(({ id, bidderNumber }) => [id, bidderNumber ?? '']);
const everything = (): Seen[] => [...onlookers.answers, ...onlookers.frames];
const rows = (): string[] => copies.flatMap((copy) => [...copy.values()]);

describe('a priority purchaser, a second round, a fall and what is under seal', () => {
  it('the test sees what there is', () => {
    const said = onlookers.frames.map(({ text }) => text).join('');
    for (const type of ['BidMatched', 'MaximumSet', 'RoundAnnounced', 'LevelAccepted', 'HiddenBidPlaced'])
      expect(said).toContain(`"${type}"`);
    expect(registrations.map(({ rank }) => rank)).toEqual([1, null, 2]);
    expect(logLines.length).toBeGreaterThan(100);
  });

  it('no answer and no frame names a bidder to anybody else', () => {
    const answers = onlookers.answers.filter((seen) => !OF_NAMES.test(seen.what) && !isDeclared(seen));
    expect(leaksIn(answers, secretsFor)).toEqual([]);
    expect(leaksIn(onlookers.frames, () => identities.flat())).toEqual([]);
  });

  it('whom the seller named its own people read again, with no number and no registration', () => {
    const named = onlookers.answers.filter(isDeclared);
    expect(new Set(named.map(({ visitor }) => visitor))).toEqual(new Set(sellers));
    expect(leaksIn(named, () => [REASON])).not.toEqual([]);
    expect(leaksIn(named, ties)).toEqual([]);
    const others = everything().filter((seen) => !isDeclared(seen));
    expect(leaksIn(others, () => [REASON])).toEqual([]);
  });

  it('where names are read there is no lot, no number and no registration', () => {
    const named = onlookers.answers.filter(({ what }) => OF_NAMES.test(what));
    expect(leaksIn(named, () => identities.flat())).not.toEqual([]);
    expect(leaksIn(named, () => [lot, ...ties()])).toEqual([]);
  });

  it('a maximum and a bid under seal are told to whoever hid them, and to nobody else', () => {
    const all = Object.values(hidden).flat();
    const ofOthers = (visitor: VisitorName) => all.filter((one) => !hidden[visitor]?.includes(one));
    expect(leaksIn(everything(), ofOthers)).toEqual([]);
    for (const [visitor, [amount = '']] of Object.entries(hidden))
      expect(onlookers.answers.some((seen) => seen.visitor === visitor && seen.text.includes(amount))).toBe(
        true,
      );
    expect(findIn([...logLines, ...rows()].join(''), all)).toEqual([]);
  });

  it('the reserve that nobody met is told to nobody, not after the first round either', () => {
    expect(leaksIn(everything(), () => OF_RESERVE)).toEqual([]);
    expect(findIn([...logLines, ...rows()].join(''), OF_RESERVE)).toEqual([]);
  });

  it('no line of the server’s log says who bids, or whom the seller named', () => {
    expect(findIn(logLines.join(''), [...identities.flat(), REASON])).toEqual([]);
  });

  it('a copy of the database without the key does not either', () => {
    const named = copies
      .flatMap((copy) => [...copy])
      .filter(([table]) => !OF_PEOPLE.includes(table))
      .flatMap(([table, text]) =>
        findIn(text, [...identities.flat(), REASON]).map((one) => `${table}: ${one}`),
      );
    expect(named).toEqual([]);
    const ofPeople = copies.flatMap((copy) => OF_PEOPLE.map((table) => copy.get(table) ?? ''));
    expect(findIn(ofPeople.join(''), [lot, ...ties()])).toEqual([]);
  });
});
