import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later, parseInstant } from '@reassign/shared/kernel/instant.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type {
  LogStore,
  LotAppend,
  NewEntry,
  NotTaken,
  StoredEntry,
  TakenLot,
} from '../../../server/platform/log-store.ts';
import { OutcomeUnknown } from '../../../server/platform/outcome-unknown.ts';
import type { World } from './world.ts';

interface Log {
  epoch: number;
  owner: string | null;
  readonly entries: StoredEntry[];
}

/** What may go wrong between a server and its database, as probabilities per statement. */
export interface Weather {
  /** The statement never arrives. */
  readonly lost: number;
  /** It is carried out, the answer is lost. */
  readonly answerLost: number;
  /** The server is told it failed, and it is carried out later. */
  readonly late: number;
  /** Longest delay of each way, in milliseconds. */
  readonly delayMs: number;
}

export const calm: Weather = { lost: 0, answerLost: 0, late: 0, delayMs: 3 };
export const storm: Weather = { lost: 0.03, answerLost: 0.04, late: 0.04, delayMs: 25 };

/** What must match before an append goes in; the real statement asks for both. */
export type Fence = 'epoch-and-seq' | 'epoch-only' | 'none';

/** The database: what `lot_head`, `lot_event` and `server_lease` hold, with the fence of the real statements. */
export class SimulatedDatabase {
  readonly logs = new Map<LotId, Log>();
  readonly #leases = new Map<string, Instant>();
  readonly #world: World;
  weather: Weather = calm;
  fence: Fence = 'epoch-and-seq';

  constructor(world: World) {
    this.#world = world;
  }

  begin(lotId: LotId, first: StoredEntry): void {
    this.logs.set(lotId, { epoch: 0, owner: null, entries: [first] });
  }

  renewLease(serverId: string, ms: number): void {
    this.#leases.set(serverId, later(this.#world.now(), ms));
  }

  seqOf(lotId: LotId): number {
    return this.logs.get(lotId)?.entries.length ?? 0;
  }

  take(lotId: LotId, serverId: string): TakenLot | NotTaken {
    const log = this.logs.get(lotId);
    if (log === undefined) return 'unknown-lot';
    const { owner } = log;
    const isForeign = owner !== null && owner !== serverId;
    if (isForeign && (this.#leases.get(owner) ?? -Infinity) > this.#world.now()) return 'owned-elsewhere';
    log.epoch++;
    log.owner = serverId;
    return { epoch: log.epoch, entries: [...log.entries] };
  }

  append(batch: readonly LotAppend[]): ReadonlySet<LotId> {
    const fenced = batch.filter(({ lotId, epoch, seq }) => {
      const log = this.logs.get(lotId);
      if (log === undefined) return false;
      if (this.fence !== 'none' && log.epoch !== epoch) return false;
      return this.fence !== 'epoch-and-seq' || log.entries.length === seq;
    });
    for (const { lotId, entries } of fenced) this.logs.get(lotId)?.entries.push(...entries.map(toStored));
    return new Set(fenced.map(({ lotId }) => lotId));
  }

  /** The way of one server to the database. */
  storeFor(serverId: string): LogStore {
    return {
      take: (lotId) => this.#travel(() => this.take(lotId, serverId)),
      append: (batch) => this.#travel(() => this.append(batch)),
      read: (lotId, after, limit) =>
        this.#travel(() =>
          (this.logs.get(lotId)?.entries ?? []).filter(({ seq }) => seq > after).slice(0, limit),
        ),
    };
  }

  async #travel<Answer>(carryOut: () => Answer): Promise<Answer> {
    const { dice } = this.#world;
    const { lost, answerLost, late, delayMs } = this.weather;
    const way = (): Promise<void> => this.#world.pause(dice.below(delayMs));
    const fate = dice.next();
    await way();
    if (fate < lost) throw new OutcomeUnknown('lost on the way');
    if (fate < lost + late) {
      this.#world.after(dice.below(delayMs * 4), carryOut);
      throw new OutcomeUnknown('connection reset; the statement is still on its way');
    }
    const answer = carryOut();
    await way();
    if (fate < lost + late + answerLost) throw new OutcomeUnknown('answer lost');
    return answer;
  }
}

function toStored({ seq, at, type, body, sealed, identity, hash }: NewEntry): StoredEntry {
  const time = parseInstant(at);
  assert(time !== null, 'an entry has a time');
  const stored = { seq, at: time, type, body: JSON.parse(body) as JsonObject, sealed, identity };
  return { ...stored, hash: Uint8Array.from(Buffer.from(hash, 'hex')) };
}
