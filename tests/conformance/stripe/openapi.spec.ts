import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Schema, type SentRequest, unknownTo } from '../../support/openapi-check.ts';
import { openTill } from '../../support/payments.ts';

/*
 * What we send is what Stripe's published description takes. The file (spec3.json of github.com/stripe/openapi) is not part
 * of this repository: `STRIPE_OPENAPI` says where it lies.
 */

const file = process.env['STRIPE_OPENAPI'] ?? '';

/** Every request of a deposit's life by card: the page, a look, the refund and the look before it. */
async function allRequests(): Promise<SentRequest[]> {
  const sent: SentRequest[] = [];
  const recording = (async (input: string | URL | Request, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const form = init?.method === 'GET' ? url.search : typeof init?.body === 'string' ? init.body : '';
    const fields = [...new URLSearchParams(form).keys()];
    sent.push({ method: init?.method ?? 'GET', path: url.pathname, fields });
    return fetch(input, init);
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
  await till.close();
  return sent;
}

describe("Stripe's own description", () => {
  it('knows every request of ours, to the last field', async ({ skip }) => {
    skip(!existsSync(file), 'STRIPE_OPENAPI names no file: openapi/spec3.json of github.com/stripe/openapi');
    const document = JSON.parse(readFileSync(file, 'utf8')) as Schema;
    expect(unknownTo(document, await allRequests())).toEqual([]);
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
        get: { parameters: [{ name: 'expand', in: 'query', schema: { type: 'array', items: {} } }] },
      },
    },
    components: { schemas: { item: { type: 'object', properties: { amount: { type: 'integer' } } } } },
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
});
