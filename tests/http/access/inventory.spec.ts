import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredRoutes } from '../../../server/platform/session.ts';
import { type House, openHouse } from '../../support/house.ts';

interface Operation {
  readonly responses: Record<string, { readonly content?: object }>;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
}

let house: House;
let paths: Record<string, Record<string, Operation>>;
beforeAll(async () => {
  house = await openHouse();
  ({ paths } = (await house.app.inject('/api/openapi.json')).json<{ paths: typeof paths }>());
});
afterAll(() => house.close());

/** The live feed is described by its protocol; the rest serves the description itself. */
const UNDESCRIBED = /^\/api\/(?:\*|v1\/live|docs.*|openapi\.json)$/;
/** They answer with a file, or text to check by hand. */
const PLAIN = [
  'GET /api/v1/bills.csv',
  'GET /api/v1/bills/:id/bill.pdf',
  'GET /api/v1/imports/template',
  'GET /api/v1/lots.csv',
  'GET /api/v1/lots/:id/checkpoint',
  'GET /api/v1/lots/:id/confirmation.pdf',
  'GET /api/v1/lots/:id/log',
  'GET /api/v1/lots/:id/statement.csv',
  'GET /api/v1/lots/:id/statement.pdf',
  'GET /api/v1/lots/:id/waterfall.csv',
  'GET /api/v1/lots/:id/waterfall.pdf',
  'GET /api/v1/payment-files/:id',
  'GET /api/v1/portable-deposit.csv',
  'GET /api/v1/reconciliation.csv',
  'GET /api/v1/results.csv',
  'GET /api/v1/statement.csv',
  'GET /api/v1/statement.pdf',
];

const described = (): [string, Operation][] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      operation,
    ]),
  );

describe('the description of the API', () => {
  it('is what is really registered, no route more and none less (OWASP API9)', () => {
    const registered = registeredRoutes(house.app)
      .filter(({ method, path }) => method !== 'HEAD' && path.startsWith('/api/') && !UNDESCRIBED.test(path))
      .map(({ method, path }) => `${method} ${path}`);
    expect(
      described()
        .map(([route]) => route)
        .sort(),
    ).toEqual(registered.sort());
  });

  it('says what every route answers when it succeeds', () => {
    const silent = described().filter(([, { responses }]) => {
      const success = Object.keys(responses).filter((status) => status.startsWith('2'));
      return success.length !== 1 || responses[success[0] ?? '']?.content === undefined;
    });
    expect(silent.map(([route]) => route).sort()).toEqual(PLAIN);
  });

  it('knows no body that takes what it does not name', () => {
    const open = described()
      .filter(([, { requestBody }]) => requestBody !== undefined)
      .flatMap(([route, { requestBody }]) =>
        openObjects(requestBody?.content).map((place) => `${route} ${place}`),
      );
    expect(open).toEqual([]);
  });

  it('says who may call each route of ours: nothing under /api is without a word about access', () => {
    const wordless = registeredRoutes(house.app).filter(
      ({ path, access }) => /^\/api\/(?:v1|auth)\//.test(path) && access === null,
    );
    expect(wordless).toEqual([]);
  });
});

/** Where a schema has an object that is not closed. */
function openObjects(schema: unknown, place = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, additionalProperties } = schema as { type?: unknown; additionalProperties?: unknown };
  const here = type === 'object' && additionalProperties !== false ? [place] : [];
  return [
    ...here,
    ...Object.entries(schema).flatMap(([name, inner]) => openObjects(inner, `${place}/${name}`)),
  ];
}
