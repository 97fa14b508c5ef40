import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problems } from '@reassign/shared/kernel/problems.ts';
import { denial, registeredRoutes } from '../../../server/platform/session.ts';
import type { ApiRoute } from '../../support/api-route.ts';
import { apiRoutes, methodOf } from '../../support/api-routes.ts';
import { type Answered, type Call, openScene, type Scene } from '../../support/api-scene.ts';
import { type Visitor, type VisitorName, visitorNames } from '../../support/visitors.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

const routes = Object.entries(apiRoutes);
const key = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
const inApi = () => registeredRoutes(scene.house.app).filter(({ path }) => path.startsWith('/api/v1'));

/** Why the declared access lets this visitor not in, or `null`. */
function denied(route: string, { principal }: Visitor) {
  const registered = inApi().find((one) => key(one) === route);
  return denial(registered?.access ?? 'public', principal, scene.house.config.secondFactorRequired);
}

const codeOf = ({ status, text }: Answered): string => {
  const problem = status >= 400 && text !== '' ? (JSON.parse(text) as { code?: string }) : {};
  return `${String(status)} ${problem.code ?? ''}`.trim();
};

interface Cell {
  readonly expected: string;
  readonly got: string;
}

/** Owners last: what they do changes the object that the others asked for. */
const byStatus = (route: ApiRoute) => (a: VisitorName, b: VisitorName) =>
  Number((route.answers[a] ?? 999) < 300) - Number((route.answers[b] ?? 999) < 300);

async function cellOf(name: string, route: ApiRoute, visitor: Visitor, call: Call): Promise<Cell> {
  const code = denied(name, visitor);
  const nowhere = route.missing && (await scene.ask(visitor, methodOf(name), route.missing(call)));
  const got = await scene.ask(visitor, methodOf(name), call);
  const own = route.answers[visitor.name];
  if (code === null && own !== undefined) return { expected: String(own), got: String(got.status) };
  // Denied, or somebody else's: to the letter what is said about an object that does not exist.
  const expected = code === null ? `missing` : `${String(problems[code].status)} ${code}`;
  if (nowhere && JSON.stringify(nowhere) !== JSON.stringify(got))
    return { expected, got: `${codeOf(got)}, missing ${codeOf(nowhere)}` };
  const isNo = got.status >= 400;
  return { expected, got: code === null && isNo && nowhere ? 'missing' : codeOf(got) };
}

describe('every route of the API', () => {
  it('is in the table of who gets what', () => {
    const registered = inApi().filter(({ method }) => method !== 'HEAD');
    expect(registered.map(key).sort()).toEqual(Object.keys(apiRoutes).sort());
  });

  it.each(routes)('%s answers each visitor as the table says', async (name, route) => {
    const call = await route.call(scene);
    const cells = new Map<VisitorName, Cell>();
    for (const visitor of [...visitorNames].sort(byStatus(route)))
      cells.set(visitor, await cellOf(name, route, scene.visitors[visitor], call));
    const table = (side: keyof Cell) =>
      visitorNames.map((visitor) => `${visitor.padEnd(20)}${cells.get(visitor)?.[side] ?? ''}`);
    expect(table('got')).toEqual(table('expected'));
  });

  it('lets nobody in whom its declared access keeps out, whatever the table says', () => {
    const kept = routes.flatMap(([name, { answers }]) =>
      visitorNames
        .filter((one) => denied(name, scene.visitors[one]) !== null && (answers[one] ?? 999) < 400)
        .map((one) => `${name} ${one}`),
    );
    expect(kept).toEqual([]);
  });

  it('that can be read answers HEAD alike, without a body', async () => {
    for (const [name, route] of routes.filter(([one]) => one.startsWith('GET '))) {
      const call = await route.call(scene);
      for (const visitor of Object.values(scene.visitors)) {
        const [get, head] = [await scene.ask(visitor, 'GET', call), await scene.ask(visitor, 'HEAD', call)];
        expect([name, visitor.name, head.status, head.text]).toEqual([name, visitor.name, get.status, '']);
      }
    }
  }, 60_000);

  it.each(['DELETE', 'PATCH', 'PUT', 'POST'])(
    'that knows no %s refuses it to everybody and changes nothing: a bid is never withdrawn (9-threats T3)',
    async (method) => {
      const known = new Set(inApi().map(key));
      const others = routes.filter(([name]) => !known.has(`${method} ${name.slice(name.indexOf(' ') + 1)}`));
      const calls: Call[] = [];
      for (const [, route] of others) calls.push(await route.call(scene));
      await scene.house.followed();
      const before = await scene.rows();
      for (const { path } of calls) {
        for (const visitor of Object.values(scene.visitors)) {
          const { status } = await scene.ask(visitor, method, { path, body: {} });
          expect([path, visitor.name, status]).toEqual([path, visitor.name, 405]);
        }
      }
      expect(await scene.rows()).toEqual(before);
    },
  );
});
