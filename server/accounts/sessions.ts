import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, instant, later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { type Auth, SESSION_MS } from './auth/configuration.ts';
import { findMembership, findSessions, toOrganisation, toRoles, touchSessions } from './repo.ts';

/** A session that nobody used for so long is over; a bidder may well watch a room for hours. */
const IDLE_MS = 4 * HOUR;
/** Writing every use would cost a write per request. */
const TOUCH_EVERY_MS = MINUTE;
/** A look into the database costs 3 ms, a bid has less: what another server revoked is known here after this long. */
const TRUST_MS = 5 * SECOND;
/** A socket's bid is answered from memory while a look is under way, but never on a look older than this. */
const TRUST_AT_MOST_MS = 2 * TRUST_MS;
const KEPT = 10_000;

export interface KnownSession {
  readonly token: string;
  readonly principal: Principal;
}

interface CookieHeader {
  readonly cookie?: string | undefined;
}

export interface SessionDeps {
  readonly auth: Auth;
  readonly db: Db;
  /** The host's time: better-auth stamps sessions with it. */
  readonly wall: Pick<Clock, 'now' | 'monotonic'>;
  readonly cookieName: string;
}

/** A session that was seen here, for sockets that outlive their request. */
interface Seen {
  readonly firstAt: number;
  /** Who it was at the last look. */
  principal: Principal;
  checkedAt: number;
  asking: Promise<void> | null;
}

/** The sessions of all requests and sockets of this server, kept in memory for a few seconds. */
export function createSessions({ auth, db, wall, cookieName }: SessionDeps) {
  const known = new Map<string, { readonly at: number; readonly session: Promise<KnownSession | null> }>();
  const seen = new Map<string, Seen>();
  const listeners: ((sessionId: string) => void)[] = [];
  const gathered = new Set<string>();
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  /** Grows with every change of members: what was read before one is old when it arrives after it. */
  let changes = 0;

  async function load(cookie: string): Promise<KnownSession | null> {
    const asOf = changes;
    const headers = new Headers({ cookie: `${cookieName}=${cookie}` });
    const found = await auth.api.getSession({ headers });
    if (found === null) return null;
    const { session, user } = found;
    const now = wall.now();
    const usedAt = instant(session.updatedAt.getTime());
    if (later(usedAt, IDLE_MS) <= now) {
      await revoke(session.token);
      return null;
    }
    if (later(usedAt, TOUCH_EVERY_MS) <= now) await touchSessions(db, [session.id], now);
    const organisationId = session.activeOrganizationId ?? null;
    const membership = organisationId === null ? null : await findMembership(db, user.id, organisationId);
    const principal: Principal = {
      sessionId: session.id,
      userId: user.id as UserId,
      name: user.name,
      email: user.email,
      organisation: membership?.organisation ?? null,
      roles: membership?.roles ?? [],
      twoFactor: user.twoFactorEnabled === true,
    };
    remember(principal, asOf);
    return { token: session.token, principal };
  }

  function remember(principal: Principal, asOf: number): void {
    const now = wall.monotonic();
    const checkedAt = asOf === changes ? now : -Infinity;
    const before = seen.get(principal.sessionId);
    if (before !== undefined) {
      Object.assign(before, { principal, checkedAt });
      return;
    }
    // In order of arrival, and none outlives a session.
    for (const [id, { firstAt }] of seen) {
      if (now - firstAt < SESSION_MS) break;
      seen.delete(id);
    }
    seen.set(principal.sessionId, { firstAt: now, principal, checkedAt, asking: null });
  }

  async function find({ cookie: header }: CookieHeader): Promise<KnownSession | null> {
    const cookie = valueOf(header, cookieName);
    return cookie === null ? null : look(cookie);
  }

  async function look(cookie: string): Promise<KnownSession | null> {
    const kept = known.get(cookie);
    if (kept !== undefined && wall.monotonic() - kept.at < TRUST_MS) return kept.session;
    if (known.size >= KEPT) known.clear();
    const session = load(cookie);
    known.set(cookie, { at: wall.monotonic(), session });
    // A failed look is no answer: the next request asks again.
    session.catch(() => known.delete(cookie));
    return session;
  }

  function ended(sessionId: string): void {
    known.clear();
    if (seen.delete(sessionId)) for (const listener of listeners) listener(sessionId);
  }

  /** Once per session at a time. A database that cannot be asked ends nobody's session: the bid itself will say so. */
  const recheck = (sessionId: string, session: Seen): Promise<void> =>
    (session.asking ??= askSoon(sessionId)
      .catch(() => undefined)
      .finally(() => {
        session.asking = null;
      }));

  /** A room full of bidders asks at the same time: while one statement is on its way, the next one gathers. */
  function askSoon(sessionId: string): Promise<void> {
    gathered.add(sessionId);
    next ??= current.then(() => {
      const sessionIds = [...gathered];
      gathered.clear();
      next = null;
      const asked = askAbout(sessionIds);
      current = asked.catch(() => undefined);
      return asked;
    });
    return next;
  }

  async function askAbout(sessionIds: readonly string[]): Promise<void> {
    const asOf = changes;
    const now = wall.now();
    const rows = await findSessions(db, sessionIds, now);
    const found = new Map(rows.map((row) => [row.session.id, row]));
    const used: string[] = [];
    for (const sessionId of sessionIds) {
      const row = found.get(sessionId);
      const usedAt = row === undefined ? instant(0) : instant(row.session.updatedAt.getTime());
      if (row === undefined) ended(sessionId);
      else if (later(usedAt, IDLE_MS) <= now) await revoke(row.session.token);
      else {
        // It may have been ended here meanwhile.
        if (seen.has(sessionId)) remember(principalOfRow(row), asOf);
        if (later(usedAt, TOUCH_EVERY_MS) <= now) used.push(sessionId);
      }
    }
    if (used.length > 0) await touchSessions(db, used, now);
  }

  async function revoke(token: string): Promise<void> {
    await (await auth.$context).internalAdapter.deleteSession(token);
  }

  return {
    find,
    read: async (headers: CookieHeader): Promise<Principal | null> =>
      (await find(headers))?.principal ?? null,
    revoke,
    ended,

    /** After any change of members or organisations: all of them are rare. */
    forget: (): void => {
      changes += 1;
      known.clear();
      for (const session of seen.values()) session.checkedAt = -Infinity;
    },

    /** Who bids over a socket, asked at every bid: `null` when the session is over, else with today's roles. */
    async principalOf(sessionId: string): Promise<Principal | null> {
      const session = seen.get(sessionId);
      if (session === undefined) return null;
      const age = wall.monotonic() - session.checkedAt;
      if (age >= TRUST_MS) {
        const asked = recheck(sessionId, session);
        if (age >= TRUST_AT_MOST_MS) await asked;
      }
      return seen.get(sessionId)?.principal ?? null;
    },

    /** Called when a session ends here, or is found to have ended: sign-out, revocation, too old, too long unused. */
    onEnded(listener: (sessionId: string) => void): void {
      listeners.push(listener);
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

const principalOfRow = (row: Awaited<ReturnType<typeof findSessions>>[number]): Principal => ({
  sessionId: row.session.id,
  userId: row.user.id as UserId,
  name: row.user.name,
  email: row.user.email,
  organisation: row.organisation && toOrganisation(row.organisation),
  roles: toRoles(row.role),
  twoFactor: row.user.twoFactorEnabled,
});

/** The raw value of one cookie; its signature is better-auth's to check. */
function valueOf(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(pair.indexOf('=') + 1).trim();
}
