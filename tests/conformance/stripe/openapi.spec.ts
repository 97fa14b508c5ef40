import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type GivenAnswer,
  type Schema,
  type SentRequest,
  unknownTo,
  unlike,
} from '../../support/openapi-check.ts';
import { openTill } from '../../support/payments.ts';

/*
 * What we send is what Stripe's published description takes, and what the stand-in answers is what it gives. The file
 * (spec3.json of github.com/stripe/openapi) is not part of this repository: `STRIPE_OPENAPI` says where it lies.
 */

const file = process.env['STRIPE_OPENAPI'] ?? '';

interface Exchange {
  readonly sent: readonly SentRequest[];
  readonly answered: readonly GivenAnswer[];
}

/** A deposit's life by card: the page, a look, the dispute, the look before the refund, the refund, its failure. */
async function wholeLife(): Promise<Exchange> {
  const sent: SentRequest[] = [];
  const answered: GivenAnswer[] = [];
  const recording = (async (input: string | URL | Request, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const form = init?.method === 'GET' ? url.search : typeof init?.body === 'string' ? init.body : '';
    const fields = [...new URLSearchParams(form).keys()];
    const [method, path] = [init?.method ?? 'GET', url.pathname];
    sent.push({ method, path, fields });
    const answer = await fetch(input, init);
    answered.push({ method, path, body: await answer.clone().json() });
    return answer;
  }) as typeof fetch;
  const till = await openTill({ fetch: recording });
  const lotId = till.newLot();
  await till.register(lotId, 1);
  const opened = await till.pay(lotId, 1);
  await till.decide(opened, 'dispute');
  await till.endLot(lotId, null);
  await till.settle();
  const [dispute] = await till.admin.sql<{ id: string }[]>`select id from payment_dispute`;
  await till.byHand(`/simulated/disputes/${dispute?.id ?? ''}/won`);
  await till.settle();
  const [refund] = await till.admin.sql<{ id: string }[]>`select provider_id as id from payment_refund`;
  await till.byHand(`/simulated/refunds/${refund?.id ?? ''}/fail`);
  await till.settle();
  await till.close();
  return { sent, answered };
}

describe("Stripe's own description", () => {
  it('knows every request of ours, and every answer of the stand-in, to the last field', async ({ skip }) => {
    skip(!existsSync(file), 'STRIPE_OPENAPI names no file: openapi/spec3.json of github.com/stripe/openapi');
    const document = JSON.parse(readFileSync(file, 'utf8')) as Schema;
    const { sent, answered } = await wholeLife();
    expect(unknownTo(document, sent)).toEqual([]);
    expect(unlike(document, answered)).toEqual([]);
  });
});

describe('The check itself', () => {
  const document = {
    paths: {
      '/v1/things/{id}': {
        post: {
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  properties: {
                    items: { type: 'array', items: { $ref: '#/components/schemas/item' } },
                    metadata: { anyOf: [{ type: 'object', additionalProperties: { type: 'string' } }] },
                  },
                },
              },
            },
          },
        },
        get: {
          parameters: [{ name: 'expand', in: 'query', schema: { type: 'array', items: {} } }],
          responses: {
            '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } },
          },
        },
      },
    },
    components: {
      schemas: {
        item: { type: 'object', properties: { amount: { type: 'integer' } } },
        thing: {
          type: 'object',
          properties: {
            status: { type: 'string', enum: ['open', 'done'] },
            note: { type: 'string', nullable: true },
            item: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/item' }] },
            items: { type: 'array', items: { $ref: '#/components/schemas/item' } },
            metadata: { type: 'object', additionalProperties: { type: 'string' } },
          },
        },
      },
    },
  };
  const post = (...fields: string[]): SentRequest => ({ method: 'POST', path: '/v1/things/t_1', fields });

  it.each([
    [post('items[0][amount]', 'metadata[payment]'), []],
    [{ method: 'GET', path: '/v1/things/t_1', fields: ['expand[0]'] }, []],
    [post('items[0][sum]'), ['POST /v1/things/t_1 items[0][sum]']],
    [post('price'), ['POST /v1/things/t_1 price']],
    [{ method: 'GET', path: '/v1/things/t_1', fields: ['limit'] }, ['GET /v1/things/t_1 limit']],
    [{ method: 'POST', path: '/v1/others', fields: [] }, ['POST /v1/others']],
    [{ method: 'DELETE', path: '/v1/things/t_1', fields: [] }, ['DELETE /v1/things/t_1']],
  ])('finds what a description does not know: %o', (request, unknown) => {
    expect(unknownTo(document, [request])).toEqual(unknown);
  });

  it.each([
    [{ status: 'open', note: null, item: 'i_1', metadata: { payment: 'p' } }, []],
    [{ item: { amount: 1 }, items: [{ amount: 2 }] }, []],
    [{ status: 'closed' }, ['GET /v1/things/t_1 status is never "closed"']],
    [{ status: null }, ['GET /v1/things/t_1 status is null']],
    [{ item: { sum: 1 } }, ['GET /v1/things/t_1 item.sum is unknown']],
    [{ items: [{ amount: '2' }] }, ['GET /v1/things/t_1 items[0].amount is no integer']],
    [{ secret: true }, ['GET /v1/things/t_1 secret is unknown']],
  ])('finds what an answer has and a description has not: %o', (body, faults) => {
    expect(unlike(document, [{ method: 'GET', path: '/v1/things/t_1', body }])).toEqual(faults);
  });
});
