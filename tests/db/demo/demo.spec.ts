import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { toLotSearch } from '@reassign/shared/auctions/search.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { demoKeys } from '@reassign/shared/listings/demo-keys.ts';
import type { RightView } from '@reassign/shared/listings/api.ts';
import { readCnApplication } from '@reassign/shared/listings/identifiers/cn-application.ts';
import { readCopyrightNumber } from '@reassign/shared/listings/identifiers/copyright.ts';
import { readPledgeRegistration } from '@reassign/shared/listings/identifiers/pledge-registration.ts';
import { readPublicationNumber } from '@reassign/shared/listings/identifiers/publication.ts';
import { readTrademarkNumber } from '@reassign/shared/listings/identifiers/trademark.ts';
import { openingOf } from '@reassign/shared/live/opening.ts';
import { openShare } from '@reassign/shared/verify/lot-key.ts';
import { checkSealedLog } from '@reassign/shared/verify/sealed-bids.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { prepareDemo } from '../../../server/demo/index.ts';
import { createModules, type Modules } from '../../../server/modules.ts';
import { openParts, type Parts } from '../../support/parts.ts';
import { type TestClock, testClock } from '../../support/test-clock.ts';

let clock: TestClock;
let parts: Parts;
/** As a server would after the seed: nothing of this is in its memory. */
let modules: Modules;
let said: string[];
let bankId: string;

/** What a start leaves that was killed after its first member. */
async function startCutShort(): Promise<string> {
  const { seed } = createModules(parts.deps).accounts;
  const organisation = {
    name: '晋源示范银行（虚构）',
    kind: 'bank',
    creditCode: '91140100MAD900017H',
  } as const;
  const { id } = await seed.createOrganisation(organisation);
  const maker = { name: '经办', email: 'bank-maker@demo.example' };
  await seed.createDemoMember(id, 'bank-maker', maker, 'maker');
  return id;
}

const start = async (): Promise<void> => {
  said = [];
  await prepareDemo(parts.deps, (line) => said.push(line));
  modules = createModules(parts.deps);
};

beforeAll(async () => {
  clock = testClock();
  parts = await openParts(clock);
  bankId = await startCutShort();
  await start();
}, 240_000);
afterAll(async () => {
  expect(parts.faults).toEqual([]);
  await parts.close();
});

