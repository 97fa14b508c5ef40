import { randomUUID } from 'node:crypto';
import type { ListingView } from '@reassign/shared/listings/api.ts';
import { all, type ApiRoute, at, ofUnknown, type Outcomes, signedInAll } from './api-route.ts';
import { later, type Scene, unknownId } from './api-scene.ts';
import { bidderRoutes } from './bidder-routes.ts';
import { billRoutes } from './bill-routes.ts';
import { claimRoutes } from './claim-routes.ts';
import { keeperRoutes } from './keeper-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { lifeRoutes } from './life-routes.ts';
import { appraisalOf, caseInput, circumstances, cny, listingInput, patent, pledgeOf } from './listings.ts';
import { portableRoutes } from './portable-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { reserveRoutes } from './reserve-routes.ts';
import { saleRoutes } from './sale-routes.ts';
import { savedSearchRoutes } from './saved-search-routes.ts';
import { testWitness } from './signers.ts';
import { reconciliationRoutes } from './reconciliation-routes.ts';
import { transferRoutes } from './transfer-routes.ts';
import { upload } from './upload.ts';

/** A court lists as a bank does. */
const bothBanks = (status: number): Outcomes => ({ maker: status, 'other bank': status, court: status });
const ownBank = (status: number): Outcomes => ({ maker: status, checker: status, reader: status });
const everyBank = (status: number): Outcomes => ({ ...ownBank(status), 'other bank': status, court: status });

const ifMatch = (revision: number) => ({ 'if-match': `"${String(revision)}"` });

const ofCase =
  (rest: string, body: (scene: Scene) => object, headers?: Record<string, string>): ApiRoute['call'] =>
  async (scene) => {
    const { caseId, rightId } = await scene.desk.readyCase();
    return {
      path: `/api/v1/cases/${caseId}${rest.replace('RIGHT', rightId)}`,
      body: body(scene),
      ...(headers && { headers }),
    };
  };

/** A listing on its way, and the move that comes next. */
const move =
  (listing: (scene: Scene) => Promise<ListingView>, name: string, body?: object): ApiRoute['call'] =>
  async (scene) => {
    const { id, revision } = await listing(scene);
    return {
      path: `/api/v1/listings/${id}/${name}`,
      headers: ifMatch(revision),
      ...(body && { body }),
    };
  };

const openLot = (rest = ''): Pick<ApiRoute, 'call' | 'missing'> => ({
  call: ({ openLot: id }) => ({ path: `/api/v1/lots/${id}${rest}` }),
  missing: ofUnknown,
});

/** An invitation for the person without an organisation. */
async function invitationFor({ house }: Scene): Promise<string> {
  const id = randomUUID();
  await house.admin.sql`
    insert into invitation (id, organisation_id, email, role, status, inviter_id, expires_at, created_at)
    select ${id}, ${house.maker.organisation.id}, 'person@nowhere.example', 'member', 'pending',
      ${house.maker.principal.userId}, now() + interval '1 day', now()`;
  return id;
}

const accountRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/me': { ...at('/api/v1/me'), answers: all(200) },
  'POST /api/v1/organisations': {
    // A code that an organisation has: founding would change whom the visitor acts for.
    call: ({ house }) => ({
      path: '/api/v1/organisations',
      body: { name: '某公司', kind: 'agency', creditCode: house.maker.organisation.creditCode },
    }),
    answers: signedInAll(409),
  },
  'GET /api/v1/organisations': { ...at('/api/v1/organisations'), answers: { officer: 200 } },
  'PUT /api/v1/organisations/:id/accreditation': {
    call: ({ visitors }) => ({
      path: `/api/v1/organisations/${visitors['unaccredited broker'].principal?.organisation?.id ?? ''}/accreditation`,
      body: { accredited: false, reason: 'papers are missing' },
    }),
    missing: ofUnknown,
    answers: { officer: 200 },
  },
  'GET /api/v1/members': { ...at('/api/v1/members'), answers: { ...signedInAll(200), person: 404 } },
  'GET /api/v1/invitations/:id': {
    call: async (scene) => ({ path: `/api/v1/invitations/${await invitationFor(scene)}` }),
    missing: ofUnknown,
    answers: { person: 200 },
  },
  'GET /api/v1/mailbox': { ...at('/api/v1/mailbox'), answers: all(200) },
  'GET /api/v1/identity': { ...at('/api/v1/identity'), answers: signedInAll(200) },
  'POST /api/v1/identity': {
    // Of nobody who is of age yet.
    call: () => ({
      path: '/api/v1/identity',
      body: {
        name: '某人',
        document: { kind: 'passport', country: 'DE', number: 'C01X0006H', bornOn: '2020-01-01' },
      },
    }),
    answers: signedInAll(422),
  },
  'POST /api/v1/demo/sign-in': {
    call: () => ({ path: '/api/v1/demo/sign-in', body: { key: 'nobody' } }),
    answers: all(404),
  },
};

const caseRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/cases': { ...at('/api/v1/cases'), answers: everyBank(200) },
  'POST /api/v1/cases': {
    call: () => ({ path: '/api/v1/cases', body: caseInput() }),
    answers: bothBanks(201),
  },
  'GET /api/v1/cases/:id': {
    call: async ({ desk }) => ({ path: `/api/v1/cases/${(await desk.readyCase()).caseId}` }),
    missing: ofUnknown,
    answers: ownBank(200),
  },
  'PUT /api/v1/cases/:id': {
    // Opened, a right added, pledge, appraisal and circumstances set: the fifth writing.
    call: ofCase('', () => caseInput({ reference: 'JD-2026-018' }), ifMatch(5)),
    missing: ofUnknown,
    answers: { maker: 200 },
  },
  'POST /api/v1/cases/:id/rights': {
    call: ofCase('/rights', () => ({ rights: [patent()] })),
    missing: ofUnknown,
    answers: { maker: 200 },
  },
  'PUT /api/v1/cases/:id/rights/:rightId/pledge': {
    call: ofCase('/rights/RIGHT/pledge', ({ house }) => pledgeOf(house.maker.organisation)),
    missing: ofUnknown,
    answers: { maker: 200 },
  },
  'PUT /api/v1/cases/:id/rights/:rightId/appraisal': {
    call: ofCase('/rights/RIGHT/appraisal', () => appraisalOf(1_000_000_00)),
    missing: ofUnknown,
    answers: { maker: 200 },
  },
  'PUT /api/v1/cases/:id/rights/:rightId/circumstances': {
    call: ofCase('/rights/RIGHT/circumstances', () => circumstances),
    missing: ofUnknown,
    answers: { maker: 200 },
  },
  'POST /api/v1/imports': {
    call: () => ({ path: '/api/v1/imports', ...upload('<rights/>') }),
    answers: bothBanks(422),
  },
  'GET /api/v1/imports/template': { ...at('/api/v1/imports/template'), answers: everyBank(200) },
};

const listingOf = async ({ desk }: Scene) => {
  const { caseId, rightId } = await desk.readyCase();
  return listingInput(caseId, [rightId], later);
};

const listingRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/listings': { ...at('/api/v1/listings'), answers: everyBank(200) },
  'POST /api/v1/listings': {
    call: async (scene) => ({ path: '/api/v1/listings', body: await listingOf(scene) }),
    missing: (call) => ({ ...call, body: { ...(call.body as object), caseId: unknownId } }),
    answers: { maker: 201 },
  },
  'GET /api/v1/listings/:id': {
    call: async ({ desk }) => ({ path: `/api/v1/listings/${(await desk.draft(later)).id}` }),
    missing: ofUnknown,
    answers: ownBank(200),
  },
  'PUT /api/v1/listings/:id': {
    call: async ({ desk }) => {
      const { id, revision, caseId, rightIds } = await desk.draft(later);
      const body = listingInput(caseId, rightIds, { ...later, title: '另一标题' });
      return { path: `/api/v1/listings/${id}`, body, headers: ifMatch(revision) };
    },
    missing: ofUnknown,
    answers: { maker: 200 },
  },
  ...reserveRoutes,
  'POST /api/v1/listings/:id/submit': {
    call: move(({ desk }) => desk.draft(later), 'submit'),
    missing: ofUnknown,
    answers: { maker: 200 },
  },
  'POST /api/v1/listings/:id/return': {
    call: move(({ desk }) => desk.submitted(later), 'return', { reason: 'the title' }),
    missing: ofUnknown,
    answers: { checker: 200 },
  },
  'POST /api/v1/listings/:id/approve': {
    call: move(({ desk }) => desk.submitted(later), 'approve'),
    missing: ofUnknown,
    answers: { checker: 200 },
  },
  'POST /api/v1/listings/:id/publish': {
    call: move(({ desk }) => desk.approved(later), 'publish'),
    missing: ofUnknown,
    answers: { checker: 200 },
  },
};

const lotRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/lots': { ...at('/api/v1/lots'), answers: all(200) },
  'GET /api/v1/lots.csv': { ...at('/api/v1/lots.csv'), answers: all(200) },
  'GET /api/v1/lots/:id': { ...openLot(), answers: all(200) },
  'GET /api/v1/lots/:id/notice': { ...openLot('/notice'), answers: all(200) },
  'GET /api/v1/lots/:id/events': { ...openLot('/events'), answers: all(200) },
  'GET /api/v1/lots/:id/log': { ...openLot('/log'), answers: all(200) },
  'GET /api/v1/lots/:id/checkpoint': { ...openLot('/checkpoint'), answers: all(200) },
  'GET /api/v1/lots/:id/maximum': { ...openLot('/maximum'), answers: signedInAll(200) },
  'GET /api/v1/lots/:id/inclusion': { ...openLot('/inclusion?seq=1'), answers: all(200) },
  'GET /api/v1/lots/:id/consistency': { ...openLot('/consistency?from=1'), answers: all(200) },
  // The key of a witness says who it is.
  'POST /api/v1/lots/:id/cosignatures': {
    call: async ({ house, openLot: id }) => {
      const checkpoint = (await house.modules.auctions.logs.checkpoint(id)) ?? '';
      return {
        path: `/api/v1/lots/${id}/cosignatures`,
        body: { checkpoint: testWitness().cosign(checkpoint) },
      };
    },
    missing: ofUnknown,
    answers: all(201),
  },
  'GET /api/v1/results': { ...at('/api/v1/results'), answers: all(200) },
  'GET /api/v1/results/figures': { ...at('/api/v1/results/figures'), answers: all(200) },
  'GET /api/v1/results.csv': { ...at('/api/v1/results.csv'), answers: all(200) },
  'GET /api/v1/calendar': { ...at('/api/v1/calendar'), answers: all(200) },
  'GET /api/v1/notices': { ...at('/api/v1/notices'), answers: all(200) },
  'GET /api/v1/agencies': { ...at('/api/v1/agencies'), answers: all(200) },
  'GET /api/v1/agencies/:id': {
    call: ({ visitors }) => ({
      path: `/api/v1/agencies/${visitors.broker.principal?.organisation?.id ?? ''}`,
    }),
    missing: ofUnknown,
    answers: all(200),
  },
  // Not sold yet: there is nothing to confirm, for anybody.
  'GET /api/v1/lots/:id/confirmation': { ...openLot('/confirmation'), answers: all(404) },
  'GET /api/v1/lots/:id/confirmation.pdf': { ...openLot('/confirmation.pdf'), answers: signedInAll(404) },
  'GET /api/v1/confirmations/:number': {
    ...at('/api/v1/confirmations/CJ-SX-2026-000000'),
    answers: all(404),
  },
  // Without an upgrade there is no socket.
  'GET /api/v1/live': { ...at('/api/v1/live'), answers: all(404) },
  'POST /api/v1/lots/:id/bids': {
    call: ({ openLot: id }) => ({
      path: `/api/v1/lots/${id}/bids`,
      body: { commandId: randomUUID(), amount: cny(700_000_00) },
    }),
    missing: ofUnknown,
    // The lot is sold by the bank itself: accredited agencies only.
    answers: { ...signedInAll(403), broker: 201, 'other broker': 409 },
  },
  // The lot of the scene is an English one: it takes no bid in another form.
  'POST /api/v1/lots/:id/bids/by-form': {
    call: ({ openLot: id }) => ({
      path: `/api/v1/lots/${id}/bids/by-form`,
      body: { form: 'withdrawal', commandId: randomUUID() },
    }),
    missing: ofUnknown,
    answers: { ...signedInAll(403), broker: 409, 'other broker': 409 },
  },
  ...lifeRoutes({ missing: ofUnknown }),
};

/** Every route under `/api/v1`, and what each visitor gets. A route that is not in here fails the matrix. */
export const apiRoutes: Readonly<Record<string, ApiRoute>> = {
  ...accountRoutes,
  ...caseRoutes,
  ...claimRoutes,
  ...listingRoutes,
  ...profileRoutes,
  ...bidderRoutes,
  ...billRoutes,
  ...portableRoutes,
  ...keeperRoutes,
  ...ledgerRoutes,
  ...saleRoutes,
  ...lotRoutes,
  ...savedSearchRoutes,
  ...transferRoutes,
  ...reconciliationRoutes,
};

export const methodOf = (route: string): string => route.slice(0, route.indexOf(' '));
