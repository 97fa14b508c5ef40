import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later } from '@reassign/shared/kernel/instant.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { noticeHash } from '@reassign/shared/listings/notice.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import {
  appraisalOf,
  caseInput,
  circumstances,
  checker,
  cny,
  jinyang,
  listingInput,
  maker,
  march,
  type OpenListings,
  openListings,
  patent,
  pledgeOf,
  today,
  value,
} from '../../support/listings.ts';

let open: OpenListings;
beforeAll(async () => {
  open = await openListings();
});
afterAll(() => open.close());

describe('publication', () => {
  it('makes listing, notice, lot and entry 1 of its log at once', async () => {
    const published = await open.desk.published();
    const lotId = published.lotId as LotId;
    const notice = await open.listings.notice(lotId);
    expect(published).toMatchObject({ status: 'published', gates: [], approvedBy: checker.name });
    expect(notice).toMatchObject({
      lotId,
      number: expect.stringMatching(/^SX-2026-\d{6}$/) as string,
      bank: jinyang.name,
      publishedAt: '2026-03-01T07:00:00.000Z',
      appraisedValue: cny(1_000_000_00),
      valuers: ['太原中信知识产权评估有限公司'],
    });

    const log = await open.database
      .sql`select seq, type, (extract(epoch from at) * 1000)::float8 as at, body from lot_event where lot_id = ${lotId}`;
    expect(log).toMatchObject([
      {
        seq: 1,
        type: 'ListingPublished',
        at: today,
        body: {
          number: notice?.number,
          title: published.title,
          round: 1,
          format: 'english',
          profile: referTo(bidding),
          start: published.start,
          increments: published.increments,
          deposit: published.deposit,
          opensAt: '2026-03-16T16:00:00.000Z',
          closesAt: '2026-03-17T16:00:00.000Z',
          ladder: [],
          noticeHash: notice && noticeHash(notice),
        },
      },
    ]);
  });

  it('counts lot numbers up within the year of Asia/Shanghai', async () => {
    const numberAt = async (at: Instant, opensAt: string, closesAt: string): Promise<string> => {
      const { caseId, rightId } = await open.desk.readyCase();
      value(
        await open.listings.setAppraisal(maker, today, caseId, rightId, {
          ...appraisalOf(1_000_000_00),
          appraisedOn: '2026-12-01',
          validUntil: '2027-11-30',
        }),
      );
      const draft = value(
        await open.listings.createListing(
          maker,
          today,
          listingInput(caseId, [rightId], { opensAt, closesAt }),
        ),
      );
      const approved = value(
        await open.listings.approve(checker, today, value(await open.listings.submit(maker, today, draft))),
      );
      const { lotId } = value(await open.listings.publish(checker, at, approved));
      return (await open.listings.notice(lotId as LotId))?.number ?? '';
    };
    const newYear = later(march('01T00:00:00.000'), 306 * 86_400_000);
    const terms = ['2027-01-20T00:00:00+08:00', '2027-01-21T00:00:00+08:00'] as const;
    const last = await numberAt(later(newYear, -1), ...terms);
    expect(last).toMatch(/^SX-2026-/);
    expect(await numberAt(newYear, ...terms)).toBe('SX-2027-000001');
    expect(await numberAt(newYear, ...terms)).toBe('SX-2027-000002');
  });

  it('tells who keeps a list of lots, after the commit', async () => {
    const told: string[] = [];
    const stop = open.listings.onPublished((lotId) => {
      told.push(lotId);
      return Promise.resolve();
    });
    const { lotId } = await open.desk.published();
    stop();
    await open.desk.published();
    expect(told).toEqual([lotId]);
  });

  it('names no natural person and not the debtor', async () => {
    const right = patent({ owners: [{ name: '欧阳志远' }, { name: '李雷' }] });
    const { caseId, rightId } = await open.desk.readyCase(
      right,
      caseInput({ debtor: { name: '韩梅梅' }, pledgor: { name: '欧阳志远' } }),
    );
    value(
      await open.listings.setPledge(maker, today, caseId, rightId, {
        ...pledgeOf(jinyang),
        pledgor: '欧阳志远',
      }),
    );
    const draft = value(await open.listings.createListing(maker, today, listingInput(caseId, [rightId])));
    const submitted = value(await open.listings.submit(maker, today, draft));
    const approved = value(await open.listings.approve(checker, today, submitted));
    const { lotId } = value(await open.listings.publish(checker, today, approved));
    const notice = await open.listings.notice(lotId as LotId);
    expect(notice?.rights[0]).toMatchObject({
      right: { owners: [{ name: '欧阳某' }, { name: '李某' }] },
      pledge: { pledgor: '欧阳某' },
    });
    expect(JSON.stringify(notice)).not.toMatch(/志远|李雷|韩/);
  });

  it('says who sells and who may not bid', async () => {
    const { lotId } = await open.desk.published();
    const notice = await open.listings.notice(lotId as LotId);
    expect(await open.listings.sellerOf(lotId as LotId)).toEqual({
      number: notice?.number,
      title: notice?.title,
      publishedAt: Date.parse(notice?.publishedAt ?? ''),
      payment: { paymentDays: 10, instalments: undefined },
      organisation: { id: jinyang.id, name: jinyang.name, creditCode: jinyang.creditCode },
    });
    const parties = ['91140100MA0K00013E', '91140100MA0K00064N', '91140100MA0K00072H', '91140100MA0K00080C'];
    expect(await open.listings.partiesOf(lotId as LotId)).toEqual(parties);
    const grounds = ['seller', 'debtor', 'pledgor', 'auxiliary'];
    expect(await open.listings.rolesOf(lotId as LotId)).toEqual(
      parties.map((creditCode, nth) => ({ ground: grounds[nth], creditCode })),
    );
    expect(await open.listings.noticesOf([lotId as LotId])).toEqual(new Map([[lotId, notice]]));
  });

  it('keeps the notice as it was when the case changes afterwards', async () => {
    const { lotId, caseId, rightIds } = await open.desk.published();
    const before = await open.listings.notice(lotId as LotId);
    value(await open.listings.setAppraisal(maker, today, caseId, rightIds[0] ?? '', appraisalOf(1)));
    expect(await open.listings.notice(lotId as LotId)).toEqual(before);
    const after = await open.listings.findListing(
      maker,
      today,
      (await open.database.sql`select id from listing where lot_id = ${lotId}`)[0]?.['id'] as string,
    );
    expect(after).toMatchObject({ status: 'published', gates: [] });
  });
});

