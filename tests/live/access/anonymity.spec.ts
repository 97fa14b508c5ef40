import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../../support/bank-desk.ts';
import { closesAt, type House, opensAt, type Person } from '../../support/house.ts';
import { leaksIn, Onlookers, type Seen } from '../../support/onlookers.ts';
import { dump, findIn, OF_NAMES, OF_PEOPLE, saysWho, valuesBehind, whoIs } from '../../support/planted.ts';
import { hideSealedBid, type SealedSecret } from '../../support/sealed-secret.ts';
import { openVisitors, type VisitorName, type Visitors } from '../../support/visitors.ts';
import { openWatchedHouse } from '../../support/watched-house.ts';

/* A whole sale with two agencies on two lots, while everything that anybody gets to see is kept: answers to every visitor,
   frames, log lines, metrics, and at the end of it every row of the database. */

/** The database when the deposits were confirmed, and while the lots are open: some rows live two days only. */
const copies: Map<string, string>[] = [];
let house: House;
let logLines: readonly string[];
let visitors: Visitors;
let onlookers: Onlookers;
/** What everybody was answered and sent. */
let answers: Seen[];
let frames: Seen[];
let lots: LotId[];
let sealed: SealedSecret;
/** What would say who the agencies are: of the first, of the second. */
let identities: [string[], string[]];
let registrations: RegistrationView[][];

const owners: readonly VisitorName[] = ['broker', 'other broker'];

/** What one visitor may not learn: everything about every agency but the own. */
const secretsFor = (visitor: VisitorName): string[] =>
  identities.filter((_, index) => owners[index] !== visitor).flat();

const fresh = () => ({ headers: { 'idempotency-key': randomUUID() } });
const accepted = { conditionsVersion: conditions.version, conditionsHash: conditions.hash };
const register = ({ browser }: Person, lot: LotId): Promise<RegistrationView> =>
  yes<RegistrationView>(browser.send('POST', `/api/v1/lots/${lot}/registrations`, accepted, fresh()));

async function confirm({ deposit }: RegistrationView, payer: string): Promise<void> {
  const receipt = { amount: deposit.amount, payer, receivedAt: new Date(house.clock.now()).toISOString() };
  const path = `/api/v1/deposits/${deposit.reference}/receipts`;
  await yes(house.operator.browser.send('POST', path, receipt, fresh()));
}

const cny = (yuan: number) => ({ amount: yuan * 100, currency: 'CNY' });
const bid = ({ browser }: Person, lot: LotId, yuan: number, maximum?: number) =>
  yes(
    browser.post(`/api/v1/lots/${lot}/bids`, {
      commandId: randomUUID(),
      amount: cny(yuan),
      ...(maximum !== undefined && { maximum: cny(maximum) }),
    }),
  );

/** How far the platform may bid for the first agency: not a round number, so that nothing else says it by chance. */
const FAR = 876_543;
const far = [String(FAR * 100), '876,543', '87.6543', '捌拾柒万陆仟伍佰肆拾叁'];

const move = ({ browser }: Person, lot: LotId, body: object) =>
  yes(browser.send('POST', `/api/v1/lots/${lot}/moves`, body, fresh()));
const reason = '公开说明的理由';

/** Beside the bidding: the lot is paused, resumed and put right, and an agency keeps a search for it. */
async function whatElseHappens(lot: LotId): Promise<void> {
  const changes = [{ pointer: '/description', before: '整体出让，权利状态以登记簿为准。', after: '新' }];
  await move(house.operator, lot, { move: 'pause', cause: 'fault', reason });
  await onlookers.read();
  await move(house.checker, lot, { move: 'resume', reason });
  await move(house.checker, lot, { move: 'correct', changes, reason });
  const search = { name: '我的搜索', query: 'q=%E7%94%B5%E6%B1%A0' };
  for (const { browser } of house.agencies)
    await yes(browser.send('POST', '/api/v1/saved-searches', search, fresh()));
}

const own = async ({ browser }: Person): Promise<RegistrationView[]> => {
  const { items } = await yes<{ items: RegistrationView[] }>(browser.get('/api/v1/registrations'));
  return lots.flatMap((lot) => items.filter(({ lotId }) => lotId === lot));
};

