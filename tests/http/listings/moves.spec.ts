import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseView, ListingInput, ListingView } from '@reassign/shared/listings/api.ts';
import { type BankDesk, lawfulTimes, openBankDesk, yes } from '../../support/bank-desk.ts';
import { caseInput, cny, listingInput } from '../../support/listings.ts';

let desk: BankDesk;
beforeAll(async () => {
  desk = await openBankDesk();
});
afterAll(() => desk.server.close());

describe('If-Match', () => {
  let draft: ListingView;
  let input: ListingInput;
  beforeEach(async () => {
    draft = await desk.draft();
    input = listingInput(draft.caseId, draft.rightIds, { ...lawfulTimes, title: '改' });
  });
  const put = (headers: Record<string, string>) =>
    desk.maker.send('PUT', `/api/v1/listings/${draft.id}`, input, { headers });

  it('missing: 428', async () => {
    expect(await put({})).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    expect(await desk.maker.post(`/api/v1/listings/${draft.id}/submit`)).toMatchObject({ status: 428 });
  });

  it.each(['"0"', '"2"', '1', '*', 'W/"1"', '"1", "2"'])('not what is there (%s): 412', async (ifMatch) => {
    expect(await put({ 'if-match': ifMatch })).toMatchObject({
      status: 412,
      body: { code: 'precondition-failed' },
    });
    expect((await desk.maker.get(`/api/v1/listings/${draft.id}`)).body).toMatchObject({ revision: 1 });
  });

  it('of two who saw the same revision, one writes', async () => {
    const answers = await Promise.all([put({ 'if-match': '"1"' }), put({ 'if-match': '"1"' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('of a case too', async () => {
    const path = `/api/v1/cases/${draft.caseId}`;
    const { revision } = await yes<CaseView>(desk.maker.get(path));
    const edit = (headers: Record<string, string>) => desk.maker.send('PUT', path, caseInput(), { headers });
    expect(await edit({})).toMatchObject({ status: 428 });
    expect(await edit({ 'if-match': `"${revision - 1}"` })).toMatchObject({ status: 412 });
    expect(await edit({ 'if-match': `"${revision}"` })).toMatchObject({
      status: 200,
      body: { revision: revision + 1 },
    });
  });
});

describe('states', () => {
  it('what was submitted is not edited, approved twice or published early', async () => {
    const submitted = await yes<ListingView>(desk.move(desk.maker, await desk.draft(), 'submit'));
    const input = listingInput(submitted.caseId, submitted.rightIds);
    const headers = { 'if-match': `"${submitted.revision}"` };
    const edited = await desk.maker.send('PUT', `/api/v1/listings/${submitted.id}`, input, { headers });
    expect(edited).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', facts: { status: 'submitted' } },
    });
    expect(await desk.move(desk.checker, submitted, 'publish')).toMatchObject({ status: 409 });
    const approved = await yes<ListingView>(desk.move(desk.checker, submitted, 'approve'));
    expect(await desk.move(desk.checker, approved, 'approve')).toMatchObject({ status: 409 });
    await yes(desk.move(desk.checker, approved, 'publish'));
    const published = (await desk.maker.get(`/api/v1/listings/${approved.id}`))
      .body as unknown as ListingView;
    expect(await desk.move(desk.checker, published, 'return', { reason: 'x' })).toMatchObject({
      status: 409,
    });
  });

  it('a listing stays with its case', async () => {
    const draft = await desk.draft();
    const other = await desk.readyCase();
    const input = listingInput(other.caseId, [other.rightId]);
    const headers = { 'if-match': '"1"' };
    expect(await desk.maker.send('PUT', `/api/v1/listings/${draft.id}`, input, { headers })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/caseId' }] },
    });
  });

  it('a closed gate refuses publication and says what would be accepted', async () => {
    const draft = await desk.draft({ start: cny(699_999_99), deposit: cny(69_999_99) });
    const submitted = await yes<ListingView>(desk.move(desk.maker, draft, 'submit'));
    const approved = await yes<ListingView>(desk.move(desk.checker, submitted, 'approve'));
    expect(await desk.move(desk.checker, approved, 'publish')).toMatchObject({
      status: 409,
      body: {
        code: 'gates-closed',
        facts: {
          gates: [
            {
              gate: 'start-out-of-range',
              article: expect.stringContaining('法释〔2016〕18号 10') as string,
              facts: { minimum: cny(700_000_00) },
            },
          ],
        },
      },
    });
  });
});

describe('access', () => {
  it.each([
    ['a maker does not approve', () => desk.maker, 'approve'],
    ['a maker does not publish', () => desk.maker, 'publish'],
    ['a checker does not submit', () => desk.checker, 'submit'],
    ['an agency does nothing here', () => desk.agency, 'submit'],
  ])('%s', async (_what, browser, name) => {
    const draft = await desk.draft();
    expect(await desk.move(browser(), draft, name)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await desk.maker.get(`/api/v1/listings/${draft.id}`)).body).toMatchObject({ revision: 1 });
  });

  it('a stranger signs in first', async () => {
    expect(await desk.server.browser().get('/api/v1/listings')).toMatchObject({ status: 401 });
  });

  it('a bank that is not accredited reads, but writes nothing', async () => {
    const { browser } = await desk.server.member({
      kind: 'bank',
      roles: ['maker'],
      email: 'new@bank.example',
      accredited: false,
    });
    expect(await browser.get('/api/v1/cases')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await browser.post('/api/v1/cases', caseInput())).toMatchObject({
      status: 403,
      body: { code: 'not-accredited' },
    });
  });
});
