import type { Duplex } from 'node:stream';
import type { WebSocket } from '@fastify/websocket';
import { fromInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Authority, Standing } from '@reassign/shared/deposits/types.ts';
import type { CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { problem, type Problem, type ProblemCode } from '@reassign/shared/kernel/problems.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import {
  type ClientFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
  type You,
} from '@reassign/shared/live/protocol.ts';
import { type OwnerId, ownersOf } from '../../deposits/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pacing } from '../../platform/pacing.ts';
import { denial } from '../../platform/session.ts';
import { bidder } from '../routes.ts';
import type { Auctions } from '../service.ts';
import type { Feed, Watcher } from './feed.ts';
import { acceptedText, readFrame, textFrame } from './frames.ts';

/** A watcher that lets this much pile up is too slow: it is cut off and resumes by itself. */
const BUFFER_LIMIT_BYTES = 256 * 1024;
const FRAMES_BURST = 200;
const LOTS_PER_SOCKET = 50;

export interface SocketDeps {
  readonly auctions: Pick<Auctions, 'standing' | 'maximumOf' | 'placeBid' | 'denialOf'>;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly pacing: Pacing;
  readonly framesPerSecond: number;
  readonly secondFactorRequired: boolean;
  /** Who the session that opened the socket is now; `null` when it is over. Asked at every bid and every standing. */
  readonly principalNow: () => Promise<Principal | null>;
  /** Tells every socket of an organisation or a person what it is to a lot now. */
  readonly standingChanged: (lotId: LotId, owner: OwnerId) => void;
  readonly report: (error: unknown) => void;
}

/** One connection of the live feed. Handlers are attached before anything is awaited, or frames would be lost. */
export class LiveSocket implements Watcher {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #principal: Principal | null;
  readonly #deps: SocketDeps;
  /** The lots it follows, and how often each one's standing was asked for: an answer that was overtaken is not told. */
  readonly #followed = new Map<LotId, number>();
  /** Only a bidder's standing is kept, until it changes: lots that do not exist have no bidders. */
  readonly #bidders = new Map<LotId, Standing>();
  /** How often a standing of its owners changed: what was read before that is not kept. */
  #changes = 0;
  #credits = FRAMES_BURST;
  #creditedAt: number;
  #answered = true;

