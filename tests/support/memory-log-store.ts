import { type Instant, instant, parseInstant } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { LogStore, LotAppend, StoredEntry } from '../../server/platform/log-store.ts';

/** A log store whose appends return when the test says so. */
export interface MemoryLogStore extends LogStore {
  /** What was sent and waits for its answer, oldest first. */
  readonly sent: readonly (readonly LotAppend[])[];
  begin(lotId: LotId, ...entries: readonly StoredEntry[]): void;
  /** Carries out the oldest append and answers it. */
  commit(): Promise<void>;
  /** Carries it out, and then answers that nobody knows. */
  lose(): Promise<void>;
  /** Another server takes the lot. */
  steal(lotId: LotId): void;
}

export function memoryLogStore(): MemoryLogStore {
  const logs = new Map<LotId, { epoch: number; entries: StoredEntry[] }>();
  const waiting: { batch: readonly LotAppend[]; answer: PromiseWithResolvers<ReadonlySet<LotId>> }[] = [];

  function carryOut(batch: readonly LotAppend[]): ReadonlySet<LotId> {
    const fenced = batch.filter(({ lotId, epoch, seq }) => {
      const log = logs.get(lotId);
      return log?.epoch === epoch && log.entries.length === seq;
    });
    for (const { lotId, entries } of fenced) {
      const stored = entries.map(({ at, body, hash, ...rest }) => ({
        ...rest,
        at: parseInstant(at) ?? instant(0),
        body: JSON.parse(body) as JsonObject,
        hash: Buffer.from(hash, 'hex'),
      }));
      logs.get(lotId)?.entries.push(...stored);
    }
    return new Set(fenced.map(({ lotId }) => lotId));
  }

  return {
    get sent() {
      return waiting.map(({ batch }) => batch);
    },
    begin: (lotId, ...entries) => {
      logs.set(lotId, { epoch: 0, entries: [...entries] });
    },
    steal: (lotId) => {
      const log = logs.get(lotId);
      if (log) log.epoch++;
    },
    take: (lotId) => {
      const log = logs.get(lotId);
      if (log === undefined) return Promise.resolve('unknown-lot');
      return Promise.resolve({ epoch: ++log.epoch, entries: [...log.entries] });
    },
    append: (batch) => {
      const answer = Promise.withResolvers<ReadonlySet<LotId>>();
      waiting.push({ batch, answer });
      return answer.promise;
    },
    read: (lotId, after, limit) =>
      Promise.resolve((logs.get(lotId)?.entries ?? []).filter(({ seq }) => seq > after).slice(0, limit)),
    commit: async () => {
      const next = waiting.shift();
      next?.answer.resolve(carryOut(next.batch));
      await turn();
    },
    lose: async () => {
      const next = waiting.shift();
      if (next) carryOut(next.batch);
      next?.answer.reject(new Error('connection lost'));
      await turn();
    },
  };
}

/** Lets everything run that does not wait for the store. */
export async function turn(): Promise<void> {
  for (let round = 0; round < 4; round++) await new Promise((resolve) => setImmediate(resolve));
}

/* A log of the smallest rules there are: an amount that only rises, until a bell at a given time. */

export type Raise = { readonly at: Instant } & (
  { readonly type: 'Raise'; readonly to: number; readonly until?: Instant } | { readonly type: 'Ring' }
);
export type Raised =
  | { readonly type: 'Raised'; readonly body: { readonly to: number; readonly until: number | null } }
  | { readonly type: 'Rang'; readonly body: Readonly<Record<string, never>> };

export interface Amount {
  readonly to: number;
  readonly until: Instant | null;
}
