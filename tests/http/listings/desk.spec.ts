import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import { type BankDesk, lawfulTimes, openBankDesk, yes } from '../../support/bank-desk.ts';
import { caseInput, cnNumber, cny, listingInput, patent } from '../../support/listings.ts';

let desk: BankDesk;
beforeAll(async () => {
  desk = await openBankDesk();
});
afterAll(() => desk.server.close());

const get = async (browser = desk.maker, path = ''): Promise<unknown> => (await browser.get(path)).body;

describe('the bank’s desk', () => {
  it('goes from a case to a published lot', async () => {
    const draft = await desk.draft();
    expect(draft).toMatchObject({ status: 'draft', revision: 1, gates: [], mine: false, lotId: null });
    const submitted = await yes<ListingView>(desk.move(desk.maker, draft, 'submit'));
    expect(submitted).toMatchObject({
      status: 'submitted',
      revision: 2,
      submittedBy: 'maker@bank.example',
      mine: true,
    });
    const approved = await yes<ListingView>(desk.move(desk.checker, submitted, 'approve'));
    expect(approved).toMatchObject({ status: 'approved', approvedBy: 'checker@bank.example', mine: false });
    const published = await yes<ListingView>(desk.move(desk.checker, approved, 'publish'));
    expect(published).toMatchObject({ status: 'published', lotId: expect.any(String) as string });

    const notice = await yes<NoticeView>(
      desk.server.browser().get(`/api/v1/lots/${published.lotId ?? ''}/notice`),
    );
    expect(notice).toMatchObject({
      lotId: published.lotId,
      title: draft.title,
      appraisedValue: cny(1_000_000_00),
    });
  });

  it('the checker sends it back with a reason, the maker edits and submits again', async () => {
    const submitted = await yes<ListingView>(desk.move(desk.maker, await desk.draft(), 'submit'));
    const returned = await yes<ListingView>(
      desk.move(desk.checker, submitted, 'return', { reason: '起始价偏低' }),
    );
    const reason = { by: 'checker@bank.example', reason: '起始价偏低' };
    expect(returned).toMatchObject({ status: 'draft', submittedBy: null, returned: reason });
    const { caseId, rightIds } = returned;
    const input = listingInput(caseId, rightIds, { ...lawfulTimes, start: cny(800_000_00) });
    const edited = await desk.maker.send('PUT', `/api/v1/listings/${returned.id}`, input, {
      headers: { 'if-match': `"${returned.revision}"` },
    });
    expect(edited).toMatchObject({
      status: 200,
      body: { start: cny(800_000_00), revision: returned.revision + 1, returned: reason },
    });
    const again = await yes<ListingView>(
      desk.move(desk.maker, edited.body as unknown as ListingView, 'submit'),
    );
    expect(again.returned).toBeNull();
  });

  it('writes every number in its normal form and knows the same right again', async () => {
    const number = cnNumber(4_711);
    const spelled = ` ZL ${number.replace('.', '')} `;
    const { id } = await yes<CaseView>(desk.maker.post('/api/v1/cases', caseInput()));
    const path = `/api/v1/cases/${id}/rights`;
    const once = await yes<CaseView>(
      desk.maker.post(path, { rights: [patent({ applicationNumber: spelled })] }),
    );
    expect(once.rights.map(({ right }) => right)).toMatchObject([{ applicationNumber: number }]);
    const again = await yes<CaseView>(
      desk.maker.post(path, { rights: [patent({ applicationNumber: number })] }),
    );
    expect(again).toEqual(once);
  });

  it('keeps the order of the file', async () => {
    const { id } = await yes<CaseView>(desk.maker.post('/api/v1/cases', caseInput()));
    const rights = Array.from({ length: 20 }, (_, index) => patent({ title: `第${index + 1}件` }));
    const view = await yes<CaseView>(desk.maker.post(`/api/v1/cases/${id}/rights`, { rights }));
    expect(view.rights.map(({ right }) => right.title)).toEqual(rights.map(({ title }) => title));
  });

  it('lists by status and page by page, newest first', async () => {
    const drafts = [await desk.draft(), await desk.draft()].map(({ id }) => id).sort();
    await yes(desk.move(desk.maker, await desk.draft(), 'submit'));
    const list = (await get(desk.checker, '/api/v1/listings?status=draft')) as { items: ListingView[] };
    expect(new Set(list.items.map(({ status }) => status))).toEqual(new Set(['draft']));
    const ids = list.items.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(ids).toEqual(expect.arrayContaining(drafts));
    const rest = (await get(desk.checker, `/api/v1/listings?cursor=${drafts[1] ?? ''}`)) as {
      items: ListingView[];
    };
    expect(rest.items.every(({ id }) => id < (drafts[1] ?? ''))).toBe(true);
    expect(rest.items.map(({ id }) => id)).toContain(drafts[0]);
  });

  it('answers a repeated request as the first time', async () => {
    const headers = { 'idempotency-key': 'case-1' };
    const input = caseInput({ reference: 'JD-ONCE' });
    const first = await desk.maker.send('POST', '/api/v1/cases', input, { headers });
    const second = await desk.maker.send('POST', '/api/v1/cases', input, { headers });
    expect(second).toMatchObject({ status: 201, body: first.body });
    const other = await desk.maker.send('POST', '/api/v1/cases', caseInput(), { headers });
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-mismatch' } });
  });
});