beforeAll(async () => {
  ({ house, logLines } = await openWatchedHouse());
  lots = [await house.publishLot(), await house.publishLot()];
  sealed = await hideSealedBid(house);
  visitors = await openVisitors(house);
  identities = [await whoIs(house, house.agencies[0]), await whoIs(house, house.agencies[1])];
  for (const [index, agency] of house.agencies.entries())
    identities[index]?.push(...(await saysWho(agency, 700 + index)));
  onlookers = new Onlookers(house, visitors, [...lots, sealed.lot]);
  ({ answers, frames } = onlookers);
  await onlookers.watch(await house.app.listen({ port: 0, host: '127.0.0.1' }));
  for (const agency of house.agencies)
    for (const lot of lots) await confirm(await register(agency, lot), agency.organisation.name);
  copies.push(await dump(house));
  await onlookers.read();
  await house.moveTo(opensAt);
  await sealed.bid();
  registrations = await Promise.all(house.agencies.map(own));
  for (const lot of lots) {
    await bid(house.agencies[1], lot, 700_000);
    await bid(house.agencies[0], lot, 705_000, FAR);
    await bid(house.agencies[1], lot, 720_000);
  }
  await whatElseHappens(lots[0] ?? ('' as LotId));
  await onlookers.tryAll(owners);
  await onlookers.read();
  copies.push(await dump(house));
}, 240_000);
afterAll(async () => {
  onlookers.leave();
  expect(house.faults).toEqual([]);
  await house.close();
});

const numbers = () => registrations.flat().map(({ bidderNumber }) => bidderNumber ?? '');
/** What would tie somebody to a lot. */
const ties = () => [...lots, 'SX-2026-00000', ...numbers(), ...registrations.flat().map(({ id }) => id)];

describe('before the end', () => {
  it('the test sees what there is: numbers in frames and answers, names at the operator’s desk', () => {
    expect(frames.filter(({ text }) => text.includes('BidAccepted')).length).toBeGreaterThan(20);
    expect(answers.filter(({ text }) => findIn(text, numbers()).length > 0).length).toBeGreaterThan(20);
    expect(leaksIn(answers, () => identities.flat()).length).toBeGreaterThan(4);
    expect(logLines.length).toBeGreaterThan(100);
  });

  it('what is drawn, listed, exported and counted is all among what was read', () => {
    const read = new Set(
      answers.filter(({ what }) => what.endsWith(' 200')).map(({ what }) => what.split(' ')[1] ?? ''),
    );
    const [lot = ''] = lots;
    for (const path of [
      ...[
        '/',
        '/en',
        '/lots',
        `/lots/${lot}`,
        `/en/lots/${lot}/live`,
        `/verify?lot=${lot}`,
        '/calendar',
        '/agencies',
      ],
      ...['/metrics', '/feed.atom', '/calendar.ics', `/lots/${lot}.ics`, '/sitemap.xml', '/sitemaps/1.xml'],
      ...[
        '/api/v1/lots.csv',
        '/api/v1/results.csv',
        `/api/v1/lots/${lot}/maximum`,
        '/api/v1/saved-searches',
        '/api/v1/profiles',
        `/api/v1/lots/${lot}/log`,
        `/api/v1/lots/${lot}/inclusion?seq=1`,
      ],
      ...['/.well-known/reassign-keys.json', '/operator', '/operator/rules', '/bank', '/agency'],
      '/account/searches',
    ])
      expect([path, read.has(path)]).toEqual([path, true]);
    expect(answers.some(({ what }) => / 4\d\d$/.test(what))).toBe(true);
  });

  it('no answer names an agency to anybody else', () => {
    expect(
      leaksIn(
        answers.filter(({ what }) => !OF_NAMES.test(what)),
        secretsFor,
      ),
    ).toEqual([]);
  });

  it('where names are read there is no lot, no bidder number and no registration', () => {
    const named = answers.filter(({ what }) => OF_NAMES.test(what));
    expect(new Set(named.map(({ visitor }) => visitor))).toContain('officer');
    expect(named.some(({ what }) => what.includes('/agencies'))).toBe(true);
    expect(leaksIn(named, ties)).toEqual([]);
  });

  it('no frame names an agency, not even to itself', () => {
    expect(leaksIn(frames, () => identities.flat())).toEqual([]);
  });

  it('no line of the server’s log names an agency', () => {
    expect(findIn(logLines.join(''), identities.flat())).toEqual([]);
  });
});

