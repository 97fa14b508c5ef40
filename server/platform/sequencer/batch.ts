import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { canonicalJson, type JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { NewEntry } from '../log-store.ts';
import { sealEntry } from './proof.ts';
import type {
  CommandIdentity,
  Entry,
  LogEvent,
  LoggedEntry,
  LotRules,
  Outcome,
  QueueRefusal,
  Stamped,
  Unstamped,
} from './types.ts';

/** A command in the queue and whoever waits for its outcome. */
export interface Pending<Command, Event, Refusal> {
  readonly command: Unstamped<Command>;
  readonly identity: CommandIdentity | null;
  /** When it entered the queue. */
  readonly at: Instant;
  /** How often it was decided: a stale fence means to decide again. */
  attempts: number;
  resolve(outcome: Outcome<Event, Refusal>): void;
  reject(error: unknown): void;
}

/** What a pending command will be told once the batch it rests on is committed. */
export interface Answer<Command, Event, Refusal> {
  readonly pending: Pending<Command, Event, Refusal>;
  /** Its entries are in this batch, not a repetition of somebody's or nobody's. */
  readonly isNew: boolean;
  readonly result:
    | { readonly ok: true; readonly entries: readonly LoggedEntry<Event>[] }
    | { readonly ok: false; readonly refusal: Refusal | QueueRefusal };
}

/** A lot's state with its place in the log: committed, or decided on top of that. */
export interface Tip<State> {
  readonly state: State;
  readonly seq: number;
  readonly at: Instant;
  readonly hash: Uint8Array;
  /** The same hash in hex. */
  readonly hex: string;
}

/** What one lot adds in one append. */
export interface Batch<State, Command, Event, Refusal> {
  readonly entries: NewEntry[];
  readonly logged: LoggedEntry<Event>[];
  readonly hashes: Uint8Array[];
  readonly answers: Answer<Command, Event, Refusal>[];
  /** The lot as it is once this batch is committed. */
  tip: Tip<State>;
}

export const emptyBatch = <State, Command, Event, Refusal>(
  tip: Tip<State>,
): Batch<State, Command, Event, Refusal> => ({ entries: [], logged: [], hashes: [], answers: [], tip });

/**
 * Adds what one command led to: folded, hashed and put into text once, for the log and for everyone who watches. All
 * or nothing: a rule that throws half-way leaves the batch as it was.
 */
export function write<State, Command extends Stamped, Event extends LogEvent, Refusal>(
  rules: LotRules<State, Command, Event, Refusal>,
  lotId: LotId,
  batch: Batch<State, Command, Event, Refusal>,
  events: readonly Event[],
  at: Instant,
  identity: CommandIdentity | null,
): readonly LoggedEntry<Event>[] {
  const time = toRfc3339(at);
  let { tip } = batch;
  const written = events.map((event, nth) => {
    const seq = tip.seq + 1;
    const { type, sealed = null } = event;
    const body = canonicalJson(event.body as JsonObject);
    const { hash, hex, text } = sealEntry(tip.hash, { lot: lotId, seq, at: time, type, body });
    const entry: Entry<Event> = { ...event, lot: lotId, seq, at };
    const logged = { entry, prev: tip.hex, hash: hex, text };
    tip = { state: rules.evolve(tip.state, entry), seq, at, hash, hex };
    return { logged, hash, row: { seq, at: time, type, body, sealed, identity, nth, hash: hex } };
  });
  for (const { row, logged, hash } of written) {
    batch.entries.push(row);
    batch.logged.push(logged);
    batch.hashes.push(hash);
  }
  batch.tip = tip;
  return written.map(({ logged }) => logged);
}
