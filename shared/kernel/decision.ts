import type { Instant } from './instant.ts';

/** What a rule answers: events that happened, or one refusal with what the refused person needs to know. */
export type Decision<Event, Refusal> =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal };

export type Accepted<Event> = Extract<Decision<Event, never>, { ok: true }>;
export type Refused<Refusal> = Extract<Decision<never, Refusal>, { ok: false }>;

export const accept = <Event>(...events: readonly Event[]): Accepted<Event> => ({ ok: true, events });

export const refuse = <Refusal>(refusal: Refusal): Refused<Refusal> => ({ ok: false, refusal });

/** What reading a value from outside answers: the value, or why not. */
export type Reading<Value, Fault> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

export const read = <Value>(value: Value): Extract<Reading<Value, never>, { ok: true }> => ({
  ok: true,
  value,
});

export const unreadable = <Fault>(fault: Fault): Extract<Reading<never, Fault>, { ok: false }> => ({
  ok: false,
  fault,
});

/**
 * One log's rules. `decide` never reads a clock: time comes in with the command, because it runs again when a fence
 * was stale. `evolve` folds an event once it has its place in the log.
 */
export interface Decider<Id, State, Command, Event, Entry, Refusal> {
  initial(id: Id): State;
  decide(state: State, command: Command): Decision<Event, Refusal>;
  evolve(state: State, entry: Entry): State;
  /** When the log next needs a command of its own; `null` for never. */
  wakesAt(state: State): Instant | null;
}
