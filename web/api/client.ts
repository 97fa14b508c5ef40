import { problem, type Problem, type ProblemCode } from '@reassign/shared/kernel/problems.ts';

/** The API said no, or could not be reached: what a page shows is the problem. */
export class ProblemFailure extends Error {
  override readonly name = 'ProblemFailure';
  readonly problem: Problem;

  constructor(reason: Problem) {
    super(reason.title);
    this.problem = reason;
  }
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Sending {
  /** The same for every retry of the same content (see `Submission`). */
  readonly idempotencyKey?: string;
  /** The revision that was read, for edits. */
  readonly revision?: number;
}

/** Our own API by full path (`/api/v1/lots`); the types of the answers are those of `shared/<module>/api.ts`. */
export interface Api {
  get<Answer>(path: string, query?: Query): Promise<Answer>;
  /** `body` is sent as JSON; a file goes as FormData. */
  post<Answer>(path: string, body: unknown, sending?: Sending): Promise<Answer>;
  put<Answer>(path: string, body: unknown, sending?: Sending): Promise<Answer>;
  patch<Answer>(path: string, body: unknown, sending?: Sending): Promise<Answer>;
  delete<Answer>(path: string, sending?: Sending): Promise<Answer>;
}

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export function createApi(fetch: Fetch): Api {
  async function ask(method: Method, path: string, body?: unknown, sending: Sending = {}): Promise<unknown> {
    const response = await fetch(path, requestOf(method, body, sending)).catch(() => null);
    // A read that failed may be repeated at will; of a write nobody knows whether it arrived.
    if (response === null)
      throw new ProblemFailure(problem(method === 'GET' ? 'unavailable' : 'outcome-unknown'));
    if (response.ok) return response.status === 204 ? null : response.json();
    throw new ProblemFailure(await problemOf(response));
  }
  return {
    get: async <Answer>(path: string, query?: Query) => (await ask('GET', path + searchOf(query))) as Answer,
    post: async <Answer>(path: string, body: unknown, sending?: Sending) =>
      (await ask('POST', path, body, sending)) as Answer,
    put: async <Answer>(path: string, body: unknown, sending?: Sending) =>
      (await ask('PUT', path, body, sending)) as Answer,
    patch: async <Answer>(path: string, body: unknown, sending?: Sending) =>
      (await ask('PATCH', path, body, sending)) as Answer,
    delete: async <Answer>(path: string, sending?: Sending) =>
      (await ask('DELETE', path, undefined, sending)) as Answer,
  };
}

function requestOf(method: Method, body: unknown, { idempotencyKey, revision }: Sending): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  if (revision !== undefined) headers.set('if-match', `"${String(revision)}"`);
  if (body === undefined || body instanceof FormData) return { method, headers, body: body ?? null };
  headers.set('content-type', 'application/json');
  return { method, headers, body: JSON.stringify(body) };
}

function searchOf(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${String(new URLSearchParams(given))}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (isProblem) return (await response.json()) as Problem;
  const byStatus: Readonly<Record<number, ProblemCode>> = { 401: 'unauthenticated', 404: 'not-found' };
  return problem(byStatus[response.status] ?? (response.status === 503 ? 'unavailable' : 'internal'));
}
