import { addDays, dayOf, startOfDay, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { type ApiRoute, at, ofUnknown, type Outcomes, signedInAll } from './api-route.ts';
import type { Scene } from './api-scene.ts';

const period = '?from=2026-03-01&until=2026-03-31';
/** A person acts for an organisation or has no statement. */
const everyMember: Outcomes = { ...signedInAll(200), stranger: 401, person: 403 };
const sellerAndOfficer: Outcomes = { maker: 200, checker: 200, reader: 200, officer: 200 };

const ownStatement = (ending: string): ApiRoute => ({
  ...at(`/api/v1/statement${ending}${period}`),
  answers: everyMember,
});

const statementOfLot = (ending: string): ApiRoute => ({
  call: ({ openLot: id }) => ({ path: `/api/v1/lots/${id}/statement${ending}${period}` }),
  missing: ofUnknown,
  answers: sellerAndOfficer,
});

/** Yesterday, closed by hand: nothing else is due before the clock moves on. */
async function closedDay({ house }: Scene): Promise<string> {
  const today = dayOf(house.clock.now());
  const day = addDays(today, -1);
  const until = toRfc3339(startOfDay(today));
  await house.admin.sql`
    insert into ledger_close (day, until_at, closed_at, transactions, digest, totals, note)
    values (${day}, ${until}, ${until}, 0, '', '[]', 'note') on conflict do nothing`;
  return day;
}

export const ledgerRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/statement': ownStatement(''),
  'GET /api/v1/statement.csv': ownStatement('.csv'),
  'GET /api/v1/statement.pdf': ownStatement('.pdf'),
  'GET /api/v1/lots/:id/statement': statementOfLot(''),
  'GET /api/v1/lots/:id/statement.csv': statementOfLot('.csv'),
  'GET /api/v1/lots/:id/statement.pdf': statementOfLot('.pdf'),
  'GET /api/v1/ledger/closes': { ...at('/api/v1/ledger/closes'), answers: { officer: 200 } },
  'GET /api/v1/ledger/closes/:day': {
    call: async (scene) => ({ path: `/api/v1/ledger/closes/${await closedDay(scene)}` }),
    missing: (call) => ({ ...call, path: '/api/v1/ledger/closes/2020-02-29' }),
    answers: { officer: 200 },
  },
};