  /** `stream` is the connection below the socket. */
  constructor(socket: WebSocket, stream: Duplex, principal: Principal | null, deps: SocketDeps) {
    this.#socket = socket;
    this.#stream = stream;
    this.#principal = principal;
    this.#deps = deps;
    this.#creditedAt = deps.pacing.now();
    socket.on('message', (data, isBinary) => {
      this.#receive(isBinary ? null : (data as Buffer).toString('utf8'));
    });
    socket.on('close', () => {
      for (const lotId of this.#followed.keys()) deps.feed.leave(lotId, this);
      this.#followed.clear();
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

  /** Past the library's sender, which would make two writes and a copy of each frame. */
  send(frames: readonly string[]): void {
    if (this.#stream.writableLength > BUFFER_LIMIT_BYTES) this.#socket.terminate();
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    for (const frame of frames) this.#stream.write(textFrame(frame));
  }

  giveUp(): void {
    this.#socket.close(1013, 'try-again');
  }

  /** The owner's standing changed: its own sockets hear it, nobody else. */
  standingChanged(lotId: LotId, owner: OwnerId): void {
    if (!this.#owners().includes(owner)) return;
    this.#changes += 1;
    this.#bidders.delete(lotId);
    if (this.#followed.has(lotId)) this.#tellStanding(lotId).catch(this.#fail);
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
    const frame = text === null ? null : readFrame(text);
    if (!frame) {
      this.#tell({ t: 'problem', problem: problem('malformed') });
      return;
    }
    this.#handle(frame).catch(this.#fail);
  }

  readonly #fail = (error: unknown): void => {
    this.#deps.report(error);
    this.#socket.close(1011, 'internal');
  };

  async #handle(frame: ClientFrame): Promise<void> {
    switch (frame.t) {
      case 'ping':
        this.#tell({ t: 'pong', n: frame.n, serverTime: this.#deps.clock.now() });
        return;
      case 'follow':
        await this.#follow(frame.lotId as LotId, frame.after ?? null);
        return;
      case 'unfollow':
        this.#followed.delete(frame.lotId as LotId);
        this.#deps.feed.leave(frame.lotId as LotId, this);
        return;
      case 'bid':
        await this.#bid(frame);
    }
  }

  async #follow(lotId: LotId, after: number | null): Promise<void> {
    if (!this.#followed.has(lotId) && this.#followed.size >= LOTS_PER_SOCKET) {
      this.#tell({ t: 'problem', lotId, problem: problem('rate-limited') });
      return;
    }
    this.#followed.set(lotId, this.#followed.get(lotId) ?? 0);
    if (!(await this.#deps.feed.follow(lotId, this, after))) {
      this.#followed.delete(lotId);
      this.#tell({ t: 'problem', lotId, problem: problem('unknown-lot') });
      return;
    }
    // It left, or was closed, while the lot was read.
    if (this.#followed.has(lotId)) await this.#tellStanding(lotId);
    else this.#deps.feed.leave(lotId, this);
  }

  async #tellStanding(lotId: LotId): Promise<void> {
    const asked = (this.#followed.get(lotId) ?? 0) + 1;
    this.#followed.set(lotId, asked);
    const isOurs = this.#isOurs(await this.#deps.principalNow());
    const standing: Standing = isOurs ? await this.#standing(lotId) : { kind: 'stranger' };
    const maximum = await this.#deps.auctions.maximumOf(lotId, standing);
    if (this.#followed.get(lotId) === asked) this.#tell({ t: 'you', lotId, you: youOf(standing, maximum) });
  }

  async #bid(frame: Extract<ClientFrame, { t: 'bid' }>): Promise<void> {
    const lotId = frame.lotId as LotId;
    const no = await this.#mayNotBid(lotId);
    if (no) {
      this.#tell({ t: 'refused', lotId, commandId: frame.commandId, problem: no });
      return;
    }
    const outcome = await this.#deps.auctions.placeBid(lotId, {
      commandId: frame.commandId as CommandId,
      amount: toMoney(frame.amount),
      ...(frame.maximum && { maximum: toMoney(frame.maximum) }),
      confirmed: frame.confirmed ?? false,
      standing: await this.#standing(lotId),
    });
    if (outcome.ok) {
      const { seq, at, isLeading, receipt } = outcome;
      const { commandId } = frame;
      this.send([acceptedText({ t: 'accepted', lotId, commandId, seq, at, isLeading, receipt })]);
      if (frame.maximum) this.#tellOwners(lotId);
    } else this.#tell({ t: 'refused', lotId, commandId: frame.commandId, problem: outcome.problem });
  }

  /** A maximum is its owner's, whichever of its sockets set it. */
  #tellOwners(lotId: LotId): void {
    for (const owner of this.#owners()) this.#deps.standingChanged(lotId, owner);
  }

  async #mayNotBid(lotId: LotId): Promise<Problem | null> {
    const principal = await this.#deps.principalNow();
    const denied =
      this.#denialOf(principal) ?? (principal && (await this.#deps.auctions.denialOf(lotId, principal)));
    if (denied !== null) return problem(denied);
    return this.#isOurs(principal) ? null : problem('forbidden');
  }

  /** Whoever acts for others since the upgrade, or binds them no more, has no part in their numbers. */
  #isOurs(principal: Principal | null): boolean {
    return String(ownersBehind(principal)) === String(this.#owners());
  }

  /** Of whoever opened the socket: who is there now was asked before. */
  async #standing(lotId: LotId): Promise<Standing> {
    const known = this.#bidders.get(lotId);
    if (known) return known;
    const owners = this.#owners();
    if (owners.length === 0) return { kind: 'stranger' };
    const changes = this.#changes;
    const standing = await this.#deps.auctions.standing(lotId, ...owners);
    if (standing.kind === 'bidder' && changes === this.#changes) this.#bidders.set(lotId, standing);
    return standing;
  }

  #owners(): readonly OwnerId[] {
    return ownersBehind(this.#principal);
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

const ownersBehind = (principal: Principal | null): readonly OwnerId[] =>
  principal === null ? [] : ownersOf(principal);

const youOf = (standing: Standing, maximum: Money | null): You => ({
  standing: standing.kind,
  bidderNumber: standing.kind === 'bidder' ? standing.bidderNumber : null,
  ...(standing.kind === 'barred' && { ground: standing.ground }),
  ...(standing.kind === 'bidder' && standing.rank !== undefined && { rank: standing.rank }),
  ...(standing.kind === 'bidder' && standing.authority && { authority: authorityView(standing.authority) }),
  ...(maximum && { maximum }),
});

const authorityView = ({ cap, until }: Authority): NonNullable<You['authority']> => ({
  ...(cap && { cap }),
  ...(until !== null && { until: fromInstant(until) }),
});