async function lots(): Promise<LotSummary[]> {
  const all: LotSummary[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await modules.auctions.catalogue.list(toLotSearch({}), { cursor });
    if ('refusal' in page) throw new Error(page.refusal);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

async function rights(): Promise<RightView[]> {
  const notices = await modules.listings.noticesOf((await lots()).map(({ id }) => id as LotId));
  return [...notices.values()].flatMap((notice) => notice.rights.map(({ right }) => right));
}

const numbersOf = (right: RightView): string[] =>
  right.type === 'patent'
    ? [right.applicationNumber ?? '', right.publicationNumber ?? '']
    : [right.registrationNumber];

async function refuted(): Promise<unknown[]> {
  const reports = await Promise.all(
    (await lots()).map(async ({ id }) => {
      const log = await modules.auctions.logs.exportLog(id as LotId);
      return verifyLog((await text(log?.lines ?? Readable.from([]))).trimEnd().split('\n'));
    }),
  );
  return reports.filter(({ ok }) => !ok);
}

async function countOf(table: string): Promise<number> {
  const [row] = await parts.admin.sql<[{ count: number }]>`
    select count(*)::int as count from ${parts.admin.sql(table)}`;
  return row.count;
}

describe('the demo at its first start', () => {
  it('has at least 24 lots of all three types in all phases', async () => {
    const all = await lots();
    expect(all.length).toBeGreaterThanOrEqual(24);
    expect(new Set(all.map(({ phase }) => phase))).toEqual(new Set(['notice', 'open', 'sold', 'unsold']));
    const types = all.flatMap((lot) => lot.rights.map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(['patent', 'trademark', 'copyright']));
  });

  it('has lots that end 3, 10 and 30 minutes after it, and one that opens meanwhile', async () => {
    const all = await lots();
    const running = all.filter((lot) => lot.phase === 'open' && openingOf(lot, clock.now()) === null);
    const ends = running.map(({ closesAt }) => Date.parse(closesAt));
    for (const minutes of [3, 10, 30]) expect(ends).toContain(later(clock.now(), minutes * MINUTE));
    expect(ends.every((end) => end > clock.now())).toBe(true);
    const openings = all.filter(({ phase }) => phase === 'notice').map(({ opensAt }) => Date.parse(opensAt));
    expect(Math.min(...openings)).toBe(later(clock.now(), 20 * MINUTE));
  });

  it('has a lot that takes sealed bids, one that waits for a share, and one that was sold at the second price', async () => {
    const sealed = (await lots()).filter(({ offer }) => offer.format === 'sealed');
    const standing = (lot: LotSummary) => (openingOf(lot, clock.now()) === null ? lot.phase : 'waiting');
    expect(sealed.map(standing).sort()).toEqual(['open', 'sold', 'waiting']);
    expect(sealed.every(({ bidCount }) => bidCount > 1)).toBe(true);
    const waiting = sealed.find((lot) => standing(lot) === 'waiting');
    expect(waiting?.course).toEqual({ step: 'sealed-bids', keepers: [2] });
    const sold = sealed.find(({ phase }) => phase === 'sold');
    const log = await modules.auctions.logs.exportLog((sold?.id ?? '') as LotId);
    const lines = (await text(log?.lines ?? Readable.from([]))).trimEnd().split('\n');
    expect(await checkSealedLog(lines)).toEqual({ ok: true, opened: 4 });
  });

  it('has keepers whose keys a visitor may have: each opens its share of the lot that waits', async () => {
    for (const [nth, key] of (['operator', 'bank', 'supervisor'] as const).entries()) {
      const person = await modules.accounts.seed.demoPrincipal(key === 'bank' ? 'bank-checker' : key);
      const { items } = await modules.auctions.keeping.list(person?.userId ?? ('' as UserId));
      expect(items.map(({ state }) => state).sort()).toEqual(
        ['over', 'early', nth === 2 ? 'given' : 'due'].sort(),
      );
      for (const { ciphertext, recipient } of items) {
        expect(recipient).toBe(demoKeys[key].recipient);
        expect(await openShare(ciphertext, demoKeys[key].identity)).not.toBeNull();
      }
    }
  });

  it('has rights sold together: one such lot in its notice, one sold', async () => {
    const portfolios = (await lots()).filter(({ rights }) => rights.length > 1);
    expect(portfolios.map(({ phase }) => phase).sort()).toEqual(['notice', 'sold']);
    expect(portfolios.every(({ title }) => title.endsWith('等2项'))).toBe(true);
  });

  it('gave back in time what bidders of the past had paid, and its bank says that it left', async () => {
    const { total, onTime } = await modules.deposits.punctuality.figures();
    expect(total).toBeGreaterThan(30);
    expect(onTime).toBe(total);
    const paid = await modules.transfers.payouts.list('paid', 'nobody' as UserId);
    expect(paid.length).toBeGreaterThan(30);
    expect(await modules.transfers.payouts.list('sent', 'nobody' as UserId)).toEqual([]);
  });

  it('has a sell-off that two rounds led to, at the price where nobody bought', async () => {
    const lot = (await lots()).find(({ offer }) => offer.format === 'selloff');
    expect(lot).toMatchObject({ phase: 'open', round: 3, course: { step: 'held-open' }, bidCount: 0 });
    const whole = await modules.auctions.reader.lot(lot?.id as LotId);
    expect(whole?.failedRounds).toMatchObject([
      { round: 1, reason: 'no-bid' },
      { round: 2, reason: 'no-bid', start: lot?.start },
    ]);
  });

  it('has hidden reserves in every state: set, met, not met, opened with the sale and at the end', async () => {
    const all = await Promise.all((await lots()).map(({ id }) => modules.auctions.reader.lot(id as LotId)));
    const states = all.flatMap((lot) => (lot?.reserve ? [{ phase: lot.phase, ...lot.reserve }] : []));
    const state = (phase: LotSummary['phase'], isReached: boolean) =>
      states.filter((one) => one.phase === phase && (one.reached !== null) === isReached);
    expect(state('notice', false)).toMatchObject([{ opened: null }]);
    expect(state('open', true)).toMatchObject([{ opened: null }]);
    expect(state('open', false)).toMatchObject([{ opened: null }, { opened: null }]);
    expect(state('sold', true)[0]?.opened).not.toBeNull();
    expect(state('unsold', false)[0]?.opened).not.toBeNull();
  });

  it('has logs that all verify', async () => {
    expect(await refuted()).toEqual([]);
  });

  it('has a bank with maker and checker, two agencies, an operator, and robots that say so', async () => {
    const kindOf = async (key: string): Promise<string> => {
      const principal = await modules.accounts.seed.demoPrincipal(key);
      return `${principal?.organisation?.kind ?? ''} ${principal?.roles.join() ?? ''}`;
    };
    expect(await kindOf('bank-maker')).toBe('bank maker');
    expect(await kindOf('bank-checker')).toBe('bank checker');
    expect(await kindOf('agency-a')).toBe('agency broker');
    expect(await kindOf('agency-b')).toBe('agency broker');
    expect(await kindOf('operator')).toBe('operator officer');
    expect((await modules.accounts.seed.demoPrincipal('robot-a'))?.organisation?.name).toContain('自动出价');
  });

  it('makes nobody again who is there from a start that was cut short', async () => {
    const bank = async (key: string) => (await modules.accounts.seed.demoPrincipal(key))?.organisation;
    expect(await bank('bank-maker')).toMatchObject({ id: bankId, accredited: true });
    expect(await bank('bank-checker')).toMatchObject({ id: bankId });
  });

  it('has no credit code that does not check', async () => {
    const rows = await parts.admin.sql<{ code: string }[]>`
      select credit_code as code from organisation
      union select unnest(parties) from notice`;
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ code }) => !readCreditCode(code).ok)).toEqual([]);
  });

  it('has no number that does not check', async () => {
    const faults = (await rights()).filter((right) => {
      if (right.type === 'trademark') return !readTrademarkNumber(right.registrationNumber).ok;
      if (right.type === 'copyright') return !readCopyrightNumber(right.registrationNumber).ok;
      const { applicationNumber = '', publicationNumber = '' } = right;
      return !readCnApplication(applicationNumber).ok || !readPublicationNumber(publicationNumber).ok;
    });
    expect(faults).toEqual([]);
    const pledges = await parts.admin.sql<{ number: string }[]>`
      select registration_number as number from pledge`;
    expect(pledges.filter(({ number }) => !readPledgeRegistration(number).ok)).toEqual([]);
  });

  it('gave every deposit of an ended lot its end on the day of that end', async () => {
    const [row] = await parts.admin.sql<[{ ended: number; late: number; held: number }]>`
      select count(*) filter (where m.at is not null)::int as ended,
        count(*) filter (where m.at > e.at + interval '24 hours')::int as late,
        count(*) filter (where d.status = 'held')::int as held
      from ended_lot e join registration r on r.lot_id = e.lot_id
        join deposit d on d.registration_id = r.id and d.requested_at < e.at
      left join deposit_move m on m.deposit_id = d.id and m.status in ('applied', 'released')`;
    expect(row).toMatchObject({ late: 0, held: 0 });
    expect(row.ended).toBeGreaterThan(20);
  });
});