describe('what is hidden on purpose', () => {
  it('a maximum is told to its own bidder, and to nobody else', () => {
    const others = [...answers, ...frames].filter(({ visitor }) => visitor !== 'broker');
    expect(leaksIn(others, () => far)).toEqual([]);
    expect(findIn([...logLines, ...copies.flatMap((copy) => [...copy.values()])].join(''), far)).toEqual([]);
    const told = answers.filter(({ text }) => findIn(text, far).length > 0);
    expect(new Set(told.map(({ visitor }) => visitor))).toEqual(new Set(['broker']));
    expect(told.some(({ what }) => what.includes('/maximum 200'))).toBe(true);
  });

  it('a sealed bid is told to nobody, not even to its own bidder, and its key lies nowhere', () => {
    const kept = [...logLines, ...copies.flatMap((copy) => [...copy.values()])].join('');
    expect(kept).toContain('SealedBidPlaced');
    expect(frames.some(({ text }) => text.includes('SealedBidPlaced'))).toBe(true);
    expect(leaksIn([...answers, ...frames], () => [...sealed.secrets])).toEqual([]);
    expect(findIn(kept, sealed.secrets)).toEqual([]);
  });

  it('whoever moved a lot stands in its log by a role and a commitment', async () => {
    const people = await Promise.all([whoIs(house, house.operator), whoIs(house, house.checker)]);
    // Who runs the platform and who sells is no secret: who of them moved the lot is.
    const movers = people.flatMap(([, , , ...person]) => person);
    const publicly = [...answers, ...frames].filter(({ visitor }) => visitor === 'stranger');
    expect(publicly.some(({ text }) => text.includes('NoticeCorrected'))).toBe(true);
    expect(publicly.some(({ text }) => text.includes('"phase":"paused"'))).toBe(true);
    expect(leaksIn(publicly, () => movers)).toEqual([]);
    expect(copies.flatMap((copy) => findIn(copy.get('lot_event') ?? '', movers))).toEqual([]);
    expect(copies[1]?.get('lot_event')).toContain('NoticeCorrected');
  });
});

describe('a copy of the database without the key', () => {
  it('has no row of a lot, a registration or a deposit with a name in it', () => {
    const named = copies
      .flatMap((copy) => [...copy])
      .filter(([table]) => !OF_PEOPLE.includes(table))
      .flatMap(([table, text]) => findIn(text, identities.flat()).map((secret) => `${table}: ${secret}`));
    expect(named).toEqual([]);
    expect(copies[0]?.get('idempotent_request')).not.toBe('');
  });

  it('has no row about people with a lot or a number in it', () => {
    const tables = copies.flatMap((copy) => [...copy]).filter(([table]) => OF_PEOPLE.includes(table));
    expect([...new Set(tables.map(([table]) => table))].sort()).toEqual([...OF_PEOPLE].sort());
    const tied = tables.flatMap(([table, text]) => findIn(text, ties()).map((tie) => `${table}: ${tie}`));
    expect(tied).toEqual([]);
  });

  it('holds no number of a document, nor the name in it, not even where people are kept', () => {
    const said = identities.flatMap((one) => one.slice(-2));
    expect(said).toHaveLength(4);
    expect(copies.flatMap((copy) => [...copy].flatMap(([, text]) => findIn(text, said)))).toEqual([]);
  });

  it('does not tell that one agency is in two lots', async () => {
    const [[first, second] = [], others = []] = registrations;
    if (!first || !second) throw new Error('the first agency is in both lots');
    const shared = (await valuesBehind(house, first.id)).intersection(await valuesBehind(house, second.id));
    const everybodys = (await Promise.all(others.map(({ id }) => valuesBehind(house, id)))).reduce((a, b) =>
      a.union(b),
    );
    expect([...shared.difference(everybodys)]).toEqual([]);
    expect(new Set(numbers()).size).toBe(4);
  });
});

describe('after the end', () => {
  it('the confirmation names the winner; nobody else, and nothing else, is named', async () => {
    for (const lot of lots) await bid(house.agencies[1], lot, FAR + 10_000);
    await house.moveTo(closesAt);
    onlookers.forget();
    await onlookers.read();
    const [losing, winning] = identities;
    const [, name = '', creditCode = ''] = winning;
    expect(
      leaksIn(
        answers.filter(({ what }) => !OF_NAMES.test(what)),
        (visitor) => (visitor === 'broker' ? [] : losing),
      ),
    ).toEqual([]);

    const naming = answers.filter(
      ({ visitor, what, text }) =>
        visitor !== 'other broker' && !OF_NAMES.test(what) && findIn(text, winning).length > 0,
    );
    const parties: VisitorName[] = ['maker', 'checker', 'reader'];
    // The seller reads in its settlement whom it sold to, and the operator who has to pay.
    const seeSettlement = new Set<VisitorName>([...parties, 'officer']);
    const isSettlement = ({ what }: Seen): boolean => what.endsWith('/settlement 200');
    expect(new Set(naming.filter(isSettlement).map(({ visitor }) => visitor))).toEqual(seeSettlement);
    const papers = naming.filter((one) => !isSettlement(one));
    expect(papers.filter(({ what }) => !what.includes('/confirmation')).map(({ what }) => what)).toEqual([]);
    // As an answer, and as a page in two languages.
    expect(papers).toHaveLength((Object.keys(visitors).length - 1) * lots.length * 3);
    for (const { visitor, text } of papers)
      expect(findIn(text, winning)).toEqual(parties.includes(visitor) ? [name, creditCode] : [name]);
    // Everybody reads everything.
  }, 180_000);
});
