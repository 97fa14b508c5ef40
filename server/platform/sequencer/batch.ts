import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { NewEntry } from '../log-store.ts';
import type { CommandIdentity, LoggedEntry, Outcome, QueueRefusal, Unstamped } from './types.ts';

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
