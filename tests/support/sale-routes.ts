import { randomUUID } from 'node:crypto';
import { DAY, later, MINUTE, SECOND, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { distribute } from '@reassign/shared/settlement/waterfall/distribute.ts';
import { type ApiRoute, at, ofUnknown } from './api-route.ts';
import type { Scene } from './api-scene.ts';
import { fen } from './waterfall.ts';

/* The money of a bank's sale: its buyer pays, its seller and the operator see, two officers decide. */

interface Given {
  /** Nothing is taken any more. */
  readonly isVoid?: boolean;
  /** Proposed by somebody else. */
  readonly isProposed?: boolean;
  /** Who gets what of the price was stated. */
  readonly isDistributed?: boolean;
  /** Of its price nothing is missing. */
  readonly isPaid?: boolean;
}

const distribution = distribute({ proceeds: fen(100), costs: [], claims: [] });

/** A sale of the first bank to the second agency, whose deadline was missed. */
export async function saleIn({ house }: Pick<Scene, 'house'>, given: Given = {}): Promise<string> {
  const { isVoid = false, isProposed = false, isDistributed = false, isPaid = false } = given;
  const { sql } = house.admin;
  const lot = randomUUID();
  const at = toRfc3339(later(house.clock.now(), -SECOND));
  const place = { at, log_size: 2, log_hash: 'b'.repeat(64) };
  await sql`insert into settlement ${sql({
    ...{
      id: randomUUID(),
      lot_id: lot,
      number: `CJ-${lot}`,
      stage: 'confirmed',
      lot_number: lot,
      title: 't',
    },
    ...{ route: 'bidding', seller_organisation: house.maker.organisation.id, seller_name: 's' },
    ...{ buyer_organisation: house.agencies[1].organisation.id, buyer_kind: 'company', buyer_name: 'b' },
    ...{ bidder_number: '000001', hammer_minor: 100, premium_minor: 0, deposit_minor: 0, currency: 'CNY' },
    ...{ closed_at: at, log_size: 1, log_hash: 'a'.repeat(64), price_goes_to: 'escrow' },
  })}`;
  const { buyerDefault, runnerUpOffer, seller } = bidding;
  await sql`insert into sale_balance ${sql({
    ...{ id: randomUUID(), lot_id: lot, registration_id: randomUUID(), reference: lot },
    amount_minor: isPaid ? 0 : 100,
    ...{ currency: 'CNY', due_at: at, terms_version: 1, opened_at: at },
    rules: JSON.stringify({ buyerDefault, runnerUpOffer, seller }),
    charges: JSON.stringify({ buyer: [], seller: [] }),
  })}`;
  const missedAt = toRfc3339(house.clock.now());
  await sql`insert into sale_payment_event ${sql({ lot_id: lot, seq: 1, type: 'DeadlineMissed', at: missedAt })}`;
  if (isProposed)
    await sql`insert into sale_payment_event ${sql({
      ...{ lot_id: lot, seq: 2, type: 'OutcomeProposed', at: missedAt, person: randomUUID(), reason: 'r' },
      ...{ outcome: 'grace', until: toRfc3339(later(house.clock.now(), 4 * DAY)) },
    })}`;
  if (isPaid)
    await sql`insert into sale_payment_event ${sql({ lot_id: lot, seq: 2, type: 'BalancePaid', at: missedAt })}`;
  if (isDistributed)
    await sql`insert into sale_statement ${sql({
      ...{ lot_id: lot, kind: 'waterfall', hash: 'c'.repeat(64), at: missedAt },
      body: JSON.stringify({ kind: 'waterfall', lot, pots: [{ rightIds: [], pledgor: null, distribution }] }),
    })}`;
  if (isVoid)
    await sql`insert into settlement_move ${sql({ lot_id: lot, stage: 'void', reason: 'r', ...place })}`;
  return lot;
}

const ofSale = (
  rest: string,
  body?: (scene: Scene) => object,
  given?: Given,
): Pick<ApiRoute, 'call' | 'missing'> => ({
  call: async (scene) => ({
    path: `/api/v1/lots/${await saleIn(scene, given)}/${rest}`,
    ...(body && { body: body(scene) }),
  }),
  missing: ofUnknown,
});

const waterfallFile = (ending: 'csv' | 'pdf'): ApiRoute => ({
  ...ofSale(`waterfall.${ending}`, undefined, { isDistributed: true }),
  answers: { maker: 200, checker: 200, reader: 200, officer: 200 },
});

export const saleRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/lots/:id/balance': { ...ofSale('balance'), answers: { 'other broker': 200 } },
  // Over already: Stripe is not asked.
  'POST /api/v1/lots/:id/balance/payments': {
    ...ofSale('balance/payments', () => ({ language: 'zh' }), { isVoid: true }),
    answers: { 'other broker': 409 },
  },
  'GET /api/v1/lots/:id/settlement': {
    ...ofSale('settlement'),
    answers: { maker: 200, checker: 200, reader: 200, officer: 200 },
  },
  'GET /api/v1/lots/:id/waterfall.csv': waterfallFile('csv'),
  'GET /api/v1/lots/:id/waterfall.pdf': waterfallFile('pdf'),
  'GET /api/v1/payment-reviews': { ...at('/api/v1/payment-reviews'), answers: { officer: 200, court: 200 } },
  'POST /api/v1/lots/:id/payment-review/proposals': {
    ...ofSale('payment-review/proposals', ({ house }) => ({
      ...{ kind: 'grace', reason: 'r', seen: 1 },
      until: toRfc3339(later(house.clock.now(), MINUTE)),
    })),
    answers: { officer: 201 },
  },
  'POST /api/v1/lots/:id/payment-review/confirmation': {
    ...ofSale('payment-review/confirmation', () => ({ seen: 2 }), { isProposed: true }),
    answers: { officer: 201 },
  },
  'POST /api/v1/lots/:id/payment-review/rejection': {
    ...ofSale('payment-review/rejection', () => ({ seen: 2 }), { isProposed: true }),
    answers: { officer: 201 },
  },
};
