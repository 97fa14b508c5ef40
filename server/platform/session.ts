import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { OrganisationKind, Principal, Role } from '@reassign/shared/accounts/types.ts';
import type { ProblemCode } from '@reassign/shared/kernel/problems.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { ProblemError } from './problem-handler.ts';

/** Who may call a route. Every route under `/api/v1` declares it as `config: { access }`; the server does not start otherwise. */
export type Access = 'public' | AnyoneAccess | MemberAccess;

/** Any person with an account. */
interface AnyoneAccess {
  readonly signedIn: true;
  /** As in `MemberAccess`. */
  readonly secondFactor?: true;
}

/** A person acting for an organisation of that kind, in one of the roles when any is named. */
export interface MemberAccess {
  readonly kind: OrganisationKind | readonly OrganisationKind[];
  readonly role?: Role | readonly Role[];
  readonly accredited?: true;
  /** Bidding, approval and money: enforced where the configuration requires it. */
  readonly secondFactor?: true;
}

/** How the accounts module tells the platform who asks. Called only when a request carries a cookie or a key. */
export interface SessionReader {
  read(headers: IncomingHttpHeaders): Promise<Principal | null>;
}

export interface RegisteredRoute {
  readonly method: string;
  readonly path: string;
  /** `null` outside `/api/v1`: pages, health, sign-in itself. */
  readonly access: Access | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Set before any handler of `/api/v1` runs; `null` for strangers on public routes. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    registeredRoutes: RegisteredRoute[];
  }
}

const API_PREFIX = '/api/v1';

/** Why this person may not, or `null` when they may. Pure, so that the matrix test asks the same function. */
export function denial(
  access: Access,
  principal: Principal | null,
  secondFactorRequired: boolean,
): ProblemCode | null {
  if (access === 'public') return null;
  if (principal === null) return 'unauthenticated';
  const refusal = 'signedIn' in access ? null : denialOfMember(access, principal);
  if (refusal !== null) return refusal;
  if (access.secondFactor === true && secondFactorRequired && !principal.twoFactor)
    return 'two-factor-required';
  return null;
}

function denialOfMember(
  { kind, role: allowed, accredited }: MemberAccess,
  { organisation, roles }: Principal,
): ProblemCode | null {
  if (!includes(kind, organisation?.kind)) return 'forbidden';
  if (allowed !== undefined && !roles.some((role) => includes(allowed, role))) return 'forbidden';
  return accredited === true && organisation?.accredited !== true ? 'not-accredited' : null;
}

const includes = <Value extends string>(
  allowed: Value | readonly Value[] | undefined,
  value: Value | undefined,
): boolean =>
  value !== undefined &&
  (typeof allowed === 'string' ? allowed === value : allowed?.includes(value) === true);

/** All routes in the order they were registered: what the role × route matrix and the API inventory walk. */
export const registeredRoutes = (app: FastifyInstance): readonly RegisteredRoute[] => app.registeredRoutes;

export interface SessionOptions {
  readonly sessions: SessionReader;
  readonly secondFactorRequired: boolean;
}

/** Access is decided before the body is read: who may not call a route learns nothing about its shape. */
export const sessionPlugin = fp<SessionOptions>(
  (app, { sessions, secondFactorRequired }, done) => {
    app.decorate('registeredRoutes', []);
    app.decorateRequest('principal', null);

    app.addHook('onRoute', (route) => {
      const inApi = route.url === API_PREFIX || route.url.startsWith(`${API_PREFIX}/`);
      const access = route.config?.access ?? null;
      assert(!inApi || access !== null, `${String(route.method)} ${route.url} declares no access`);
      for (const method of [route.method].flat())
        app.registeredRoutes.push({ method, path: route.url, access });
    });

    app.addHook('onRequest', async (request) => {
      const { access } = request.routeOptions.config;
      if (access === undefined) return;
      const { cookie, authorization, 'x-api-key': apiKey } = request.headers;
      const anonymous = cookie === undefined && authorization === undefined && apiKey === undefined;
      request.principal = anonymous ? null : await sessions.read(request.headers);
      const code = denial(access, request.principal, secondFactorRequired);
      if (code !== null) throw new ProblemError(code);
    });
    done();
  },
  { name: 'session' },
);
