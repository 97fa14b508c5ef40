import type {} from '@fastify/websocket';
import type { FastifyPluginAsync } from 'fastify';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { OwnerId } from '../../deposits/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pacing } from '../../platform/pacing.ts';
import type { Auctions } from '../service.ts';
import type { Feed } from './feed.ts';
import { LiveSocket } from './socket.ts';

export interface LiveRoutes {
  readonly auctions: Auctions;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly pacing: Pacing;
  /** What one socket may send, sustained. */
  readonly framesPerSecond: number;
  readonly secondFactorRequired: boolean;
  /** Who the session is now; `null` when it is over. */
  readonly principalOf: (sessionId: string) => Promise<Principal | null>;
  readonly onSessionEnded: (listener: (sessionId: string) => void) => void;
  readonly onStandingChanged: (listener: (lotId: LotId, owner: OwnerId) => void) => void;
}

/** A socket that answered no ping for this long is gone or too slow. */
const HEARTBEAT_MS = 5_000;

/** `wss /api/v1/live`: origin and session are checked at the upgrade, before a socket exists. */
export const liveRoutes: FastifyPluginAsync<LiveRoutes> = async (app, options) => {
  const sockets = new Map<LiveSocket, { sessionId: string | null }>();

  function standingChanged(lotId: LotId, owner: OwnerId): void {
    for (const live of sockets.keys()) live.standingChanged(lotId, owner);
  }

  app.get('/api/v1/live', { websocket: true, config: { access: 'public' } }, (socket, request) => {
    const sessionId = request.principal?.sessionId ?? null;
    const live = new LiveSocket(socket, request.raw.socket, request.principal, {
      ...options,
      principalNow: () => (sessionId === null ? Promise.resolve(null) : options.principalOf(sessionId)),
      standingChanged,
      report: (error) => {
        app.log.error({ err: error }, 'live socket failed');
      },
    });
    sockets.set(live, { sessionId });
    socket.on('close', () => sockets.delete(live));
  });

  options.onSessionEnded((ended) => {
    for (const [live, { sessionId }] of sockets) if (sessionId === ended) live.sessionEnded();
  });
  options.onStandingChanged(standingChanged);

  const beat = options.pacing.every(HEARTBEAT_MS, () => {
    for (const live of sockets.keys()) live.heartbeat();
  });
  app.addHook('onClose', () => {
    beat.cancel();
  });
};