describe('publication is refused with the article', () => {
  const rows: [string, Partial<ListingInput>, string | null][] = [
    [
      'the start is one fen below 70 %',
      { start: cny(699_999_99), deposit: cny(69_999_99) },
      'start-out-of-range',
    ],
    ['the start is at 70 %', { start: cny(700_000_00) }, null],
    ['the deposit is one fen below 5 %', { deposit: cny(34_999_99) }, 'deposit-out-of-range'],
    ['the deposit is at 5 %', { deposit: cny(35_000_00) }, null],
    ['the deposit is at 20 %', { deposit: cny(140_000_00) }, null],
    ['the deposit is one fen above 20 %', { deposit: cny(140_000_01) }, 'deposit-out-of-range'],
    [
      'the notice is one millisecond too short',
      { opensAt: '2026-03-16T23:59:59.999+08:00' },
      'notice-too-short',
    ],
    ['the notice is just long enough', { opensAt: '2026-03-17T00:00:00.000+08:00' }, null],
    [
      'the bidding is one millisecond too short',
      { closesAt: '2026-03-17T23:59:59.999+08:00' },
      'bidding-too-short',
    ],
    ['there is no increment', { increments: [{ from: cny(0), step: cny(0) }] }, 'increment-missing'],
    ['currencies are mixed', { deposit: { amount: 70_000_00, currency: 'USD' } }, 'currency-mixed'],
  ];

  it.each(rows)('%s', async (_case, change, gate) => {
    const approved = await open.desk.approved(change);
    const before = [await open.count('lot_head'), await open.count('notice'), await open.count('lot_event')];
    const answer = await open.listings.publish(checker, today, approved);
    if (gate === null) {
      expect(value(answer).status).toBe('published');
      return;
    }
    expect(answer).toMatchObject({
      ok: false,
      problem: {
        code: 'gates-closed',
        status: 409,
        facts: { gates: [{ gate, article: expect.any(String) as string }] },
      },
    });
    expect([await open.count('lot_head'), await open.count('notice'), await open.count('lot_event')]).toEqual(
      before,
    );
    expect(await open.listings.findListing(checker, today, approved.id)).toMatchObject({
      status: 'approved',
      lotId: null,
      gates: [{ gate }],
    });
  });

  it('the pledge is missing, and says so long before', async () => {
    const { id: caseId } = value(await open.listings.createCase(maker, today, caseInput()));
    const { rights } = value(await open.listings.addRights(maker, today, caseId, [patent()]));
    const rightId = rights[0]?.id ?? '';
    value(await open.listings.setAppraisal(maker, today, caseId, rightId, appraisalOf(1_000_000_00)));
    value(await open.listings.setCircumstances(maker, today, caseId, rightId, circumstances));
    const draft = value(await open.listings.createListing(maker, today, listingInput(caseId, [rightId])));
    expect(draft.gates.map(({ gate }) => gate)).toEqual(['pledge-missing']);
    const approved = value(
      await open.listings.approve(checker, today, value(await open.listings.submit(maker, today, draft))),
    );
    expect(await open.listings.publish(checker, today, approved)).toMatchObject({
      problem: {
        code: 'gates-closed',
        facts: { gates: [{ gate: 'pledge-missing', article: '民法典 444' }] },
      },
    });
  });

  it('a right is in a lot already, until that lot ended without a sale', async () => {
    const first = await open.desk.published();
    const input = listingInput(first.caseId, first.rightIds);
    const again = value(await open.listings.createListing(maker, today, input));
    expect(again.gates.map(({ gate }) => gate)).toEqual(['right-on-sale']);
    const approved = value(
      await open.listings.approve(checker, today, value(await open.listings.submit(maker, today, again))),
    );
    expect(await open.listings.publish(checker, today, approved)).toMatchObject({
      problem: { code: 'gates-closed' },
    });
    const unsold = { type: 'LotUnsold', body: { reason: 'no-bid' }, lot: first.lotId as LotId } as const;
    await open.database.db.transaction((tx) =>
      open.listings.followUnsold(() => Promise.resolve(true))(tx, [unsold]),
    );
    expect(value(await open.listings.publish(checker, today, approved)).status).toBe('published');
  });

  it('gates are asked as of the day: what was open may be closed later', async () => {
    const approved = await open.desk.approved();
    expect(approved.gates).toEqual([]);
    expect(await open.listings.publish(checker, march('02T00:00:00.000'), approved)).toMatchObject({
      problem: { facts: { gates: [{ gate: 'notice-too-short' }] } },
    });
    expect(value(await open.listings.publish(checker, march('01T23:59:59.999'), approved)).status).toBe(
      'published',
    );
  });
});