describe('another bank', () => {
  const foreign: [string, (ids: Ids) => [method: 'GET' | 'POST' | 'PUT', path: string, body?: object]][] = [
    ['reads a case', ({ caseId }) => ['GET', `/api/v1/cases/${caseId}`]],
    ['edits a case', ({ caseId }) => ['PUT', `/api/v1/cases/${caseId}`, caseInput()]],
    ['adds rights', ({ caseId }) => ['POST', `/api/v1/cases/${caseId}/rights`, { rights: [patent()] }]],
    [
      'lists from a case',
      ({ caseId, rightId }) => ['POST', '/api/v1/listings', listingInput(caseId, [rightId])],
    ],
    ['reads a listing', ({ id }) => ['GET', `/api/v1/listings/${id}`]],
    [
      'edits a listing',
      ({ id, caseId, rightId }) => ['PUT', `/api/v1/listings/${id}`, listingInput(caseId, [rightId])],
    ],
    ['submits a listing', ({ id }) => ['POST', `/api/v1/listings/${id}/submit`]],
    ['approves a listing', ({ id }) => ['POST', `/api/v1/listings/${id}/approve`]],
    ['returns a listing', ({ id }) => ['POST', `/api/v1/listings/${id}/return`, { reason: 'x' }]],
    ['publishes a listing', ({ id }) => ['POST', `/api/v1/listings/${id}/publish`]],
  ];
  interface Ids {
    readonly id: string;
    readonly caseId: string;
    readonly rightId: string;
  }
  const missing: Ids = {
    id: '019cd000-0000-7000-8000-00000000dead',
    caseId: '019cd000-0000-7000-8000-00000000dead',
    rightId: '019cd000-0000-7000-8000-00000000dead',
  };
  let existing: Ids;
  beforeAll(async () => {
    const { id, caseId, rightIds } = await desk.draft();
    existing = { id, caseId, rightId: rightIds[0] ?? '' };
  });

  it.each(foreign)('%s: the same answer as for one that does not exist', async (_what, request) => {
    const ask = async (ids: Ids) => {
      const [method, path, body] = request(ids);
      return desk.stranger.send(method, path, body, { headers: { 'if-match': '"1"' } });
    };
    const [there, nowhere] = [await ask(existing), await ask(missing)];
    expect(there).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect({ ...there, setCookies: [] }).toEqual({ ...nowhere, setCookies: [] });
    expect(await get(desk.maker, `/api/v1/listings/${existing.id}`)).toMatchObject({
      revision: 1,
      status: 'draft',
    });
  });

  it('uses its own case with a foreign right: not found', async () => {
    const own = await yes<CaseView>(desk.stranger.post('/api/v1/cases', caseInput()));
    const input = listingInput(own.id, [existing.rightId]);
    expect(await desk.stranger.post('/api/v1/listings', input)).toMatchObject({ status: 404 });
  });

  it('sees nothing of it in its lists', async () => {
    expect(JSON.stringify(await get(desk.stranger, '/api/v1/listings'))).not.toContain(existing.id);
    expect(JSON.stringify(await get(desk.stranger, '/api/v1/cases'))).not.toContain(existing.caseId);
  });
});
