import { randomUUID } from 'node:crypto';
import type { WebSocket } from '@fastify/websocket';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import type { CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { problem, type Problem, type ProblemCode } from '@reassign/shared/kernel/problems.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import {
  clientFrame,
  type ClientFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
  type You,
} from '@reassign/shared/live/protocol.ts';
import type { Clock } from '../../platform/clock.ts';
import { parseJson } from '../../platform/body-parser.ts';
import type { Pacing } from '../../platform/pacing.ts';
import { denial } from '../../platform/session.ts';
import { bidder } from '../routes.ts';
import type { Auctions } from '../service.ts';
import type { Feed, Watcher } from './feed.ts';

/** A watcher that lets this much pile up is too slow: it is cut off and resumes by itself. */
const BUFFER_LIMIT_BYTES = 256 * 1024;
const FRAMES_BURST = 200;
const LOTS_PER_SOCKET = 50;

export interface SocketDeps {
  readonly auctions: Auctions;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly pacing: Pacing;
  readonly framesPerSecond: number;
  readonly secondFactorRequired: boolean;
  /** Who the session that opened the socket is now; `null` when it is over. Asked at every bid. */
  readonly principalNow: () => Promise<Principal | null>;
}

/** One connection of the live feed. Handlers are attached before anything is awaited, or frames would be lost. */
export class LiveSocket implements Watcher {
  readonly id = randomUUID();
  readonly #socket: WebSocket;
  readonly #principal: Principal | null;
  readonly #deps: SocketDeps;
  readonly #standings = new Map<LotId, Promise<Standing>>();
  #credits = FRAMES_BURST;
  #creditedAt: number;
  #answered = true;

  constructor(socket: WebSocket, principal: Principal | null, deps: SocketDeps) {
    this.#socket = socket;
    this.#principal = principal;
    this.#deps = deps;
    this.#creditedAt = deps.pacing.now();
    socket.on('message', (data, isBinary) => {
      this.#receive(isBinary ? null : (data as Buffer).toString('utf8'));
    });
    socket.on('close', () => {
      for (const lotId of this.#standings.keys()) deps.feed.leave(lotId, this);
    });
    socket.on('pong', () => {
      this.#answered = true;
    });
    socket.on('error', () => {
      socket.terminate();
    });
    this.#tell({
      t: 'hello',
      protocol: PROTOCOL_VERSION,
      serverTime: deps.clock.now(),
      canBid: this.#denialOf(principal) === null,
    });
  }

  send(frames: readonly string[]): void {
    if (this.#socket.bufferedAmount > BUFFER_LIMIT_BYTES) {
      this.#socket.terminate();
      return;
    }
    for (const frame of frames) this.#socket.send(frame);
  }

  /** The organisation's standing changed: its own sockets hear it, nobody else. */
  async standingChanged(lotId: LotId, organisation: string): Promise<void> {
    if (organisation !== this.#principal?.organisation?.id || !this.#standings.has(lotId)) return;
    this.#standings.delete(lotId);
    this.#tell({ t: 'you', lotId, you: youOf(await this.#standing(lotId)) });
  }

  /** Called every five seconds: who did not answer the last ping is cut off. */
  heartbeat(): void {
    if (!this.#answered) {
      this.#socket.terminate();
      return;
    }
    this.#answered = false;
    this.#socket.ping();
  }

  /** 1008: the session ended (sign-out, revoked). */
  sessionEnded(): void {
    this.#socket.close(1008, 'session-ended');
  }

  #tell(frame: ServerFrame): void {
    this.send([JSON.stringify(frame)]);
  }

  /** The same rule as for a bid over HTTP. */
  #denialOf(principal: Principal | null): ProblemCode | null {
    return denial(bidder, principal, this.#deps.secondFactorRequired);
  }

  #receive(text: string | null): void {
    if (!this.#spendCredit()) {
      this.#tell({ t: 'problem', problem: problem('rate-limited') });
      return;
    }
    const frame = parseFrame(text);
    if (!frame) {
      this.#tell({ t: 'problem', problem: problem('malformed') });
      return;
    }
    this.#handle(frame).catch(() => {
      this.#socket.close(1011, 'internal');
    });
  }

  async #handle(frame: ClientFrame): Promise<void> {
    switch (frame.t) {
      case 'ping':
        this.#tell({ t: 'pong', n: frame.n, serverTime: this.#deps.clock.now() });
        return;
      case 'follow':
        await this.#follow(frame.lotId as LotId, frame.after ?? null);
        return;
      case 'unfollow':
        this.#standings.delete(frame.lotId as LotId);
        this.#deps.feed.leave(frame.lotId as LotId, this);
        return;
      case 'bid':
        await this.#bid(frame);
    }
  }

  async #follow(lotId: LotId, after: number | null): Promise<void> {
    if (!this.#standings.has(lotId) && this.#standings.size >= LOTS_PER_SOCKET) {
      this.#tell({ t: 'problem', lotId, problem: problem('rate-limited') });
      return;
    }
    const standing = await this.#standing(lotId);
    if (!(await this.#deps.feed.follow(lotId, this, after))) {
      this.#standings.delete(lotId);
      this.#tell({ t: 'problem', lotId, problem: problem('unknown-lot') });
      return;
    }
    this.#tell({ t: 'you', lotId, you: youOf(standing) });
  }

  async #bid(frame: Extract<ClientFrame, { t: 'bid' }>): Promise<void> {
    const lotId = frame.lotId as LotId;
    const no = await this.#mayNotBid();
    if (no) {
      this.#tell({ t: 'refused', lotId, commandId: frame.commandId, problem: no });
      return;
    }
    const outcome = await this.#deps.auctions.placeBid(lotId, {
      commandId: frame.commandId as CommandId,
      amount: toMoney(frame.amount),
      confirmed: frame.confirmed ?? false,
      standing: await this.#standing(lotId),
    });
    if (outcome.ok) {
      const { seq, at, receipt } = outcome;
      this.#tell({ t: 'accepted', lotId, commandId: frame.commandId, seq, at, receipt });
    } else this.#tell({ t: 'refused', lotId, commandId: frame.commandId, problem: outcome.problem });
  }

  async #mayNotBid(): Promise<Problem | null> {
    const principal = await this.#deps.principalNow();
    const denied = this.#denialOf(principal);
    if (denied !== null) return problem(denied);
    // Whoever acts for another organisation since the upgrade would bid under a number that is not theirs.
    return principal?.organisation?.id === this.#principal?.organisation?.id ? null : problem('forbidden');
  }

  #standing(lotId: LotId): Promise<Standing> {
    const known = this.#standings.get(lotId);
    if (known) return known;
    const organisation = this.#principal?.organisation;
    const asked: Promise<Standing> = organisation
      ? this.#deps.auctions.standing(lotId, organisation.id)
      : Promise.resolve({ kind: 'stranger' });
    this.#standings.set(lotId, asked);
    return asked;
  }

  #spendCredit(): boolean {
    const now = this.#deps.pacing.now();
    this.#credits = Math.min(
      FRAMES_BURST,
      this.#credits + ((now - this.#creditedAt) * this.#deps.framesPerSecond) / 1000,
    );
    this.#creditedAt = now;
    if (this.#credits < 1) return false;
    this.#credits -= 1;
    return true;
  }
}

function parseFrame(text: string | null): ClientFrame | null {
  if (text === null) return null;
  try {
    const read = clientFrame.safeParse(parseJson(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

const youOf = (standing: Standing): You => ({
  standing: standing.kind,
  bidderNumber: standing.kind === 'bidder' ? standing.bidderNumber : null,
});
