import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import { type Call, later, openScene, type Scene, unknownId } from '../../support/api-scene.ts';
import { caseInput, listingInput, patent, pledgeOf } from '../../support/listings.ts';
import type { VisitorName } from '../../support/visitors.ts';

let scene: Scene;
let listing: ListingView;
/** A case of the other bank with a right in it. */
let own: { readonly caseId: string; readonly rightId: string };

const read = async <Body>(visitor: VisitorName, method: string, call: Call): Promise<Body> =>
  JSON.parse((await scene.ask(scene.visitors[visitor], method, call)).text) as Body;

beforeAll(async () => {
  scene = await openScene();
  listing = await scene.desk.draft(later);
  const made = await read<CaseView>('other bank', 'POST', { path: '/api/v1/cases', body: caseInput() });
  const path = `/api/v1/cases/${made.id}/rights`;
  const { rights } = await read<CaseView>('other bank', 'POST', { path, body: { rights: [patent()] } });
  own = { caseId: made.id, rightId: rights[0]?.id ?? '' };
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

const other = (method: string, call: Call) => scene.ask(scene.visitors['other bank'], method, call);

describe('what belongs to another bank', () => {
  it('cannot be told from what does not exist when a body or half a path names it', async () => {
    const pledge = pledgeOf(scene.house.maker.organisation);
    const right = listing.rightIds[0] ?? '';
    const list = (caseId: string, rightId: string): [string, Call] => [
      'POST',
      { path: '/api/v1/listings', body: listingInput(caseId, [rightId], later) },
    ];
    const put = (caseId: string, rightId: string): [string, Call] => [
      'PUT',
      { path: `/api/v1/cases/${caseId}/rights/${rightId}/pledge`, body: pledge },
    ];
    const pairs = [
      [list(listing.caseId, right), list(unknownId, right)],
      [list(own.caseId, right), list(own.caseId, unknownId)],
      [put(own.caseId, right), put(own.caseId, unknownId)],
      [put(listing.caseId, own.rightId), put(unknownId, own.rightId)],
      [put(listing.caseId, right), put(unknownId, unknownId)],
    ] as const;
    const before = await scene.rows();
    for (const [foreign, missing] of pairs) {
      const answer = await other(...foreign);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer).toEqual(await other(...missing));
    }
    expect(await scene.rows()).toEqual(before);
  });

  it('is in no list, on no page, under no cursor', async () => {
    const { caseId, id } = listing;
    for (const path of ['/api/v1/cases', '/api/v1/listings']) {
      for (const query of [
        '',
        `?cursor=${caseId}`,
        `?cursor=${id}`,
        '?cursor=ffffffff-ffff-7fff-bfff-ffffffffffff',
      ]) {
        const { status, text } = await other('GET', { path: `${path}${query}` });
        expect(status).toBe(200);
        expect(text).not.toContain(caseId);
        expect(text).not.toContain(scene.house.maker.organisation.name);
      }
    }
    const { items } = await read<{ items: CaseView[] }>('other bank', 'GET', { path: '/api/v1/cases' });
    expect(items.map((item) => item.id)).toEqual([own.caseId]);
  });
});

describe('what belongs to another agency', () => {
  it('is in no list: registrations are the own ones', async () => {
    const path = '/api/v1/registrations';
    const { items } = await read<{ items: object[] }>('broker', 'GET', { path });
    expect(items).toHaveLength(1);
    expect(await read('other broker', 'GET', { path })).toEqual({ items: [] });
  });
});

describe('an organisation', () => {
  it('one does not belong to cannot be acted for, nor told from one that does not exist', async () => {
    const path = '/api/auth/organization/set-active';
    const act = (organizationId: string) => other('POST', { path, body: { organizationId } });
    const foreign = await act(scene.house.maker.organisation.id);
    expect(foreign.status).toBeGreaterThanOrEqual(400);
    expect(foreign).toEqual(await act(unknownId));
    const me = await read<{ organisation: { id: string } }>('other bank', 'GET', { path: '/api/v1/me' });
    expect(me.organisation.id).not.toBe(scene.house.maker.organisation.id);
  });
});
