import type { Decider } from '@reassign/shared/kernel/decision.ts';
import type { Pacing } from '../pacing.ts';
import type { BidderNumber, CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';

/** What happened, as the log holds it: `body` is public and hashed, `sealed` is encrypted and never exported. */
export interface LogEvent {
  readonly type: string;
  readonly body: object;
  readonly sealed?: Uint8Array;
}

/** An event in its place: what `evolve` folds. */
export type Entry<Event> = Event & { readonly lot: LotId; readonly seq: number; readonly at: Instant };

export interface Stamped {
  readonly at: Instant;
}

/** A command before it enters the queue, which gives it its time. */
export type Unstamped<Command> = Command extends unknown ? Omit<Command, 'at'> : never;

/** The rules of a lot, as a sequencer runs them. */
export type LotRules<State, Command extends Stamped, Event extends LogEvent, Refusal> = Decider<
  LotId,
  State,
  Command,
  Event,
  Entry<Event>,
  Refusal
>;

/** Makes a retry the same command. `contentHash` covers what the client asked for. */
export interface CommandIdentity {
  readonly bidderNumber: BidderNumber;
  readonly commandId: CommandId;
  readonly contentHash: Uint8Array;
}

/** A committed entry with its proof. `text` is the canonical JSON `{at, body, lot, seq, type}`, made once for everyone. */
export interface LoggedEntry<Event> {
  readonly entry: Entry<Event>;
  readonly prev: string;
  readonly hash: string;
  readonly text: string;
}

/** The hash of the command's first entry and a checkpoint that covers it (3-trading-rules §3.8). */
export interface Receipt {
  readonly lot: LotId;
  readonly seq: number;
  readonly hash: string;
  readonly checkpoint: string;
}

/** What the queue answers before any rule is asked (2-architecture §2.7). */
export interface QueueRefusal {
  readonly code:
    'unknown-lot' | 'busy' | 'clock-uncertain' | 'unavailable' | 'outcome-unknown' | 'idempotency-mismatch';
}

/** `seq` is that of the command's first entry, or the log's end when the command had nothing to add. */
export type Outcome<Event, Refusal> =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly entries: readonly LoggedEntry<Event>[];
      readonly receipt: Receipt;
    }
  | { readonly ok: false; readonly refusal: Refusal | QueueRefusal };

/** A lot as committed: never what is still on its way to the disk. */
export interface LotView<State> {
  readonly lotId: LotId;
  readonly state: State;
  readonly seq: number;
  /** Hex hash of the last entry. */
  readonly hash: string;
  readonly checkpoint: string;
}

/** One append of one lot, told after its commit, in the order of the log. */
export interface Commit<State, Event> extends LotView<State> {
  readonly entries: readonly LoggedEntry<Event>[];
}

export interface Sequencer<State, Command extends Stamped, Event extends LogEvent, Refusal> {
  /** Decides in order of arrival and answers after the commit. Rejects only when the rules themselves throw. */
  submit(
    lotId: LotId,
    command: Unstamped<Command>,
    identity?: CommandIdentity,
  ): Promise<Outcome<Event, Refusal>>;
  /** The committed lot if this server holds it in memory. */
  peek(lotId: LotId): LotView<State> | null;
  /** The committed lot, read from the log when it is not in memory; `null` when there is none. */
  view(lotId: LotId): Promise<LotView<State> | null>;
  /** Listeners run in the order of commits and must not throw or wait. */
  onCommitted(listener: (commit: Commit<State, Event>) => void): () => void;
  /** Takes what is due soon and arms the timer; every second of real time by itself after `start`. */
  sweep(): Promise<void>;
  start(pacing: Pacing): void;
  /** Refuses new commands, waits for those on their way. */
  close(): Promise<void>;
  /** Lots in memory, commands that wait, appends on their way: for metrics. */
  load(): { readonly lots: number; readonly waiting: number; readonly appending: number };
}