describe('the demo at a later start', () => {
  const tables = ['lot_event', 'deposit_move', 'settlement', 'organisation', 'listing', 'pledge_case'];

  it('seeds nothing while a lot is open, and takes no lot that has ended', async () => {
    const ended = () => parts.admin.sql`
      select h.lot_id, h.epoch from lot_head h join ended_lot using (lot_id) order by 1`;
    const before = [await Promise.all(tables.map(countOf)), await ended()];
    await clock.advance(MINUTE);
    await start();
    expect(said).toEqual([]);
    expect([await Promise.all(tables.map(countOf)), await ended()]).toEqual(before);
  });

  it('seeds a new batch when everything has ended, of rights with numbers of their own', async () => {
    const before = await lots();
    await clock.advance(30 * DAY);
    await start();
    expect(said).toHaveLength(2);
    const added = (await lots()).filter(({ id }) => before.every((lot) => lot.id !== id));
    expect(added.map(({ phase }) => phase).sort()).toEqual([
      ...Array<string>(8).fill('notice'),
      ...Array<string>(8).fill('open'),
    ]);
    expect(await refuted()).toEqual([]);
    const numbers = (await rights()).flatMap(numbersOf);
    expect(numbers).toHaveLength(new Set(numbers).size);
  }, 120_000);
});
